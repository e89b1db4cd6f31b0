"""The graph of an article's actors as a scene: who stands where, what is lit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsScene

from reader.gui.actor_graph_items import ActorItem, Caption, TieItem
from reader.gui.actor_graph_layout import ALONE_GAP, Box, Spring
from reader.gui.fonts import interface_font
from reader.knowledge.ties import ArticleTies
from reader.palette import Palette

__all__ = ["ActorScene", "springs"]

_DIMMED: Final = 0.16
_EDGE: Final = 24.0
_ALONE: Final = "Without a tie to the others"


def springs(ties: ArticleTies) -> list[Spring]:
    """The pulls of the ties: a relation as a whole one, a shared sentence as a quarter of one."""
    number = {actor.entity.id: i for i, actor in enumerate(ties.actors)}
    return [
        Spring(
            number[tie.first],
            number[tie.second],
            bool(tie.statements) + min(1.0, 0.25 * len(tie.sentences)),
        )
        for tie in ties.ties
    ]


class ActorScene(QGraphicsScene):
    """Attributes: ties (what is shown), actors (the items by id, the most named first)."""

    def __init__(self, ties: ArticleTies, colours: Palette) -> None:
        super().__init__()
        self.ties = ties
        self.actors = {a.entity.id: ActorItem(a, colours) for a in ties.actors}
        self._colours = colours
        self._ties = [TieItem(tie, self.actors, colours) for tie in ties.ties]
        self._words: list[Caption] = []
        self._alone: Caption | None = None
        self.setBackgroundBrush(QColor(colours.page))

    @property
    def boxes(self) -> list[Box]:
        return [item.box for item in self.actors.values()]

    def set_places(self, places: Sequence[tuple[float, float]]) -> None:
        """Puts every actor to its place: the middles of `boxes`, in their order."""
        at = dict(zip(self.actors, places, strict=True))
        tied = {id for tie in self.ties.ties for id in (tie.first, tie.second)}
        for id, item in self.actors.items():
            item.centre_at(*at[id], above=self._pulled_down(id, at))
            self.addItem(item)
        for tie in self._ties:
            self.addItem(tie)
        alone = [item for id, item in self.actors.items() if id not in tied]
        if alone and tied:
            top = min(item.sceneBoundingRect().top() for item in alone)
            self._alone = Caption(_ALONE, self._colours, interface_font(11))
            self._alone.setPos(0, top - ALONE_GAP / 3)
            self.addItem(self._alone)
        self.setSceneRect(self.area())

    def _pulled_down(self, id: str, at: Mapping[str, tuple[float, float]]) -> bool:
        """Whether most lines leave downwards, so that the names are better above."""
        pull = 0.0
        for tie in self.ties.ties:
            if id in (tie.first, tie.second):
                (x, y), (other_x, other_y) = at[id], at[tie.other(id)]
                pull += (other_y - y) / (math.hypot(other_x - x, other_y - y) or 1)
        return pull > 0.3

    def area(self) -> QRectF:
        """What the actors take up, with some room around."""
        area = QRectF()
        for item in self.actors.values():
            area = area.united(item.sceneBoundingRect())
        return area.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)

    def set_colours(self, colours: Palette) -> None:
        self._colours = colours
        self.setBackgroundBrush(QColor(colours.page))
        for actor in self.actors.values():
            actor.colours = colours
        for tie in self._ties:
            tie.colours = colours
        for words in self._words:
            words.colours = colours
        if self._alone:
            self._alone.colours = colours
        self.update()

    def light(self, id: str) -> None:
        """Lets an actor stand out with those it is tied to, and says what the ties mean ("" for
        none)."""
        for words in self._words:
            self.removeItem(words)
        self._words.clear()
        near = {id}
        for item in self._ties:
            touches = id in (item.tie.first, item.tie.second)
            item.setOpacity(_DIMMED if id and not touches else 1.0)
            item.setZValue(0.5 if touches else 0)
            if touches:
                near |= {item.tie.first, item.tie.second}
                self._say(item, id)
        for actor in self.actors.values():
            actor.setOpacity(_DIMMED * 2 if id and actor.id not in near else 1.0)
        if self._alone:
            self._alone.setOpacity(_DIMMED * 2 if id else 1.0)

    def _say(self, tie: TieItem, id: str) -> None:
        """Writes what a tie means on it, where nobody is in the way if there is such a place."""
        meaning = tie.words(id)
        if not meaning:
            return
        words = Caption(meaning, self._colours, interface_font(11))
        taken = [item.sceneBoundingRect() for item in self.actors.values()]
        taken += [other.sceneBoundingRect() for other in self._words]

        def hidden(share: float) -> float:
            area = words.boundingRect().translated(tie.at(share))
            over = [area.intersected(other) for other in taken]
            return sum(part.width() * part.height() for part in over if not part.isEmpty())

        share = min((0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72), key=hidden)
        if not tie.tie.statements and hidden(share):
            return  # how many sentences is told below the picture too
        words.setPos(tie.at(share))
        self.addItem(words)
        self._words.append(words)

    def set_current(self, id: str) -> None:
        """Frames the actor the keyboard is at ("" for none)."""
        for item in self.actors.values():
            if item.current != (item.id == id):
                item.current = item.id == id
                item.update()
