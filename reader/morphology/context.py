"""Which reading of each word fits its sentence: frequency plus rules of grammar.

Method: every candidate starts with the decimal logarithm of its frequency; a rule adds or takes
away a weight where a neighbour speaks for or against a reading. Words are decided from first to
last, so a rule sees the reading chosen for the word before and the most frequent reading of the
word after. The rules are general Arabic grammar; their weights were set by hand with the
development part of the Prague Arabic Dependency Treebank in view, which is therefore no test set.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.morphology.glosses import normal
from reader.morphology.lexicon import Candidate
from reader.text.keys import has_arabic, strip_marks

__all__ = ["Place", "rank"]

_VERBAL_PARTICLES: Final = frozenset(
    "لم لن قد سوف ولم ولن وقد لقد فقد وسوف كي لكي هل فلم فلن".split()
)
_COMPLEMENTIZERS: Final = frozenset("أن ان وأن بأن لأن".split())
# أن before an imperfect verb ("to"); before a noun it is أنّ ("that").
_AN_OF_VERBS: Final = normal("أَنْ_1")
# إن before a verb may be "if"; before a noun or pronoun it is إنّ.
_IN_OF_VERBS: Final = normal("إِنْ_1")
# قد: "has, already" before a perfect, "may" before an imperfect.
_QAD: Final = {normal("قَدْ_1"): "p", normal("قَدْ_2"): "i"}
# إنّ and its sisters: a noun or pronoun follows them, never a verb.
_BEFORE_NOUNS: Final = frozenset(map(normal, "إِنَّ_1 أَنَّ_1 لٰكِنَّ_1 كَأَنَّ_1 لَعَلَّ_1 لَيْتَ_1".split()))
_AUXILIARIES: Final = frozenset("كان لا ظل أصبح بدأ عاد أخذ كاد مازال زال استمر واصل".split())


def rank(words: Sequence[str], readings: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """The candidates of each of `words`, best in this sentence first. `readings[i]` holds those of
    `words[i]`, the most frequent first; it is empty for what is no word of the dictionary."""
    ranked: list[list[Candidate]] = []
    for i, candidates in enumerate(readings):
        if len(candidates) < 2:
            ranked.append(list(candidates))
            continue
        place = Place(words, readings, ranked, i)
        scored = [(c.frequency + place.evidence(c), -n, c) for n, c in enumerate(candidates)]
        scored.sort(key=lambda item: item[:2], reverse=True)
        ranked.append([c for _, _, c in scored])
    return ranked


class Place:
    """Position `i` of a sentence, with what is decided to the left and likely to the right."""

    def __init__(
        self,
        words: Sequence[str],
        readings: Sequence[Sequence[Candidate]],
        ranked: Sequence[Sequence[Candidate]],
        i: int,
    ) -> None:
        self.first = i == 0
        self.previous_word = words[i - 1] if i else ""
        self.previous = self._decided(words, ranked)
        self.next = readings[i + 1][0] if i + 1 < len(readings) and readings[i + 1] else None

    @staticmethod
    def _decided(words: Sequence[str], ranked: Sequence[Sequence[Candidate]]) -> Candidate | None:
        """The reading of the word before; behind a name no dictionary holds, of the one before."""
        i = len(ranked) - 1
        if i > 0 and not ranked[i] and has_arabic(words[i]):
            i -= 1
        return ranked[i][0] if i >= 0 and ranked[i] else None

    def evidence(self, c: Candidate) -> float:
        """What speaks for (or, below 0, against) the reading `c` here, in powers of ten."""
        score = 0.0
        if self.previous is not None:
            score += self._after(self.previous, c)
        elif self.first and c.pos == "verb":
            score += 0.3
        if c.entry == _AN_OF_VERBS and self.next is not None:
            features = self.next.features
            follows = features.aspect == "i" and "sa_fut" not in features.proclitics
            score += 1.0 if follows else -1.0
        elif c.entry in _QAD and self.next is not None:
            score += 1.0 if self.next.features.aspect == _QAD[c.entry] else 0.0
        elif c.entry == _IN_OF_VERBS and self.next is not None:
            score -= 0.0 if self.next.pos == "verb" else 1.0
        elif c.pos == "prep" and not c.features.enclitic and self.next is not None:
            score += 0.5 if self.next.pos in ("noun", "noun_prop", "pron_dem") else 0.0
        return score

    def _after(self, p: Candidate, c: Candidate) -> float:
        score = 0.0
        pos = c.pos
        definite = "Al_det" in c.features.proclitics
        after_definite = "Al_det" in p.features.proclitics
        if p.pos == "prep" and not p.features.enclitic:
            if pos == "verb":
                score -= 3
            elif pos in ("prep", "conj", "conj_sub"):
                score -= 1
            if c.features.case == "n":
                score -= 0.6
            elif c.features.case == "g":
                score += 0.3
        if pos == "verb":
            if self.previous_word in _VERBAL_PARTICLES:
                score += 1.5
            elif self.previous_word in _COMPLEMENTIZERS:
                score += 0.5
            if p.entry in _BEFORE_NOUNS and not p.features.enclitic:
                score -= 1
            if p.pos == "noun" and p.features.case != "a" and not after_definite:
                score -= 0.0 if p.features.enclitic else 0.5
            if p.pos == "verb" and strip_marks(p.lemma) not in _AUXILIARIES:
                score -= 0.7
            if p.pos == "pron_rel":
                score += 0.7
            elif p.pos == "noun_quant":
                score -= 1.0
        elif pos == "noun":
            if p.pos in ("noun", "noun_quant") and not after_definite and definite:
                score += 0.3
            if p.pos == "pron_dem" and definite:
                score += 0.5
        elif pos == "adj":
            if p.pos in ("noun", "adj") and after_definite == definite:
                score += 0.5
            if p.pos == "noun" and after_definite and definite:
                score += 0.4
            if c.features.case == "a" and p.features.case != "a":
                score -= 1.0
        elif pos == "noun_prop" and p.pos == "noun_prop":
            score += 0.5
        return score
