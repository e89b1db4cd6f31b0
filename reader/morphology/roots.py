"""Roots people can read, from ALMOR's."""

from __future__ import annotations

__all__ = ["readable_root"]


def readable_root(raw: str, lemma: str) -> str:
    """Radicals joined by dots; "" where ALMOR has none or hides a weak radical behind `#`."""
    return raw if raw and "#" not in raw and "." in raw else ""
