"""What a reader should check in a translation: numbers, dates, denials, names, shape."""

from reader.translation.doubts.check import check

__all__ = ["check"]
