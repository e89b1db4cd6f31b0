"""What English words are made of: their base forms, by the lists of lemminflect."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["base_form", "base_forms", "is_english_word"]


@lru_cache(maxsize=65_536)
def _lemmas(word: str) -> dict[str, tuple[str, ...]]:
    from lemminflect import getAllLemmas  # its lists take a third of a second to load

    if not (word.isascii() and word.isalpha()):
        return {}
    return {part: tuple(forms) for part, forms in getAllLemmas(word).items()}


def base_forms(word: str) -> frozenset[str]:
    """All base forms `word` (in lower case) may have; none for a word the lists lack, such as a
    name or a grammatical word."""
    return frozenset(form for forms in _lemmas(word).values() for form in forms)


def base_form(word: str) -> str:
    """The singular of a noun, else the infinitive of a verb, else `word` (in lower case) itself."""
    forms = _lemmas(word)
    return forms.get("NOUN", forms.get("VERB", (word,)))[0]


def is_english_word(word: str) -> bool:
    """Whether `word` (in lower case) is in the lists."""
    return bool(_lemmas(word))
