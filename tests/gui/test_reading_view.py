"""The reading view under mouse and keyboard, and while an analysis arrives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QImage, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.reading_view import ReadingView, Side
from reader.gui.row_layout import Stretch
from reader.model import Analysis, Article, Doubt, EntityType, SentenceAnalysis
from reader.palette import DARK, LIGHT


def _place(view: ReadingView, side: Side, row: int, text: str) -> QPoint:
    """The middle of `text` in a row, in the viewport."""
    start = view.page.rows[row].text(side).index(text)
    stretch = view.page.stretches(row, side, (start, start + len(text)))[0]
    return QPoint(round((stretch.left + stretch.right) / 2), round(stretch.baseline - 4))


def _hover(qtbot: QtBot, view: ReadingView, side: Side, row: int, text: str) -> None:
    qtbot.mouseMove(view.viewport(), _place(view, side, row, text))


def _image(view: ReadingView) -> QImage:
    return view.viewport().grab().toImage()


def _ground(image: QImage, side: Side, stretch: Stretch) -> QColor:
    """The colour above the last letter, which is a low one."""
    last = stretch.left + 2 if side is Side.ARABIC else stretch.right - 3
    high = 20 if side is Side.ARABIC else 13
    return image.pixelColor(round(last), round(stretch.baseline - high))


# ---------------------------------------------------------------- rows


def test_both_sides_of_a_row_stand_on_one_first_baseline(reading: ReadingView) -> None:
    for row, _ in reading.page.visible():
        arabic, english = (reading.page.stretches(row.index, s, (0, 3))[0] for s in Side)
        assert arabic.baseline == pytest.approx(english.baseline, abs=0.6)
        assert english.right < arabic.left


def test_rows_do_not_overlap(reading: ReadingView) -> None:
    bottom = 0.0
    for row, _ in reading.page.visible():
        sides = [reading.page.stretches(row.index, s, (0, len(row.text(s)))) for s in Side]
        assert min(s[0].top for s in sides) >= bottom
        bottom = max(s[-1].bottom for s in sides)


@pytest.mark.parametrize("width", [700, 1180, 1800])
@pytest.mark.parametrize("zoom", [0.6, 1.0, 2.5])
def test_columns_are_in_the_middle_and_of_one_width(
    reading: ReadingView, width: int, zoom: float
) -> None:
    reading.resize(width, 700)
    reading.set_zoom(zoom)
    columns = reading.page.columns
    room = reading.viewport().width()
    assert columns.english == pytest.approx(room - columns.arabic - columns.width, abs=2)
    assert columns.width <= 560 * zoom
    assert columns.english >= 0


def test_a_heading_is_set_larger(reading: ReadingView) -> None:
    heading, text = (reading.page.box(i).style for i in (0, 1))
    assert all(heading.size(side) > text.size(side) for side in Side)


# ---------------------------------------------------------------- arriving


def test_an_article_shows_before_anything_is_known_of_it(qtbot: QtBot, analysis: Analysis) -> None:
    view = ReadingView()
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.set_article(analysis.article)
    view.show()
    waiting = _image(view)
    view.set_waiting(False)
    assert _image(view) != waiting
    view.set_article(None)
    empty = _image(view)
    assert empty.pixelColor(500, 300) == QColor(LIGHT.page)


def test_a_translation_takes_the_place_held_open_for_it(
    qtbot: QtBot, analysis: Analysis, reading: ReadingView
) -> None:
    reading.set_article(analysis.article)
    assert reading.page.box(1).bars
    reading.set_sentence(2, analysis.sentences[2])
    assert not reading.page.box(1).bars
    assert reading.page.rows[1].text(Side.ENGLISH).startswith("… Its spokesman")
    reading.set_sentence(1, analysis.sentences[1])
    assert reading.page.rows[1].text(Side.ENGLISH).startswith("The United Nations")


def test_what_arrives_out_of_sight_moves_nothing(
    qtbot: QtBot, analysis: Analysis, long_article: Article, reading: ReadingView
) -> None:
    reading.set_article(long_article)
    bar = reading.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    _image(reading)
    before = [(row.index, top) for row, top in reading.page.visible()]
    first = before[0][0]
    known = replace(analysis.sentences[1], mentions=(), mention_spans=())
    for sentence in range(reading.page.rows[first].first):
        reading.set_sentence(sentence, known)
    _image(reading)
    assert [(row.index, top) for row, top in reading.page.visible()] == before


def test_of_a_long_article_only_what_is_seen_is_laid_out(
    qtbot: QtBot, long_article: Article, reading: ReadingView
) -> None:
    reading.set_article(long_article)
    _image(reading)
    assert reading.page.laid_out < 10
    for sentence in range(reading.page.sentences):
        reading.set_sentence(sentence, SentenceAnalysis())
    _image(reading)
    assert reading.page.laid_out < 10
    bar = reading.verticalScrollBar()
    bar.setValue(bar.maximum())
    _image(reading)
    assert reading.page.laid_out < 20
    assert [row.index for row, _ in reading.page.visible()][-1] == 999


def test_going_through_a_long_article_keeps_few_layouts(
    long_article: Article, reading: ReadingView
) -> None:
    reading.set_article(long_article)
    bar = reading.verticalScrollBar()
    for _ in range(300):
        bar.setValue(bar.value() + 500)
    assert reading.page.laid_out < 200


def test_there_is_no_sentence_beyond_the_last(reading: ReadingView) -> None:
    with pytest.raises(IndexError):
        reading.set_sentence(6, SentenceAnalysis())


# ---------------------------------------------------------------- mouse


@pytest.mark.parametrize(("side", "text"), [(Side.ARABIC, "الرقة"), (Side.ENGLISH, "Raqqa")])
def test_the_pointer_on_a_name_lights_it_everywhere(
    qtbot: QtBot, reading: ReadingView, side: Side, text: str
) -> None:
    with qtbot.waitSignal(reading.entity_hovered) as came:
        _hover(qtbot, reading, side, 1, text)
    assert came.args == ["raqqa"]
    assert reading.pointer.marks.lit == {"raqqa"}
    lit = QColor(LIGHT.types[EntityType.LOC].active)
    image = _image(reading)
    for other_side, row in ((Side.ARABIC, 2), (Side.ENGLISH, 2)):
        mark = next(m for m in reading.page.rows[row].mentions(other_side) if m.entity == "raqqa")
        stretch = reading.page.stretches(row, other_side, mark.spans[0])[0]
        assert _ground(image, other_side, stretch) == lit
    with qtbot.waitSignal(reading.entity_hovered) as left:
        qtbot.mouseMove(reading.viewport(), QPoint(5, 5))
    assert left.args == [""]


@pytest.mark.parametrize(
    ("side", "text", "entity"),
    [
        (Side.ARABIC, "الأمم", "united-nations"),
        (Side.ENGLISH, "Nations", "united-nations"),
        (Side.ENGLISH, "Hammoud", "fadi-hammoud"),
    ],
)
def test_a_click_on_a_name_opens_it(
    qtbot: QtBot, reading: ReadingView, side: Side, text: str, entity: str
) -> None:
    with qtbot.waitSignal(reading.entity_clicked) as clicked:
        qtbot.mouseClick(
            reading.viewport(), Qt.MouseButton.LeftButton, pos=_place(reading, side, 1, text)
        )
    assert clicked.args == [entity]


def test_a_click_on_a_word_activates_its_token_and_shows_the_gloss(
    qtbot: QtBot, reading: ReadingView
) -> None:
    for side, text in ((Side.ARABIC, "قافلة"), (Side.ENGLISH, "convoy")):
        with qtbot.waitSignal(reading.word_activated) as activated:
            qtbot.mouseClick(
                reading.viewport(), Qt.MouseButton.LeftButton, pos=_place(reading, side, 1, text)
            )
        assert activated.args == [1, 4]
        assert reading.pointer.popup.isVisible()


def test_hidden_types_are_not_marked_and_not_opened(qtbot: QtBot, reading: ReadingView) -> None:
    shown = _image(reading)
    reading.set_hidden_types({EntityType.LOC})
    assert _image(reading) != shown
    _hover(qtbot, reading, Side.ARABIC, 1, "الرقة")
    assert reading.pointer.marks.lit == frozenset()
    with qtbot.assertNotEmitted(reading.entity_clicked):
        qtbot.mouseClick(
            reading.viewport(),
            Qt.MouseButton.LeftButton,
            pos=_place(reading, Side.ARABIC, 1, "الرقة"),
        )
    reading.set_active_entity("raqqa")
    _hover(qtbot, reading, Side.ARABIC, 1, "الرقة")
    with qtbot.waitSignal(reading.entity_clicked):
        qtbot.mouseClick(
            reading.viewport(),
            Qt.MouseButton.LeftButton,
            pos=_place(reading, Side.ARABIC, 1, "الرقة"),
        )


@pytest.mark.parametrize(("side", "text"), [(Side.ARABIC, "الناطق"), (Side.ENGLISH, "spokesman")])
def test_the_pointer_on_a_sentence_marks_it_on_both_sides(
    qtbot: QtBot, reading: ReadingView, side: Side, text: str
) -> None:
    with qtbot.waitSignal(reading.sentence_focused) as focused:
        _hover(qtbot, reading, side, 1, text)
    assert focused.args == [2]
    image, ground = _image(reading), QColor(LIGHT.sentence)
    for s in Side:
        span = reading.page.rows[1].sentence_span(s, 2)
        last = reading.page.stretches(1, s, span)[-1]
        outside = last.left - 2 if s is Side.ARABIC else last.right + 2
        assert image.pixelColor(round(outside), round(last.baseline)) == ground


def test_the_gloss_shows_after_the_delay_and_goes_with_the_pointer(
    qtbot: QtBot, reading: ReadingView
) -> None:
    popup = reading.pointer.popup
    reading.set_popup_delay(20)
    _hover(qtbot, reading, Side.ARABIC, 2, "وبالرقة")
    assert not popup.isVisible()
    qtbot.waitUntil(popup.isVisible)
    assert "in; with" in popup.lines()
    assert "Raqqa  ·  place" in popup.lines()
    QApplication.sendEvent(reading.viewport(), QEvent(QEvent.Type.Leave))
    assert not popup.isVisible()
    assert reading.pointer.marks.sentence is None


def test_over_english_the_gloss_is_of_the_arabic_behind_it(
    qtbot: QtBot, reading: ReadingView
) -> None:
    popup = reading.pointer.popup
    reading.set_popup_delay(0)
    _hover(qtbot, reading, Side.ENGLISH, 1, "truce")
    qtbot.waitUntil(popup.isVisible)
    assert popup.lines()[:2] == ["From the Arabic", "هُدْنَةٍ"]


@pytest.mark.parametrize("text", ["24", "M4"])
def test_a_word_without_a_gloss_shows_none(qtbot: QtBot, reading: ReadingView, text: str) -> None:
    reading.set_popup_delay(0)
    _hover(qtbot, reading, Side.ARABIC, 1, text)
    qtbot.wait(20)
    assert not reading.pointer.popup.isVisible()


def test_scrolling_and_escape_hide_the_gloss(qtbot: QtBot, reading: ReadingView) -> None:
    reading.resize(1180, 300)
    popup = reading.pointer.popup
    for hide in (
        lambda: reading.verticalScrollBar().setValue(reading.verticalScrollBar().value() + 1),
        lambda: qtbot.keyClick(reading, Qt.Key.Key_Escape),
    ):
        qtbot.mouseClick(
            reading.viewport(),
            Qt.MouseButton.LeftButton,
            pos=_place(reading, Side.ARABIC, 1, "أعلنت"),
        )
        assert popup.isVisible()
        hide()
        assert not popup.isVisible()


def _tell(view: ReadingView, point: QPoint) -> None:
    place = view.viewport().mapToGlobal(point)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, place))


def test_a_doubt_is_told_at_a_mark_in_the_gutter(qtbot: QtBot, reading: ReadingView) -> None:
    left, right = reading.page.columns.gutter
    y = _place(reading, Side.ENGLISH, 3, "A second").y()
    point = QPoint(round((left + right) / 2), y)
    assert _image(reading).pixelColor(point) != QColor(LIGHT.page)
    _tell(reading, point)
    assert "48" in QToolTip.text()
    _tell(reading, QPoint(3, 3))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_what_only_tells_of_the_engine_has_a_quieter_sign(
    qtbot: QtBot, analysis: Analysis, reading: ReadingView
) -> None:
    left, right = reading.page.columns.gutter
    point = QPoint(round((left + right) / 2), _place(reading, Side.ENGLISH, 3, "A second").y())
    sign = QRect(point - QPoint(12, 12), QSize(24, 24))

    def colours() -> set[str]:
        seen = reading.grab(sign).toImage()
        return {seen.pixelColor(x, y).name() for x in range(24) for y in range(24)}

    assert LIGHT.warning in colours()
    known = analysis.sentences[5]
    assert known.translation is not None
    doubts = (Doubt("draft-shown", "a name was lost"),)
    reading.set_sentence(5, replace(known, translation=replace(known.translation, doubts=doubts)))
    assert LIGHT.warning not in colours()
    assert colours() != {LIGHT.page}
    _tell(reading, point)
    assert "From the word-level draft: a name was lost" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_doubt_that_looks_like_markup_is_told_as_it_is(
    qtbot: QtBot, analysis: Analysis, reading: ReadingView
) -> None:
    known = analysis.sentences[5]
    assert known.translation is not None
    doubts = (Doubt("odd-thing", "<img src=x>"),)
    reading.set_sentence(5, replace(known, translation=replace(known.translation, doubts=doubts)))
    left, right = reading.page.columns.gutter
    y = _place(reading, Side.ENGLISH, 3, "A second").y()
    _tell(reading, QPoint(round((left + right) / 2), y))
    assert "Odd thing: &lt;img src=x&gt;" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def _wheel(view: ReadingView, steps: int, modifier: Qt.KeyboardModifier) -> None:
    point = QPointF(300, 300)
    event = QWheelEvent(
        point,
        view.viewport().mapToGlobal(point),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


@pytest.mark.parametrize(("steps", "zoom"), [(1, 1.1), (-2, 0.8), (99, 2.5), (-99, 0.6)])
def test_control_and_the_wheel_zoom(
    qtbot: QtBot, reading: ReadingView, steps: int, zoom: float
) -> None:
    with qtbot.waitSignal(reading.zoom_changed) as changed:
        _wheel(reading, steps, Qt.KeyboardModifier.ControlModifier)
    assert changed.args == [zoom]
    assert reading.zoom() == zoom


def test_zoom_keeps_the_place(long_article: Article, reading: ReadingView) -> None:
    reading.set_article(long_article)
    reading.scroll_to_sentence(700)
    before = next(reading.page.visible())[0].index
    reading.set_zoom(1.7)
    assert next(reading.page.visible())[0].index == before


# ---------------------------------------------------------------- keyboard


def test_tab_goes_through_the_mentions_and_enter_opens_them(
    qtbot: QtBot, reading: ReadingView
) -> None:
    seen = []
    for _ in range(3):
        qtbot.keyClick(reading, Qt.Key.Key_Tab)
        with qtbot.waitSignal(reading.entity_clicked) as clicked:
            qtbot.keyClick(reading, Qt.Key.Key_Return)
        seen += clicked.args
    assert seen == ["ain-issa", "united-nations", "raqqa"]
    qtbot.keyClick(reading, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    ring = reading.pointer.marks.ring
    assert ring is not None
    assert ring.entity == "united-nations"
    assert reading.pointer.marks.lit == {"united-nations"}


def test_the_mention_with_the_keyboard_wears_a_ring(qtbot: QtBot, reading: ReadingView) -> None:
    qtbot.keyClick(reading, Qt.Key.Key_Tab)
    mark = reading.pointer.marks.ring
    assert mark is not None
    stretch = reading.page.stretches(0, mark.side, mark.spans[0])[0]
    image = _image(reading)
    row = [image.pixelColor(x, round(stretch.baseline - 5)) for x in range(image.width())]
    assert row.count(QColor(LIGHT.accent)) >= 2


def test_tab_leaves_after_the_last_mention(qtbot: QtBot, reading: ReadingView) -> None:
    for _ in range(11):
        qtbot.keyClick(reading, Qt.Key.Key_Tab)
    assert reading.pointer.marks.ring is not None
    assert reading.pointer.marks.ring.entity == "syrian-army"
    assert not reading.focusNextPrevChild(True) or not reading.hasFocus()


def test_tab_passes_over_hidden_types(qtbot: QtBot, reading: ReadingView) -> None:
    reading.set_hidden_types({EntityType.LOC, EntityType.ORG})
    qtbot.keyClick(reading, Qt.Key.Key_Tab)
    ring = reading.pointer.marks.ring
    assert ring is not None
    assert ring.entity == "fadi-hammoud"


def test_arrows_go_from_word_to_word_in_reading_direction(
    qtbot: QtBot, reading: ReadingView
) -> None:
    def word() -> str:
        found = reading.pointer.marks.word
        assert found is not None
        row = reading.page.row_of(found.sentence)
        return row.text(found.side)[slice(*found.span)]

    seen = []
    for _ in range(2):
        qtbot.keyClick(reading, Qt.Key.Key_Left)
        seen.append(word())
    qtbot.keyClick(reading, Qt.Key.Key_F6)
    seen.append(word())
    qtbot.keyClick(reading, Qt.Key.Key_Right)
    seen.append(word())
    qtbot.keyClick(reading, Qt.Key.Key_Left)
    qtbot.keyClick(reading, Qt.Key.Key_Left)
    qtbot.keyClick(reading, Qt.Key.Key_F6)
    seen.append(word())
    assert seen == ["هدنة", "قصيرة", "short", "truce", "هدنة"]
    assert reading.pointer.popup.isVisible()
    assert "truce" in reading.pointer.popup.lines()
    with qtbot.waitSignal(reading.word_activated) as activated:
        qtbot.keyClick(reading, Qt.Key.Key_Return)
    assert activated.args == [0, 0]


def test_keys_scroll(qtbot: QtBot, long_article: Article, reading: ReadingView) -> None:
    reading.set_article(long_article)
    bar = reading.verticalScrollBar()
    values = [bar.value()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp):
        qtbot.keyClick(reading, key)
        values.append(bar.value())
    assert values[0] < values[1] < values[2] < values[4] < values[3]
    qtbot.keyClick(reading, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_escape_lets_go_of_what_the_keyboard_came_to(qtbot: QtBot, reading: ReadingView) -> None:
    qtbot.keyClick(reading, Qt.Key.Key_Tab)
    qtbot.keyClick(reading, Qt.Key.Key_Escape)
    assert reading.pointer.marks.ring is None
    assert reading.pointer.marks.sentence is None


class _Window(QWidget):
    """Keeps the keys that its children left alone."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.keys.append(event.key())


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_a_key_that_means_nothing_here_goes_on_to_the_window(
    qtbot: QtBot, analysis: Analysis, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window = _Window()
    qtbot.addWidget(window)
    view = ReadingView(window)
    view.set_article(analysis.article)
    window.show()
    qtbot.keyClick(view, key, modifier)
    assert key.value in window.keys


# ---------------------------------------------------------------- going there


def test_a_sentence_gone_to_is_in_view_and_marked(
    qtbot: QtBot, long_article: Article, reading: ReadingView
) -> None:
    reading.set_article(long_article)
    with qtbot.waitSignal(reading.sentence_focused) as focused:
        reading.scroll_to_sentence(900)
    assert focused.args == [900]
    row = reading.page.row_of(900)
    stretches = reading.page.stretches(row.index, Side.ARABIC, row.sentence_span(Side.ARABIC, 900))
    assert stretches[0].top >= 0
    assert stretches[-1].bottom <= reading.viewport().height()
    assert reading.pointer.marks.sentence == 900


def test_a_mention_gone_to_is_in_view(qtbot: QtBot, reading: ReadingView) -> None:
    reading.resize(1180, 200)
    for occurrence, row in ((0, 1), (1, 2)):
        reading.scroll_to_mention("raqqa", occurrence)
        ring = reading.pointer.marks.ring
        assert ring is not None
        assert reading.page.row_of(ring.sentence).index == row
        stretch = reading.page.stretches(row, ring.side, ring.spans[0])[0]
        assert stretch.top >= 0
        assert stretch.bottom <= reading.viewport().height()
    before = reading.verticalScrollBar().value()
    reading.scroll_to_mention("raqqa", 2)
    reading.scroll_to_mention("nobody")
    assert reading.verticalScrollBar().value() == before


def test_what_is_looked_at_is_told_to_assistive_technology(
    qtbot: QtBot, reading: ReadingView
) -> None:
    assert reading.accessibleName() == "Article, Arabic and English"
    reading.scroll_to_sentence(0)
    assert reading.accessibleDescription() == (
        "هدنة قصيرة تعيد فتح الطريق الدولي قرب عين عيسى — "
        "A short truce reopens the international road near Ain Issa"
    )


# ---------------------------------------------------------------- colours


def test_a_theme_repaints_ground_and_entities(reading: ReadingView) -> None:
    reading.set_palette_colours(DARK)
    image = _image(reading)
    assert image.pixelColor(3, 3) == QColor(DARK.page)
    fill = QColor(DARK.types[EntityType.ORG].fill)
    mark = reading.page.rows[1].mentions(Side.ENGLISH)[0]
    stretch = reading.page.stretches(1, Side.ENGLISH, mark.spans[0])[0]
    assert _ground(image, Side.ENGLISH, stretch) == fill


def test_nothing_is_left_running(qtbot: QtBot, reading: ReadingView) -> None:
    _hover(qtbot, reading, Side.ARABIC, 1, "أعلنت")
    reading.hide()
    qtbot.wait(10)
    assert not reading.pointer.popup.isVisible()
    assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
