"""An installed Argos package and sentences for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from random_argos import write_random_argosmodel

from reader.data.argos import install_package
from reader.model import Gloss, Mention, SourceInfo, Token, Translation
from reader.text.segmentation import build_article
from reader.text.tokens import token_spans
from reader.translation.argos import ArgosTranslator
from reader.translation.protocol import SentenceSource

__all__ = ["installed", "never", "one", "sources", "translate"]


def installed(folder: Path, **made: Any) -> Path:
    """The folder of a freshly installed package; `made` goes to its writer."""
    file = write_random_argosmodel(folder / "ar_en.argosmodel", **made)
    return install_package(file, lambda _message, _done: None).folder


def sources(text: str) -> list[SentenceSource]:
    """The sentences of an article as engines get them."""
    article = build_article(SourceInfo("x", "txt", "utf-8"), text)
    return [
        SentenceSource(
            text[s.start : s.end],
            tuple(Token(t.start - s.start, t.end - s.start) for t in s.tokens),
        )
        for s in article.sentences
    ]


def one(
    text: str, mentions: tuple[Mention, ...] = (), glosses: tuple[Gloss | None, ...] = ()
) -> SentenceSource:
    """The whole of `text` as one sentence."""
    tokens = tuple(Token(*span) for span in token_spans(text))
    return SentenceSource(text, tokens, glosses, mentions)


def never() -> bool:
    return False


def translate(
    package: Path, text: str, cancelled: Callable[[], bool] = never
) -> list[tuple[int, Translation]]:
    return list(ArgosTranslator(package).translate(sources(text), cancelled))
