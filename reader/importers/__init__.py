"""Reading files into articles."""

from reader.importers.dispatch import read_article

__all__ = ["read_article"]
