"""Learns which English word and preposition news prose uses for an Arabic one, from sentence pairs.

usage: python packaging/lexicon/learn.py FOLDER

FOLDER holds written.train.tsv and train.tsv.xz. Writes into resources/glossary/:
  learned-senses.tsv        lemma, part of speech, English words with their probabilities
  learned-contexts.tsv      lemma, part of speech, neighbouring lemma, its English word there
  learned-prepositions.tsv  what stands before or after a preposition, and its English there
  learned-english.tsv       which prepositions follow an English word, by the English sides alone
  learned-phrases.tsv       for nouns, how often English says "the" where Arabic has the article,
                            and how often a construct chain becomes a compound
  learned-verbal-nouns.tsv  verbal nouns that English says as verbs, and how often where
Takes about three minutes and always gives the same files.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from alignment_model import LexicalModel, train
from corpus import Pair, read_pairs
from lemminflect import getAllLemmas
from verbal_nouns import verbal_nouns

from reader.morphology.glosser import load_glosser
from reader.paths import resource

_LEAST_SHARE = 0.1
_LEAST_COUNT = 4.0
_SENSES = 4
_FAR = 9
_OFTEN_ENOUGH = 9
_BOUND = 0.6
_NEGATIONS = frozenset("غَيْر عَدَم لا دُون دُونَ بِدُون بِلا لَم لَن ما لَيْسَ".split())
_CONTENT = {
    "noun": "NOUN",
    "verb": "VERB",
    "adj": "ADJ",
    "adj_comp": "ADJ",
    "adj_num": "ADJ",
    "adv": "ADV",
}
_STOP = frozenset(
    "the a an of to in on at by for with from and or that which who whom whose this these those"
    " be have do will would can could may might shall should must not no it its he his him she her"
    " they their them we our us you your i my me as but if than then there here what when where"
    " how so such also one two three four five six seven eight nine ten hundred thousand million"
    " first second third same other about back over out up off down away all any many much more"
    " most less least very just only even still yet ago like near own per via plus due else ever"
    " never too again together now being anyone someone anything everyone everything"
    " nothing".split()
)
PREPOSITIONS = frozenset(
    "in on at to for of with by from about against into over under as through during between"
    " among after before until since towards toward within upon across around behind beyond"
    " near outside inside via without along amid throughout onto".split()
)
_PARTICLES = frozenset("over out up off down back away".split())
_DETERMINERS = frozenset("the a an his her its their this that of no".split())
_ARABIC_PREPOSITIONS = ("+bi", "+li", "+ka")


def main(folder: Path) -> int:
    glosser = load_glosser()
    pairs = read_pairs(folder, glosser)
    print(f"{len(pairs)} pairs", file=sys.stderr)
    model = train(pairs)
    links = [list(model.links(pair)) for pair in pairs]
    out = resource("glossary")
    _write(out / "learned-senses.tsv", _senses(pairs, links, model))
    _write(out / "learned-contexts.tsv", _contexts(pairs, links))
    _write(out / "learned-prepositions.tsv", _prepositions(pairs, links))
    _write(out / "learned-english.tsv", _english_habits(pairs))
    _write(out / "learned-phrases.tsv", _phrases(pairs, links))
    places = (_places(pair, found) for pair, found in zip(pairs, links, strict=True))
    _write(out / "learned-verbal-nouns.tsv", verbal_nouns(pairs, places, PREPOSITIONS))
    return 0


Links = Sequence[tuple[int, int, float]]


def _fits(word: str, part: str) -> bool:
    """Whether an English base form can be of the part of speech its Arabic lemma is."""
    if word.lower() in _STOP or not word.isalpha() or word[0].isupper() or len(word) < 3:
        return False
    lemmas = getAllLemmas(word)
    allowed = {"NOUN": {"NOUN"}, "VERB": {"VERB"}, "ADJ": {"ADJ"}, "ADV": {"ADV"}}[part]
    return any(part in allowed and word in forms for part, forms in lemmas.items())


@cache
def _parts(word: str) -> frozenset[str]:
    return frozenset(getAllLemmas(word))


def _said(pair: Pair, j: int, part: str) -> str:
    """The English word j of `pair` as a word of that part of speech, "" where it is none: "raised"
    is no noun, nor is "raise" after "to"; a verb takes its particle along ("hand over")."""
    word, written = pair.english[j], pair.written[j].lower()
    if part == "ADJ" and "ADJ" in _parts(written):
        word = written if written.endswith(("ed", "ing", "en", "wn")) else word
    before = pair.english[j - 1].lower() if j else ""
    after = pair.english[j + 1] if j + 1 < len(pair.english) else ""
    if not _fits(word, part):
        return ""
    parts = _parts(written)
    if part == "NOUN":
        verbal = before == "to" or (after in _PARTICLES and "VERB" in parts)
        return "" if "NOUN" not in parts or ("VERB" in parts and verbal) else word
    if part == "VERB":
        if not parts & {"VERB", "AUX"} or ("NOUN" in parts and before in _DETERMINERS):
            return ""
        return f"{word}_{after}" if after in _PARTICLES else word
    if written != word and "VERB" in parts and written.endswith(("ed", "ing", "en", "wn")):
        return written  # closed, not close
    return word


def _counts(pairs: Sequence[Pair], links: Sequence[Links]) -> dict[str, Counter[str]]:
    """How often each content lemma is said as which English word of its own part of speech. A word
    met mostly beside one and the same neighbour belongs to the two together (مضاد حيوي,
    "antibiotic") and is left out, unless it is all there is."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    beside: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for pair, found in zip(pairs, links, strict=True):
        for i, j, share in found:
            part = _CONTENT.get(pair.arabic[i].partition("|")[2])
            word = _said(pair, j, part) if part and share > 0.3 else ""
            if word and not _denied(pair.arabic, i):
                counts[pair.arabic[i]][word] += pair.weight
                for neighbour in _content_neighbours(pair.arabic, i):
                    beside[pair.arabic[i], word][neighbour.partition("|")[0]] += pair.weight
    for key, words in counts.items():
        bound = {w for w, n in words.items() if _bound(beside[key, w], n)}
        if bound and len(bound) < len(words):
            for word in bound:
                del words[word]
    return counts


def _denied(arabic: Sequence[str], i: int) -> bool:
    """Whether the word before negates word `i`, whose English may hold both: غير مرخص,
    "unlicensed"."""
    return i > 0 and arabic[i - 1].partition("|")[0] in _NEGATIONS


def _bound(neighbours: Counter[str], total: float) -> bool:
    return bool(neighbours) and total >= _LEAST_COUNT and max(neighbours.values()) >= _BOUND * total


def _senses(pairs: Sequence[Pair], links: Sequence[Links], model: LexicalModel) -> Iterable[str]:
    for key, fitting in sorted(_counts(pairs, links).items()):
        lemma, _, pos = key.partition("|")
        if key not in model.table:
            continue
        total = sum(fitting.values())
        if total < _LEAST_COUNT:
            continue
        best = sorted(fitting.items(), key=lambda item: (-item[1], item[0]))[:_SENSES]
        kept = [f"{w}:{n / total:.2f}" for w, n in best if n / total >= _LEAST_SHARE and n >= 2]
        if kept:
            yield f"{lemma}\t{pos}\t{' '.join(kept)}\t{total:.0f}"


def _content_neighbours(arabic: Sequence[str], i: int) -> list[str]:
    found = []
    for step in (-1, 1):
        k = i + step
        while 0 <= k < len(arabic) and (arabic[k].startswith("+") or "|" not in arabic[k]):
            k += step
        if 0 <= k < len(arabic):
            found.append(("<" if step < 0 else ">") + arabic[k])
    return found


def _contexts(pairs: Sequence[Pair], links: Sequence[Links]) -> Iterable[str]:
    """Neighbours beside which a lemma is translated otherwise than usually."""
    usual = _counts(pairs, links)
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for pair, found in zip(pairs, links, strict=True):
        for i, j, share in found:
            key = pair.arabic[i]
            part = _CONTENT.get(key.partition("|")[2])
            word = _said(pair, j, part) if part and share > 0.3 else ""
            if word:
                neighbours = _content_neighbours(pair.arabic, i)
                for neighbour in neighbours[:1] if _denied(pair.arabic, i) else neighbours:
                    counts[key, neighbour][word] += pair.weight
    for (key, neighbour), words in sorted(counts.items()):
        lemma, _, pos = key.partition("|")
        word, count = max(words.items(), key=lambda item: (item[1], item[0]))
        if count >= 6 and count / sum(words.values()) >= 0.6:
            words_of = usual.get(key) or {"": 0.0}
            most = max(words_of.items(), key=lambda item: (item[1], item[0]))[0]
            if word != most:
                yield f"{lemma}\t{pos}\t{neighbour}\t{word}"


def _prepositions(pairs: Sequence[Pair], links: Sequence[Links]) -> Iterable[str]:
    """For each preposition its English by the lemma before it and by the lemma after it; "-" where
    English has none (طالب بـ: "demand")."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for pair, found in zip(pairs, links, strict=True):
        place = _places(pair, found)
        owner = {j: i for i, j in place.items()}
        for i, key in enumerate(pair.arabic):
            if not (key in _ARABIC_PREPOSITIONS or key.endswith("|prep")):
                continue
            word = _said_before(pair, i, place, owner)
            if word is None:
                continue
            counts[key, "*"][word] += pair.weight
            for neighbour in _content_neighbours(pair.arabic, i):
                counts[key, neighbour][word] += pair.weight
                part = neighbour.rpartition("|")[2]
                counts[key, f"{neighbour[0]}*|{part}"][word] += pair.weight
            verb = _governor(pair.arabic, i)
            if verb:
                counts[key, "^" + verb][word] += pair.weight
    for (key, neighbour), words in sorted(counts.items()):
        total = sum(words.values())
        if total < 9 and neighbour != "*":
            continue
        least, most = (0.06, 6) if "*" in neighbour else (0.1, 4)
        best = [(w, n) for w, n in words.most_common(most) if n / total >= least]
        shares = " ".join(f"{word}:{n / total:.2f}" for word, n in best)
        yield f"{key}\t{neighbour}\t{shares}\t{total:.0f}"


def _governor(arabic: Sequence[str], i: int) -> str:
    """The verb before the noun phrase that stands before the preposition at `i`, "" if there is
    none: in VSO order a verb and its preposition have the subject between them."""
    nominal = ("+Al", "|noun", "|noun_prop", "|adj", "|noun_quant", "|adj_comp", "_poss")
    k = i - 1
    while k >= 0 and i - k < _FAR and arabic[k].endswith(nominal):
        k -= 1
    return arabic[k] if 0 <= k < i - 1 and arabic[k].endswith("|verb") else ""


def _english_habits(pairs: Sequence[Pair]) -> Iterable[str]:
    """base form, shares of the prepositions that follow it at once, count of the word."""
    counts: Counter[str] = Counter()
    following: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        for word, after in zip(pair.english, (*pair.english[1:], ""), strict=True):
            if word.isalpha() and word.islower() and word not in _STOP:
                counts[word] += pair.weight
                if after in PREPOSITIONS:
                    following[word][after] += pair.weight
    for word, count in sorted(counts.items()):
        kept = [(p, n) for p, n in following[word].most_common(6) if n >= 3 and n / count >= 0.02]
        if count >= _OFTEN_ENOUGH and kept:
            yield f"{word}\t{' '.join(f'{p}:{n / count:.2f}' for p, n in kept)}\t{count:.0f}"


def _places(pair: Pair, found: Links) -> dict[int, int]:
    """Where each Arabic content word stands in English."""
    return {i: j for i, j, share in found if share > 0.4 and pair.english[j].lower() not in _STOP}


def _said_before(pair: Pair, i: int, place: dict[int, int], owner: dict[int, int]) -> str | None:
    """The English preposition before the noun that the preposition at `i` governs; "-" if the
    English goes straight on from a word before `i`; None where the noun is not aligned."""
    k = i + 1
    while k < len(pair.arabic) and k <= i + 2 and pair.arabic[k] == "+Al":
        k += 1
    if k not in place:
        return None
    for j in range(place[k] - 1, max(place[k] - 6, -1), -1):
        word = pair.english[j].lower()
        if word in PREPOSITIONS:
            return word
        if owner.get(j, i) < i:
            return "-"
    return None


def _phrases(pairs: Sequence[Pair], links: Sequence[Links]) -> Iterable[str]:
    """lemma, part of speech, share of "the" with the article and its count, share of compounds as
    head and its count, share of compounds as genitive and its count, share of capitals at the head
    of a definite phrase of several words and its count."""
    the: dict[str, Counter[bool]] = defaultdict(Counter)
    head: dict[str, Counter[bool]] = defaultdict(Counter)
    genitive: dict[str, Counter[bool]] = defaultdict(Counter)
    capital: dict[str, Counter[bool]] = defaultdict(Counter)
    for pair, found in zip(pairs, links, strict=True):
        place = _places(pair, found)
        arabic, english = pair.arabic, pair.english
        for i, j in place.items():
            if not arabic[i].endswith("|noun"):
                continue
            if i and arabic[i - 1] == "+Al":
                the[arabic[i]][_has_the(english, j)] += pair.weight
            k = i + 1 + (i + 1 < len(arabic) and arabic[i + 1] == "+Al")
            phrase = k > i + 1 or (k < len(arabic) and arabic[k].endswith("|noun_prop"))
            if phrase and j:
                capital[arabic[i]][english[j][0].isupper()] += pair.weight
            if k < len(arabic) and arabic[k].endswith("|noun") and k in place:
                gap = place[k] - j
                if gap == -1 or 0 < gap < 5:
                    head[arabic[i]][gap == -1] += pair.weight
                    genitive[arabic[k]][gap == -1] += pair.weight
    for key in sorted(the.keys() | head.keys() | genitive.keys() | capital.keys()):
        lemma, _, pos = key.partition("|")
        fields = []
        for table in (the, head, genitive, capital):
            total = table[key].total()
            fields.append(f"{table[key][True] / total if total else 0:.2f}\t{total:.0f}")
        if any(table[key].total() >= 6 for table in (the, head, genitive, capital)):
            yield f"{lemma}\t{pos}\t" + "\t".join(fields)


def _has_the(english: Sequence[str], j: int) -> bool:
    """Whether "the" or another determiner opens the noun phrase of word `j`."""
    for word in reversed(english[max(0, j - 4) : j]):
        lower = word.lower()
        if lower in {"the", "this", "that", "these", "those"}:
            return True
        if lower in PREPOSITIONS or lower in _STOP:
            return False
    return j < 4


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    print(f"{path.name}: {path.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
