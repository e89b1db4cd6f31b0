"""What the reader of one format makes of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

__all__ = ["Block", "Document", "from_blocks", "iso_date"]


@dataclass(frozen=True, slots=True)
class Document:
    """The text of an article with what its format tells about it. `headings` are the indices of the
    paragraphs (lines that show anything) that are headings; `date` is ISO 8601."""

    text: str
    headings: frozenset[int] = frozenset()
    title: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading of a marked-up document, on one line."""

    text: str
    heading: bool = False


def from_blocks(
    blocks: Sequence[Block],
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Document:
    """The document of `blocks`, a blank line between them. A title that the blocks do not begin
    with is set before them, so that it is read and translated too; without one, a heading at the
    beginning is the title."""
    kept = [Block(" ".join(b.text.split()), b.heading) for b in blocks]
    kept = [block for block in kept if block.text]
    name = " ".join(title.split()) if title else ""
    if name:
        if name in (block.text for block in kept[:3]):
            kept = [
                Block(b.text, b.heading or (i < 3 and b.text == name)) for i, b in enumerate(kept)
            ]
        else:
            kept = [Block(name, heading=True), *kept]
    elif kept and kept[0].heading:
        name = kept[0].text
    return Document(
        text="\n\n".join(block.text for block in kept),
        headings=frozenset(i for i, block in enumerate(kept) if block.heading),
        title=name or None,
        date=published,
        url=url,
    )


def iso_date(written: str | None) -> str | None:
    """The day at the beginning of an ISO 8601 date or time, or None."""
    try:
        return date.fromisoformat((written or "").strip()[:10]).isoformat()
    except ValueError:
        return None
