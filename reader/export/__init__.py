"""Writing an analysis to a file, one module a format."""

from __future__ import annotations

from reader.export.dispatch import SUFFIXES, check_suffix, export

__all__ = ["SUFFIXES", "check_suffix", "export"]
