"""Where the walk through a sentence stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.translation.draft.units import NounPhrase, Unit, Word

__all__ = ["Walk", "say_lead"]


@dataclass(slots=True)
class Walk:
    """Where the walk stands.

    Attributes:
        subject: the noun phrase that waits for its verb (it stands before it), or None.
        weak: whether that phrase stands behind a verb already said, so that it is more likely its
            object, unless the next verb follows at once.
        open: whether no verb has been said yet in this clause.
        shared: the subject named last, which a conjoined verb can share.
        outer: the subject whose verb comes after a relative clause that stands between them.
        relative: whether a relative pronoun has just been said and is the verb's subject or object.
        inside: whether the walk is in a relative clause whose pronoun is still to be met.
        latest: the noun phrase said last.
        fronted: whether "in which" has been said, so that the next verb has a subject of its own.
        verb: the English of the verb said last.
        past: whether that verb is in the past.
        reported: whether the clause tells what was said in the past.
        verbal: how a verbal noun was said last in this clause: "to", "ing" or "".
        governed: whether the noun phrase said last was governed by a preposition.
        partitive: whether a preposition said last was "of" for a part.
        silent: tokens without English of their own, to be joined to the next word.
    """

    units: Sequence[Unit]
    out: list[Word] = field(default_factory=list)
    i: int = 0
    subject: NounPhrase | None = None
    weak: bool = False
    open: bool = True
    outer: NounPhrase | None = None
    shared: NounPhrase | None = None
    relative: bool = False
    inside: bool = False
    latest: NounPhrase | None = None
    fronted: bool = False
    verb: str = ""
    past: bool = False
    reported: bool = False
    verbal: str = ""
    governed: bool = False
    partitive: bool = False
    silent: tuple[int, ...] = ()


def say_lead(walk: Walk, unit: Unit) -> None:
    """The proclitics of a unit. The و that begins a sentence only opens it and is not said."""
    lead = unit.lead
    if lead and not any(w.tokens for w in walk.out) and lead[0].text in {"and", "so"}:
        lead = lead[1:]
    walk.out.extend(lead)
