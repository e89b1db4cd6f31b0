"""English plurals of the lexicon put back into the singular.

ALMOR glosses a broken plural in the plural ("presidents; heads") and a sound one in the singular
(ministers are "minister" + masculine plural). A reader of the gloss has the number beside it, so
every noun is glossed in the singular where the lexicon itself knows one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["singular_gloss"]

_IRREGULAR: Final = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot",
    "teeth": "tooth", "geese": "goose", "mice": "mouse", "oxen": "ox", "dice": "die",
    "crises": "crisis", "theses": "thesis", "bases": "basis", "analyses": "analysis",
    "phenomena": "phenomenon", "criteria": "criterion", "media": "medium", "data": "datum",
    "those": "that", "these": "this",
}  # fmt: skip


def singular_gloss(gloss: str, others: Sequence[str]) -> str:
    """The senses of `gloss`, in its order, each replaced by the sense of `others` (the glosses of
    other forms of the same noun) that it is the plural of; a sense that has no singular there
    ("notables") stays as it is."""
    known = [sense for other in others for sense in other.split(";")]
    return ";".join(
        next((one for one in known if _is_plural_of(many, one)), many) for many in gloss.split(";")
    )


def _is_plural_of(many: str, one: str) -> bool:
    theirs, ours = many.split("_"), one.split("_")
    return (
        many != one
        and len(theirs) == len(ours)
        and all(m == o or _word_is_plural_of(m, o) for m, o in zip(theirs, ours, strict=True))
    )


def _word_is_plural_of(many: str, one: str) -> bool:
    if one == many:
        return False
    if one in (many.removesuffix("s"), many.removesuffix("es"), _IRREGULAR.get(many)):
        return True
    for plural, singulars in (("ies", ("y", "ie")), ("ves", ("f", "fe")), ("men", ("man",))):
        if many.endswith(plural) and any(one == many[: -len(plural)] + end for end in singulars):
            return True
    return False
