"""Names that stand for a government, and institutions of countries that have no record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.entities.directory import Directory
from reader.entities.institutions import institution_entity, institutions
from reader.entities.metonyms import acts_as_government
from reader.entities.protocol import TaggedName
from reader.entities.words import Word, raw_length
from reader.model import EntityType, Mention

__all__ = ["institution_mentions", "metonym", "side"]


def side(mention: Mention, text: str, directory: Directory) -> Mention:
    """A mention of a country by its adjective, الجانب الروسي, standing for the government."""
    stands_for, name = _government(mention.entity, directory)
    surface = text[mention.start : mention.end]
    reason = f"“{surface}” stands for {name}, knowledge base"
    return replace(mention, role="stands for", stands_for=stands_for, reason=reason)


def metonym(
    mention: Mention, words: Sequence[Word], first: int, last: int, taken: int, directory: Directory
) -> Mention:
    """The mention in words `first` to `last`, standing for a government if it is a capital or a
    seat
    and acts as one; `taken` letters of the first word are proclitics."""
    entity = directory.entity(mention.entity)
    country = directory.countries.governed_from(entity)
    how = (
        acts_as_government(words, first, last, taken, feminine=entity.type is EntityType.LOC)
        if country
        else ""
    )
    if not how:
        return mention
    stands_for, name = _government(country, directory)
    reason = f"{how}: {entity.running_en} stands for {name}"
    return replace(mention, role="stands for", stands_for=stands_for, reason=reason)


def _government(country: str, directory: Directory) -> tuple[str, str]:
    """The id and the English of a country's government; the country's id where it has no record."""
    government = directory.countries.government(country)
    if government:
        return government.id, government.running_en
    return country, f"the government of {directory.entity(country).running_en}"


def institution_mentions(
    text: str, words: Sequence[Word], found: Sequence[Mention | TaggedName], directory: Directory
) -> list[Mention]:
    """الحكومة البوليفية and the like, where no name of `found` lies across them."""
    made: list[Mention] = []
    for inst in institutions(words, directory.demonyms):
        start = words[inst.first].start + raw_length(words[inst.first].raw, inst.taken)
        end = words[inst.last].end
        if any(
            name.start < end and start < name.end and (name.start, name.end) != (start, end)
            for name in found
        ):
            continue
        if any(isinstance(name, Mention) and name.start == start for name in found):
            continue
        country = directory.entity(inst.country)
        if country.kind != "country":
            continue
        entity = directory.keep(institution_entity(inst, text[start:end], country))
        reason = f"the {inst.noun} of {country.running_en}, told by the adjective"
        made.append(
            Mention(start, end, entity.type, entity.id, entity.running_en, "demonym", reason)
        )
    return made
