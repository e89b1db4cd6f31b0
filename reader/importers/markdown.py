"""Markdown: headings, paragraphs, lists, quotations and tables as text.

Emphasis and links become their text, numbers of ordered lists stay, pictures go. Fenced code and
raw HTML are kept only where they hold Arabic; indented lines are text, not code. A line end inside
a paragraph is a space where the lines look wrapped and a new paragraph where they do not. Front
matter gives title and date.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from reader.importers.document import Block, Document, from_blocks, iso_date
from reader.importers.wrapping import is_wrapped
from reader.text.keys import has_arabic

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token as Markup

__all__ = ["has_front_matter", "read_markdown"]

_FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*\n((?:[^\n]*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_FIELD: Final = re.compile(r"^([A-Za-z_]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_UNSEEN: Final = re.compile(
    r"<!--.*?-->|<(script|style|iframe|video|audio|object)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.I
)
_LEFT_OVER: Final = re.compile(r"([*_]{1,3})\s*([^*_].*?)\s*\1", re.DOTALL)
"""Emphasis that Markdown does not take for any because of a space inside its marks."""
_LONGEST_HEADING: Final = 200
_UNSEEN_TAG: Final = re.compile(r"<(/?)(?:script|style|iframe|video|audio|object)\b", re.I)
_LINE_TAG: Final = re.compile(r"</?(?:br|p|div|li|tr|h[1-6])\b[^>]*>", re.I)
_TAG: Final = re.compile(r"<[^<>]*>")


@cache
def _parser() -> MarkdownIt:
    # Imported when the first Markdown is read: most starts of the program read none.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 60})
    return parser.enable(["table", "strikethrough"]).disable("code")


def has_front_matter(text: str) -> bool:
    """Whether `text` begins with a block of fields between lines of ---."""
    match = _FRONT_MATTER.match(text)
    return match is not None and _FIELD.search(match.group(1)) is not None


def read_markdown(text: str) -> Document:
    """The document in `text`, line ends \\n."""
    fields: dict[str, str] = {}
    if has_front_matter(text) and (match := _FRONT_MATTER.match(text)):
        fields = {key.lower(): _unquoted(value) for key, value in _FIELD.findall(match.group(1))}
        text = text[match.end() :]
    return from_blocks(
        list(_blocks(_parser().parse(text))),
        title=fields.get("title"),
        published=iso_date(fields.get("date")),
        url=fields.get("url") if fields.get("url", "").startswith("http") else None,
    )


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value


def _blocks(markup: Sequence[Markup]) -> Iterator[Block]:
    heading = False
    number = ""
    cells: list[str] | None = None
    for token in markup:
        match token.type:
            case "heading_open" | "heading_close":
                heading = token.nesting == 1
            case "list_item_open":
                number = f"{token.info}{token.markup} " if token.info else ""
            case "tr_open":
                cells = []
            case "tr_close":
                yield Block(" | ".join(filter(None, cells or [])))
                cells = None
            case "inline":
                lines = _lines(token.children or [])
                if cells is not None:
                    cells.append(" ".join(lines))
                    continue
                for line in lines:
                    yield Block(number + line, heading and len(line) <= _LONGEST_HEADING)
                    number = ""
            case "fence":
                yield from (Block(line) for line in token.content.split("\n") if has_arabic(line))
            case "html_block":
                for line in _visible(token.content).split("\n"):
                    if has_arabic(line):
                        inline = _parser().parseInline(line.strip())[0]
                        yield from map(Block, _lines(inline.children or []))


def _lines(markup: Sequence[Markup]) -> list[str]:
    """The lines of one paragraph: several where its line ends are meant."""
    lines = [""]
    soft: list[bool] = []
    unseen = 0
    for token in markup:
        if token.type == "html_inline" and (tag := _UNSEEN_TAG.match(token.content)):
            unseen = max(0, unseen + (-1 if tag.group(1) else 1))
        elif unseen:
            continue
        match token.type:
            case "softbreak" | "hardbreak":
                soft.append(token.type == "softbreak")
                lines.append("")
            case "html_inline":
                if _LINE_TAG.fullmatch(token.content):
                    soft.append(False)
                    lines.append("")
            case "text" | "code_inline" | "text_special":
                lines[-1] += token.content
    shown = [_LEFT_OVER.sub(r"\2", line) if _LEFT_OVER.fullmatch(line) else line for line in lines]
    shown = [line.strip() for line in shown]
    if not all(soft) or not is_wrapped(shown):
        return [line for line in shown if line]
    return [" ".join(filter(None, shown))]


def _visible(raw: str) -> str:
    return html.unescape(_TAG.sub("", _LINE_TAG.sub("\n", _UNSEEN.sub("", raw))))
