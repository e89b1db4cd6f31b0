"""Words and forms that ALMOR lacks, from `resources/glossary/supplement.tsv`.

A line gives a stem and names a dictionary word that takes the same endings (ثَلاثمِئ like ثَلاثمائ):
the new stem gets the inflection classes of that word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reader.errors import BrokenPartError
from reader.paths import resource
from reader.text.keys import strip_marks

__all__ = ["Addition", "load_supplement", "stem_key"]

_UNKNOWN: Final = "-"
_LEVELLED: Final = str.maketrans("أإآٱىة", "اااايه")
# The decimal logarithm given to them: common enough to be preferred to ALMOR's rarities.
_FREQUENCY: Final = "-4.5"


@dataclass(frozen=True, slots=True)
class Addition:
    """A stem to be inflected as the stem `model`; both are a `pos`."""

    stem: str
    entry: str
    gloss: str
    root: str
    model: str
    pos: str

    def features(self, of_model: dict[str, str]) -> dict[str, str]:
        """Those of the model, as they are for this stem."""
        tag = of_model["bw"].rpartition("/")[2]
        return of_model | {
            "diac": self.stem,
            "lex": self.entry,
            "bw": f"{self.stem}/{tag}",
            "gloss": self.gloss,
            "root": self.root,
            "pos_lex_logprob": _FREQUENCY,
            "lex_logprob": _FREQUENCY,
        }


def stem_key(stem: str) -> str:
    """The spelling under which the dictionary files a stem, as camel-tools levels it."""
    return strip_marks(stem).translate(_LEVELLED)


def load_supplement() -> tuple[Addition, ...]:
    """The shipped supplement. Raises BrokenPartError if it is damaged."""
    path = resource("glossary", "supplement.tsv")
    try:
        lines = path.read_text("utf-8").splitlines()
        return tuple(_addition(line) for line in lines if line and not line.startswith("#"))
    except (OSError, ValueError) as error:
        raise BrokenPartError(f"{path}: is damaged ({error}); install Qari again") from error


def _addition(line: str) -> Addition:
    stem, entry, english, root, model, pos = line.split("\t")
    gloss = english.replace("; ", ";").replace(" ", "_")
    return Addition(stem, entry, gloss, "" if root == _UNKNOWN else root, model, pos)
