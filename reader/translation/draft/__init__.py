"""The `draft` engine: English from the dictionary and the knowledge base alone, word by word."""

from reader.translation.draft.engine import DraftTranslator

__all__ = ["DraftTranslator"]
