"""What a reader should check in a translation: numbers, dates, denials, names, shape."""

from reader.translation.doubts.check import Checker, check
from reader.translation.doubts.wording import is_notice, sentence_for

__all__ = ["Checker", "check", "is_notice", "sentence_for"]
