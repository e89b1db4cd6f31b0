"""What is to be checked against the Arabic: how many, which, and the way there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.gui.doubt_list import DoubtList
from reader.gui.window import Window
from reader.model import Analysis, Doubt


def _list(window: Window) -> DoubtList:
    [found] = window.pane.findChildren(DoubtList)
    return found


def test_how_many_sentences_are_doubtful_is_told_over_the_english(
    window: Window, analysis: Analysis
) -> None:
    assert not window.commands["doubts"].isEnabled()
    window.session.show(analysis)
    button = window.pane.header.doubts
    assert button.isVisible()
    assert button.accessibleName() == "1 sentence to check against the Arabic"
    assert window.commands["doubts"].isEnabled()


def test_without_doubts_nothing_is_told_of_them(window: Window, analysis: Analysis) -> None:
    window.session.show(replace(analysis, sentences=analysis.sentences[:5]))
    assert not window.pane.header.doubts.isVisible()
    assert not window.commands["doubts"].isEnabled()


def test_the_list_says_what_to_check_and_leads_there_by_keyboard(
    qtbot: QtBot, window: Window, analysis: Analysis
) -> None:
    window.session.show(analysis)
    window.commands["doubts"].trigger()
    doubts = _list(window)
    assert doubts.list.count() == 1
    words = doubts.list.item(0).text()
    assert words.startswith("“A second convoy is expected")
    assert "This number of the Arabic is not in the English: 48" in words
    with qtbot.waitSignal(doubts.destroyed):
        qtbot.keyClick(doubts.list, Qt.Key.Key_Return)
    assert window.pane.view.current_sentence == 5
    assert "48" in window.pane.view.accessibleDescription()


def test_sentences_that_are_the_draft_s_are_not_to_be_checked_for_that(
    window: Window, analysis: Analysis
) -> None:
    last = analysis.sentences[5]
    assert last.translation is not None
    drafted = replace(last.translation, doubts=(Doubt("draft-shown", "a name was lost"),))
    sentences = (*analysis.sentences[:5], replace(last, translation=drafted))
    window.session.show(replace(analysis, sentences=sentences))
    assert not window.pane.header.doubts.isVisible()
