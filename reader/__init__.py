"""Qari reads Arabic articles: offline translation, glosses, entities, explanations."""

__version__ = "0.1.0"
