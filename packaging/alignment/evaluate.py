"""Measures word alignment on the hand alignments beside this file.

usage: python packaging/alignment/evaluate.py SHARED

SHARED holds parallel/written.train.tsv and eval/mt/flores_dev.ar, flores_dev.argos.en. Prints
precision, recall and alignment error rate (Och and Ney 2003: precision against sure and possible
links, recall of the sure ones) of: the diagonal; the learned table alone, each English word with
its likeliest token; the aligner, with the installed dictionary and knowledge base and without.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reader.entities.matcher import KnowledgeMatcher
from reader.entities.protocol import Recognizer
from reader.knowledge.base import load_knowledge
from reader.model import Gloss, Mention, SourceInfo
from reader.morphology.glosser import load_glosser
from reader.morphology.protocol import Glosser
from reader.pipeline import context_words
from reader.text.segmentation import build_article
from reader.translation.alignment import align
from reader.translation.alignment_lexicon import word_table
from reader.translation.alignment_words import base_form, word_spans
from reader.translation.protocol import SentenceSource

__all__ = ["METHODS", "Gold", "Method", "figures", "main", "read_gold"]

Points = set[tuple[int, int]]
Method = Callable[[SentenceSource, str], Points]

_HERE = Path(__file__).parent
_TAG = re.compile(r"\{[POLM]\d+:([^{}]+)\}")
_LINK = re.compile(r"(\d+)([-?])(\d+)")


@dataclass(frozen=True, slots=True)
class Gold:
    """One hand-aligned pair; `possible` holds the sure links too."""

    source: SentenceSource
    english: str
    sure: Points
    possible: Points


def _written(shared: Path, line: int) -> tuple[str, str]:
    path = shared / "parallel" / "written.train.tsv"
    _, arabic, english = path.read_text("utf-8").splitlines()[line - 1].split("\t")
    return _TAG.sub(r"\1", arabic), _TAG.sub(r"\1", english)


def _flores(shared: Path, line: int) -> tuple[str, str]:
    folder = shared / "eval" / "mt"
    arabic = (folder / "flores_dev.ar").read_text("utf-8").splitlines()[line - 1]
    english = (folder / "flores_dev.argos.en").read_text("utf-8").splitlines()[line - 1]
    return arabic, html.unescape(english)


def _source(arabic: str, glosser: Glosser, recognizer: Recognizer) -> SentenceSource:
    """The line as one sentence, with what dictionary and knowledge base say of it."""
    article = build_article(SourceInfo("pair", "txt", "utf-8"), arabic)
    glosses: list[Gloss | None] = []
    mentions: list[Mention] = []
    for sentence in article.sentences:
        words, places = context_words(arabic, sentence)
        found = glosser.gloss(words)
        told = [found[place] for place in places]
        mentions += recognizer.recognize(article, sentence, told)
        glosses += told
    tokens = tuple(token for sentence in article.sentences for token in sentence.tokens)
    return SentenceSource(arabic, tokens, tuple(glosses), tuple(mentions))


def _gold(half: str, shared: Path, glosser: Glosser, recognizer: Recognizer) -> Iterator[Gold]:
    read = _written if half == "written" else _flores
    for line in (_HERE / f"{half}.txt").read_text("utf-8").splitlines():
        head, _, links = line.partition(": ")
        number, tokens, words = map(int, head.split())
        arabic, english = read(shared, number)
        source = _source(arabic, glosser, recognizer)
        counts = (len(source.tokens), len(word_spans(english)))
        if counts != (tokens, words):
            raise ValueError(f"{half} line {number}: {counts} words, aligned were {tokens, words}")
        found = [(int(i), mark, int(j)) for i, mark, j in _LINK.findall(links)]
        sure = {(i, j) for i, mark, j in found if mark == "-"}
        yield Gold(source, english, sure, {(i, j) for i, _, j in found})


def _diagonal(source: SentenceSource, english: str) -> Points:
    tokens, words = len(source.tokens), len(word_spans(english))
    return {(int((j + 0.5) * tokens / words), j) for j in range(words)}


def _learned(source: SentenceSource, english: str) -> Points:
    """Each English word with the token that has the highest probability for it, the nearest to the
    diagonal among equals."""
    table = word_table()
    points: Points = set()
    spans = word_spans(english)
    rows = []
    for t in range(len(source.tokens)):
        gloss = source.glosses[t]
        row = dict(table.row(f"{gloss.lemma}|{gloss.pos}")) if gloss else {}
        for clitic in gloss.features.proclitics if gloss else ():
            for word, share in table.row("+" + clitic.partition("_")[0]).items():
                row[word] = max(share, row.get(word, 0.0))
        if gloss and gloss.features.enclitic:
            for word, share in table.row("+" + gloss.features.enclitic).items():
                row[word] = max(share, row.get(word, 0.0))
        rows.append(row)
    for j, (start, end) in enumerate(spans):
        form = base_form(english[start:end])
        place = (j + 0.5) * len(rows) / len(spans)
        shares = [row.get(form, 0.0) for row in rows]
        best = max(range(len(rows)), key=lambda t: (shares[t], -abs(t + 0.5 - place)))
        if shares[best] > 0:
            points.add((best, j))
    return points


def _aligned(source: SentenceSource, english: str) -> Points:
    places = {span: j for j, span in enumerate(word_spans(english))}
    links = align(source, english)
    return {(link.token, places[span]) for link in links for span in link.spans}


def _bare(source: SentenceSource, english: str) -> Points:
    return _aligned(replace(source, glosses=(), mentions=()), english)


def read_gold(half: str, shared: Path) -> list[Gold]:
    """The pairs of `half` ("written" or "flores"), read with the installed dictionary.

    Raises ValueError where tokens or words are not those that were aligned."""
    return list(_gold(half, shared, load_glosser(), KnowledgeMatcher(load_knowledge())))


def figures(pairs: Sequence[Gold], method: Method) -> tuple[float, float, float]:
    """Precision, recall and alignment error rate of `method`."""
    told = [(method(pair.source, pair.english), pair) for pair in pairs]
    count = sum(len(points) for points, _ in told)
    sure = sum(len(pair.sure) for pair in pairs)
    right = sum(len(points & pair.possible) for points, pair in told)
    hit = sum(len(points & pair.sure) for points, pair in told)
    return right / count, hit / sure, 1 - (hit + right) / (count + sure)


METHODS: dict[str, Method] = {
    "diagonal": _diagonal,
    "learned table only": _learned,
    "aligner, no dictionary": _bare,
    "aligner": _aligned,
}


def main(shared: Path) -> int:
    print(f"{'':8} {'':24} {'precision':>9} {'recall':>7} {'AER':>6}")
    for half in ("written", "flores"):
        pairs = read_gold(half, shared)
        for name, method in METHODS.items():
            precision, recall, error = figures(pairs, method)
            print(f"{half:8} {name:24} {precision:9.3f} {recall:7.3f} {error:6.3f}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
