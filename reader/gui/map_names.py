"""Names on the map that the shipped file shortens, or that have changed since 2018."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["RENAMED"]

RENAMED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Macedonia": "North Macedonia",
        "eSwatini": "Eswatini",
        "United States of America": "United States",
        "W. Sahara": "Western Sahara",
        "N. Cyprus": "Northern Cyprus",
        "S. Sudan": "South Sudan",
        "Dem. Rep. Congo": "DR Congo",
        "Bosnia and Herz.": "Bosnia and Herzegovina",
        "Central African Rep.": "Central African Republic",
        "Eq. Guinea": "Equatorial Guinea",
        "Dominican Rep.": "Dominican Republic",
        "Congo": "Republic of the Congo",
        "Marshall Is.": "Marshall Islands",
        "Solomon Is.": "Solomon Islands",
        "Falkland Is.": "Falkland Islands",
        "Faeroe Is.": "Faroe Islands",
        "Cayman Is.": "Cayman Islands",
        "Cook Is.": "Cook Islands",
        "Antigua and Barb.": "Antigua and Barbuda",
        "St. Kitts and Nevis": "Saint Kitts and Nevis",
        "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
        "Br. Indian Ocean Ter.": "British Indian Ocean Territory",
        "Fr. Polynesia": "French Polynesia",
    }
)
"""The name shown, by the name in the file."""
