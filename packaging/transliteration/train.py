"""Learns to spell Arabic names in English from pairs of name words.

usage: python packaging/transliteration/train.py FOLDER

FOLDER holds gazetteer/names_en_ar_wikidata.tsv (CC0) and parallel/written.train.tsv. Writes
resources/glossary/spelling-model.txt.xz, a model of graphones (an Arabic letter with the English
letters it stands for) of order four, after Bisani and Ney (2008), "Joint-sequence models for
grapheme-to-phoneme conversion": pairs are aligned by expectation maximisation, each Arabic letter
taking up to three English ones, then graphones are counted. First every tenth name word of the CC0
list (by checksum) is kept out and scored: exact matches and edit distance, beside the rules alone;
what is written is then learned from all. Takes about four minutes.
"""

from __future__ import annotations

import lzma
import math
import re
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from reader.paths import resource
from reader.text.keys import strip_marks
from reader.text.spelling_model import ORDER, SpellingModel, parse_model
from reader.text.transliteration import sound_out

_MOST = 3
_ROUNDS = 6
_LEAST = (0, 0.5, 0.9, 1.5, 2.0)
"""Counts below which an n-gram of that length is left out."""
_TAG = re.compile(r"\{([POLM]\d+):([^{}]+)\}")

Pair = tuple[str, str, float]


def _plain(english: str) -> str:
    """é → e: newspapers drop accents; what is no letter, hyphen or apostrophe ends the word."""
    letters = unicodedata.normalize("NFD", english.lower())
    return "".join(c for c in letters if c in "abcdefghijklmnopqrstuvwxyz'-")


def _bare(arabic: str, english: str) -> tuple[str, str]:
    """Both sides without their articles; those are not learned."""
    arabic = strip_marks(arabic)
    english = _plain(english)
    if arabic.startswith("ال") and english.startswith(("al-", "el-", "as-", "ar-")):
        return arabic[2:], english[3:]
    return arabic, english


def _names(folder: Path) -> Iterator[tuple[str, str, float, bool]]:
    """(Arabic, English, weight, kept out)."""
    for line in (folder / "gazetteer/names_en_ar_wikidata.tsv").read_text("utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 3 and fields[2].isdigit():
            arabic, english = _bare(fields[1], fields[0])
            if len(arabic) > 1 and len(english) > 1 and " " not in arabic:
                out = zlib.crc32(english.encode()) % 10 == 0
                yield arabic, english, 1 + math.log(int(fields[2])), out
    for line in (folder / "parallel/written.train.tsv").read_text("utf-8").splitlines():
        _, arabic, english = line.split("\t")
        theirs = dict(_TAG.findall(english))
        for tag, name in _TAG.findall(arabic):
            words, spelled = strip_marks(name).split(), theirs.get(tag, "").split()
            if len(words) == len(spelled):
                for word, english_word in zip(words, spelled, strict=True):
                    pair = _bare(word, english_word)
                    rough = _plain(sound_out(word)).removeprefix("al-")
                    alike = SequenceMatcher(None, _consonants(rough), _consonants(pair[1]))
                    named = min(map(len, pair)) > 1 and english_word[:1].isupper()
                    if named and alike.ratio() >= 0.6:
                        yield *pair, 3.0, False


def _consonants(word: str) -> str:
    return re.sub("[aeiouy'-]", "", word.translate(str.maketrans("cqpvz", "kkbfs")))


def _align(pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """p(English letters | Arabic letter) by expectation maximisation over monotone alignments."""
    table: dict[str, dict[str, float]] = {}
    for _ in range(_ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for arabic, english, weight in pairs:
            _expect(arabic, english, weight, table, counts)
        table = {}
        for letter, row in counts.items():
            total = sum(row.values())
            table[letter] = {e: c / total for e, c in row.items() if c / total > 1e-5}
    return table


def _score(table: dict[str, dict[str, float]], letter: str, chunk: str) -> float:
    if not table:
        return (0.2, 1.0, 0.6, 0.15)[len(chunk)]
    return table.get(letter, {}).get(chunk, 1e-7)


def _expect(
    arabic: str,
    english: str,
    weight: float,
    table: dict[str, dict[str, float]],
    counts: dict[str, dict[str, float]],
) -> None:
    n, m = len(arabic), len(english)
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = 1.0
    for i in range(n):
        for j in range(m + 1):
            if forward[i][j]:
                for k in range(min(_MOST, m - j) + 1):
                    chunk = english[j : j + k]
                    forward[i + 1][j + k] += forward[i][j] * _score(table, arabic[i], chunk)
    total = forward[n][m]
    if total <= 0:
        return
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward[n][m] = 1.0
    for i in range(n - 1, -1, -1):
        for j in range(m + 1):
            for k in range(min(_MOST, m - j) + 1):
                after = backward[i + 1][j + k]
                if after:
                    chunk = english[j : j + k]
                    value = _score(table, arabic[i], chunk) * after
                    backward[i][j] += value
                    if forward[i][j]:
                        counts[arabic[i]][chunk] += weight * forward[i][j] * value / total


def _best(arabic: str, english: str, table: dict[str, dict[str, float]]) -> list[str] | None:
    """The likeliest graphones "letter:english" of a pair."""
    n, m = len(arabic), len(english)
    best: dict[tuple[int, int], tuple[float, list[str]]] = {(0, 0): (0.0, [])}
    for i in range(n):
        for j in range(m + 1):
            if (i, j) not in best:
                continue
            score, path = best[i, j]
            for k in range(min(_MOST, m - j) + 1):
                chunk = english[j : j + k]
                value = score + math.log(_score(table, arabic[i], chunk))
                if value > best.get((i + 1, j + k), (-1e9, []))[0]:
                    best[i + 1, j + k] = (value, [*path, f"{arabic[i]}:{chunk}"])
    found = best.get((n, m))
    return found[1] if found else None


def _count(paths: Sequence[tuple[list[str], float]]) -> str:
    """The model's text: n-grams of graphones with their counts, rare long ones left out."""
    counts: Counter[tuple[str, ...]] = Counter()
    for path, weight in paths:
        padded = ["^"] * (ORDER - 1) + path + ["$"]
        for i in range(ORDER - 1, len(padded)):
            for n in range(1, ORDER + 1):
                counts[tuple(padded[i - n + 1 : i + 1])] += weight
    lines = []
    for gram, count in sorted(counts.items()):
        if count >= _LEAST[len(gram)]:
            lines.append(" ".join(gram) + f"\t{count:.1f}\n")
    return "".join(lines)


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def _report(held_out: Sequence[Pair], model: SpellingModel) -> None:
    golds: dict[str, set[str]] = defaultdict(set)
    weights: Counter[str] = Counter()
    for arabic, english, weight in held_out:
        golds[arabic].add(english)
        weights[arabic] = max(weights[arabic], round(weight * 10))
    for name, spell in (("rules", lambda w: _plain(sound_out(w))), ("model", model.spell)):
        exact = distance = letters = 0
        for arabic, spellings in golds.items():
            made = spell(arabic)
            exact += made in spellings
            nearest = min(spellings, key=lambda s: _distance(made, s))
            distance += _distance(made, nearest)
            letters += len(nearest)
        shares = f"exact {exact / len(golds):.3f}, edit distance {distance / letters:.3f}"
        print(f"{name}: {shares} of {len(golds)} words")


def main(folder: Path) -> int:
    names = list(_names(folder))
    table = _align([(a, e, w) for a, e, w, kept in names if not kept])
    paths = [(_best(a, e, table), w, kept) for a, e, w, kept in names]
    held_out = [(a, e, w) for a, e, w, kept in names if kept]
    text = _count([(path, w) for path, w, kept in paths if path and not kept])
    _report(held_out, SpellingModel(parse_model(text)))
    text = _count([(path, w) for path, w, _ in paths if path])
    out = resource("glossary", "spelling-model.txt.xz")
    out.write_bytes(lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(paths)} pairs, {text.count(chr(10))} n-grams, {out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
