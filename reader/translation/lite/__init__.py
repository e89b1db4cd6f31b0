"""Qari's own small model, which makes fluent English of the draft."""

from reader.translation.lite.engine import LiteTranslator

__all__ = ["LiteTranslator"]
