"""Pairs the letters of Arabic and English name words, and counts what was paired.

Pairing is learned by expectation maximisation over monotone alignments: an Arabic letter stands for
up to three English ones, some pairs of letters for one (تش, ch). Counting is Kneser–Ney's with
three discounts (Chen and Goodman 1999).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reader.text.spelling_model import END, ORDER, START, Graphone, SpellingModel, gram_key

__all__ = ["Path", "Table", "learn_table", "pair_letters", "spelling_model"]

_MOST = 3
_ROUNDS = 5
_TWO = {
    "تش": ("ch", "tch", "cz", "tsch"),
    "كس": ("x",),
    "تس": ("z", "zz", "c", "tz"),
    "دج": ("j", "g", "dj"),
}
_RARE = 3
"""A graphone seen less often is left out."""
_CUT = {5: 1.5}
"""Counts below which n-grams of that length are left to the shorter ones."""
_NEVER = 1e-7

Table = Mapping[str, Mapping[str, float]]
"""p(English letters | Arabic letters)."""
Path = list[Graphone]


def _steps(arabic: str, i: int, english: str, j: int) -> Iterator[tuple[int, str]]:
    for k in range(min(_MOST, len(english) - j) + 1):
        yield 1, english[j : j + k]
    for spelled in _TWO.get(arabic[i : i + 2], ()):
        if english.startswith(spelled, j):
            yield 2, spelled


def _chance(table: Table, arabic: str, english: str) -> float:
    if not table:
        return (0.2, 1.0, 0.6, 0.15, 0.05)[len(english)] / len(arabic)
    return table.get(arabic, {}).get(english, _NEVER)


def learn_table(pairs: Sequence[tuple[str, str, float]]) -> Table:
    """From (Arabic, English, weight)."""
    table: dict[str, dict[str, float]] = {}
    for _ in range(_ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for arabic, english, weight in pairs:
            _expect(arabic, english, weight, table, counts)
        table = {}
        for letters, row in counts.items():
            total = sum(row.values())
            table[letters] = {e: c / total for e, c in row.items() if c / total > 3e-4 and c > 1}
    return table


def _expect(
    arabic: str,
    english: str,
    weight: float,
    table: Table,
    counts: dict[str, dict[str, float]],
) -> None:
    n, m = len(arabic), len(english)
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = 1.0
    arcs: list[tuple[int, int, int, str, float]] = []
    for i in range(n):
        for j in range(m + 1):
            if forward[i][j] > 0:
                for size, spelled in _steps(arabic, i, english, j):
                    chance = _chance(table, arabic[i : i + size], spelled)
                    if chance > 10 * _NEVER:
                        forward[i + size][j + len(spelled)] += forward[i][j] * chance
                        arcs.append((i, j, size, spelled, chance))
    total = forward[n][m]
    if total <= 0:
        return
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward[n][m] = 1.0
    for i, j, size, spelled, chance in reversed(arcs):
        after = backward[i + size][j + len(spelled)]
        if after:
            backward[i][j] += chance * after
            share = forward[i][j] * chance * after / total
            counts[arabic[i : i + size]][spelled] += weight * share


def pair_letters(arabic: str, english: str, table: Table) -> tuple[float, Path] | None:
    """The likeliest pairing and its logarithm a letter of the longer word; None if there is no
    way to pair them."""
    n, m = len(arabic), len(english)
    best: dict[tuple[int, int], tuple[float, Path]] = {(0, 0): (0.0, [])}
    for i in range(n):
        for j in range(m + 1):
            if (i, j) not in best:
                continue
            score, path = best[i, j]
            for size, spelled in _steps(arabic, i, english, j):
                letters = arabic[i : i + size]
                value = score + math.log(_chance(table, letters, spelled))
                place = (i + size, j + len(spelled))
                if place not in best or value > best[place][0]:
                    best[place] = (value, [*path, (letters, spelled)])
    found = best.get((n, m))
    return (found[0] / max(n, m), found[1]) if found else None


Gram = tuple[int, ...]


def spelling_model(paths: Sequence[tuple[Path, float]]) -> SpellingModel:
    """The model of these pairings, each with how often it counts."""
    often: dict[Graphone, float] = defaultdict(float)
    for path, weight in paths:
        for graphone in path:
            often[graphone] += weight
    graphones = sorted((g for g, c in often.items() if c >= _RARE), key=lambda g: (-often[g], g))
    numbers = {graphone: n for n, graphone in enumerate(graphones, END + 1)}
    counts: dict[Gram, float] = defaultdict(float)
    for path, weight in paths:
        if all(graphone in numbers for graphone in path):
            line = (*[START] * (ORDER - 1), *(numbers[g] for g in path), END)
            for i in range(ORDER, len(line) + 1):
                counts[line[i - ORDER : i]] += weight
    levels = _levels(counts)
    scores: dict[Gram, float] = {}
    gammas: dict[Gram, float] = {}
    for n, level in enumerate(levels, 1):
        _add(level, _CUT.get(n, 0.0), scores, gammas, len(graphones) + 1)
    return SpellingModel(
        graphones,
        {gram_key(gram): math.log(p) for gram, p in scores.items()},
        {gram_key(gram): math.log(p) for gram, p in gammas.items() if gram and p < 0.999},
    )


def _levels(longest: Mapping[Gram, float]) -> list[dict[Gram, float]]:
    """Counts of n-grams for n = 1 to ORDER: of the longest how often they occur, of shorter ones
    after how many different graphones, at the start of a word how often."""
    levels = [dict(longest)]
    for n in range(ORDER - 1, 0, -1):
        shorter: dict[Gram, float] = defaultdict(float)
        for gram in levels[0]:
            shorter[gram[1:]] += 1
        if n > 1:
            starting: dict[Gram, float] = defaultdict(float)
            for gram, count in longest.items():
                if gram[-n] == START:
                    starting[gram[-n:]] += count
            shorter.update(starting)
        levels.insert(0, dict(shorter))
    return levels


def _discounts(counts: Mapping[Gram, float]) -> tuple[float, float, float]:
    """What is taken from counts of one, two, three and more."""
    kinds = Counter(min(4, max(1, round(count))) for count in counts.values())
    one, two, three, four = (max(1, kinds[i]) for i in (1, 2, 3, 4))
    share = one / (one + 2 * two)
    return (
        min(0.95, 1 - 2 * share * two / one),
        max(0.5, 2 - 3 * share * three / two),
        max(0.8, min(2.0, 3 - 4 * share * four / three)),
    )


def _add(
    level: Mapping[Gram, float],
    cut: float,
    scores: dict[Gram, float],
    gammas: dict[Gram, float],
    kinds: int,
) -> None:
    """Adds probabilities of one length, and what their contexts leave to the next shorter."""
    discounts = _discounts(level)
    totals: dict[Gram, float] = defaultdict(float)
    left: dict[Gram, float] = defaultdict(float)
    for gram, count in level.items():
        off = min(count, discounts[min(3, max(1, int(count + 0.5))) - 1])
        totals[gram[:-1]] += count
        left[gram[:-1]] += off if count >= cut else count
    for context, amount in left.items():
        gammas[context] = max(amount / totals[context], 1e-6)
    for gram, count in sorted(level.items()):
        if count < cut:
            continue
        off = min(count, discounts[min(3, max(1, int(count + 0.5))) - 1])
        context = gram[:-1]
        shorter = _backed_off(gram[1:], scores, gammas) if context else 1 / kinds
        p = (count - off) / totals[context] + gammas[context] * shorter
        scores[gram] = max(p, 1e-9)


def _backed_off(gram: Gram, scores: Mapping[Gram, float], gammas: Mapping[Gram, float]) -> float:
    weight = 1.0
    while gram not in scores:
        weight *= gammas.get(gram[:-1], 1.0)
        gram = gram[1:]
    return weight * scores[gram]
