"""How well names are spelled that were kept from learning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from learning import Material, examples, learn_weights, make
from pairs import key_fold, marked_names, plain, sentence_fold

from reader.model import EntityType
from reader.text.english_names import english_name
from reader.text.keys import lookup_key
from reader.text.transliteration import sound_out

__all__ = ["measure"]

_TYPES = {"P": EntityType.PER, "L": EntityType.LOC, "O": EntityType.ORG}
Spell = Callable[[str, str], str]
"""(Arabic word, type) → spelling in small letters."""


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def _score(label: str, wanted: Sequence[tuple[str, str, set[str]]], spell: Spell) -> None:
    """Exact matches of any right spelling; edit distance to the nearest, by its letters."""
    exact = distance = letters = 0
    for arabic, type, right in wanted:
        made = spell(arabic, type)
        near = min(sorted(right), key=lambda e: _distance(made, e))
        exact += made in right
        distance += _distance(made, near)
        letters += len(near)
    n = max(1, len(wanted))
    print(f"{label}: exact {exact / n:.3f}, edit distance {distance / letters:.3f} of {n}")


def _rules(word: str, _: str) -> str:
    return plain(sound_out(word)).removeprefix("al-")


def measure(source: Material, folder: Path) -> None:
    """Prints the figures of ARCHITECTURE. The names of the development set are spelled by what is
    shipped, and as wholes."""
    _measure_list(source)
    _measure_news(source)
    _measure_whole(folder / "eval/ner/written.dev.tsv")


def _measure_list(source: Material) -> None:
    """The models of letters alone: the list names every English word once, so that none of those
    kept out is known."""

    def learned(word: str) -> bool:
        return key_fold(word, 10) != 0

    made = make(source, source.rows, learned, learned)
    right: dict[str, set[str]] = defaultdict(set)
    for arabic, english, _, _ in source.wikidata:
        if not learned(arabic):
            right[arabic].add(english)
    wanted = [(arabic, "P", spellings) for arabic, spellings in right.items()]
    _score("list, rules", wanted, _rules)
    _score("list, learned", wanted, lambda word, _: made.model.spellings(word)[0].english)


def _first(found: Sequence[str]) -> str:
    return found[0] if found else ""


def _measure_news(source: Material) -> None:
    rows = [row for row in source.rows if sentence_fold(row, 5) != 0]
    held = [row for row in source.rows if sentence_fold(row, 5) == 0]
    made = make(source, rows)
    speller = made.speller(learn_weights(source, rows))
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples(marked_names(rows), source.table):
        known[lookup_key(example.arabic)][example.english] += 1

    def learned(word: str, type: str) -> str:
        counts = known.get(lookup_key(word))
        if counts:
            return max(sorted(counts), key=lambda english: counts[english])
        return _first(speller.spellings(word, _TYPES[type]))

    found = [e for e in examples(marked_names(held), source.table) if e.type in _TYPES]
    for types in ("P", "L", "PLO"):
        wanted = [(e.arabic, e.type, {e.english}) for e in found if e.type in types]
        new = [w for w in wanted if lookup_key(w[0]) not in known]
        for label, part in (("", wanted), (" not met", new)):
            _score(f"news {types}{label}, rules", part, _rules)
            _score(f"news {types}{label}, learned", part, learned)


def _measure_whole(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    names = [name for name in marked_names(rows) if name.type in _TYPES]
    for types in ("P", "L", "PLO"):
        wanted = [(n.arabic, n.type, {plain(n.english)}) for n in names if n.type in types]
        _score(f"whole names {types}, rules", wanted, lambda name, _: plain(sound_out(name)))
        _score(f"whole names {types}, learned", wanted, _whole)


def _whole(name: str, type: str) -> str:
    return plain(english_name(name.split(), None, _TYPES[type]).removeprefix("the "))
