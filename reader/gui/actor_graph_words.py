"""The graph of actors in words: for those who hear it, and under the pointer for all."""

from __future__ import annotations

from collections import defaultdict

from reader.gui.entity_list import mentions
from reader.gui.relations import title_of
from reader.knowledge.ties import ArticleTies

__all__ = ["actor_in_words", "graph_in_words"]

_MOST = 5


def graph_in_words(ties: ArticleTies, filtered: str = "") -> str:
    """How many of the article's names the picture shows, and how many ties; `filtered` says what
    the reader left out ("named twice or more")."""
    shown, stated = len(ties.actors), sum(1 for tie in ties.ties if tie.statements)
    names = "1 name" if shown == 1 else f"{shown} names"
    if shown < ties.named:
        names = f"{shown} of {ties.named} names, {filtered or 'the most often named'}"
    links = "1 tie" if stated == 1 else f"{stated} ties"
    return f"{names} · {links} known to the knowledge base"


def actor_in_words(ties: ArticleTies, id: str) -> str:
    """Who an actor of the picture is tied to, as sentences."""
    actor = next(actor for actor in ties.actors if actor.entity.id == id)
    names = {other.entity.id: other.entity.name_en for other in ties.actors}
    told: defaultdict[str, list[str]] = defaultdict(list)
    beside: list[str] = []
    for tie in ties.ties:
        if id not in (tie.first, tie.second):
            continue
        for said in tie.statements:
            title = title_of(said.kind, inverse=said.other == id)
            if names[tie.other(id)] not in told[title]:
                told[title].append(names[tie.other(id)])
        if tie.sentences and not tie.statements:
            beside.append(names[tie.other(id)])
    entity = actor.entity
    kind = f", {entity.kind}" if entity.kind else ""
    parts = [f"{entity.name_en}{kind}, {mentions(actor.mentions)}"]
    parts += [f"{title}: {_listed(others)}" for title, others in told.items()]
    if beside:
        parts.append(f"In one sentence with {_listed(beside)}")
    return ". ".join(parts) + "."


def _listed(names: list[str]) -> str:
    """The first few, and how many more."""
    left = len(names) - _MOST
    return ", ".join(names) if left <= 0 else f"{', '.join(names[:_MOST])} and {left} more"
