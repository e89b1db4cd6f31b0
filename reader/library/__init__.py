"""What Qari keeps between runs: the reader's own sentences and notes, and translations made before.

The first is the reader's and is never lost; the second can be made again and is bounded.
"""

from reader.library.glossary import GlossaryFile
from reader.library.store import Imported, Library
from reader.library.translations import TranslationCache

__all__ = ["GlossaryFile", "Imported", "Library", "TranslationCache"]
