"""`qari memory`, and what the engines the program puts together remember."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from reader.assembly import load_available_parts, load_parts
from reader.cli import main
from reader.library import GlossaryFile, Library
from reader.model import SourceInfo, Translation
from reader.paths import cache_dir, data_dir
from reader.pipeline import collect
from reader.text.segmentation import build_article
from reader.translation.draft import DraftTranslator
from reader.translation.memory import Kept
from reader.translation.protocol import SentenceSource

FIRST, SECOND = "قال الوزير إن الهدنة مستمرة.", "عاد الوفد إلى القاهرة."
ARTICLE = build_article(SourceInfo("x", "txt", "utf-8"), f"{FIRST}\n{SECOND}")


def english() -> list[Translation]:
    """What the draft makes of the two sentences, as a new start of the program has it."""
    analysis = collect(ARTICLE, load_parts("draft"))
    assert analysis.problems == ()
    return [s.translation for s in analysis.sentences if s.translation]


def keep(*kept: Kept) -> None:
    with closing(Library()) as library:
        for each in kept:
            library.keep(each)


def test_the_memory_goes_out_and_comes_in_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(Kept(FIRST, "The truce holds, the minister said."), Kept(SECOND, "They went back."))
    out = tmp_path / "memory.tmx"
    assert main(["memory", "export", str(out)]) == 0
    assert "wrote 2 sentences" in capsys.readouterr().err
    with closing(Library()) as library:
        library.forget(FIRST)
    assert main(["memory", "import", str(out)]) == 0
    assert capsys.readouterr().err == "memory.tmx: 1 added, 1 there already\n"
    assert [t.text for t in english()] == ["The truce holds, the minister said.", "They went back."]


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        ('<?xml version="1.0"?><tmx><body></body></tmx>', 0, "holds no Arabic–English pairs"),
        ("<tmx><body>", 3, "not well-formed"),
        ("<html/>", 3, "not TMX"),
    ],
)
def test_a_file_without_a_memory_is_told_and_nothing_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, status: int, told: str
) -> None:
    path = tmp_path / "odd.tmx"
    path.write_text(content, "utf-8")
    assert main(["memory", "import", str(path)]) == status
    assert told in capsys.readouterr().err
    with closing(Library()) as library:
        assert library.size == 0


def test_of_a_file_that_breaks_off_nothing_is_taken_in(tmp_path: Path) -> None:
    good, cut = tmp_path / "good.tmx", tmp_path / "cut.tmx"
    keep(*(Kept(f"{FIRST} {n}", str(n)) for n in range(2000)))
    assert main(["memory", "export", str(good)]) == 0
    cut.write_bytes(good.read_bytes()[:-20])
    (data_dir() / "library.sqlite3").unlink()
    assert main(["memory", "import", str(cut)]) == 3
    with closing(Library()) as library:
        assert library.size == 0


def test_an_article_is_exported_as_a_memory(tmp_path: Path) -> None:
    article, out = tmp_path / "a.txt", tmp_path / "a.tmx"
    article.write_text(ARTICLE.text, "utf-8")
    assert main(["export", str(article), str(out), "--engine", "draft"]) == 0
    assert out.read_text("utf-8").count("<tuv") == 4


def test_the_draft_is_made_once_and_an_edit_stands_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []
    translate = DraftTranslator.translate

    def counted(
        self: DraftTranslator, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        seen.extend(source.text for source in sources)
        return translate(self, sources, cancelled)

    monkeypatch.setattr(DraftTranslator, "translate", counted)
    first = english()
    assert english() == first
    assert seen == [FIRST, SECOND]
    keep(Kept(FIRST, "My words.", "word-level draft"))
    assert [t.text for t in english()] == ["My words.", first[1].text]
    assert seen == [FIRST, SECOND]
    GlossaryFile().save("القاهرة\tCairo city\n")
    assert "Cairo city" in english()[1].text
    assert seen == [FIRST, SECOND, SECOND]


def test_a_damaged_memory_is_told_and_left_for_the_window_to_mend() -> None:
    path = data_dir() / "library.sqlite3"
    path.write_bytes(b"no database" * 500)
    told: list[str] = []
    parts = load_parts("draft", tell=told.append)
    assert len(told) == 1
    assert "is damaged" in told[0]
    assert [s.translation is not None for s in collect(ARTICLE, parts).sentences] == [True, True]
    left_out = load_available_parts("draft").left_out
    assert [problem.stage for problem in left_out] == ["memory"]
    assert path.read_bytes() == b"no database" * 500


def test_clearing_the_cache_leaves_the_readers_sentences(
    capsys: pytest.CaptureFixture[str],
) -> None:
    keep(Kept(FIRST, "My words."))
    secret = english()[1].text.encode()
    assert main(["memory", "clear-cache"]) == 0
    assert english()[0].text == "My words."
    assert main(["memory", "clear-cache"]) == 0
    assert all(secret not in file.read_bytes() for file in cache_dir().iterdir())
