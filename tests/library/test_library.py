"""What the reader keeps: sentences found again, like ones offered, notes, imports."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import Cancelled, InputError
from reader.library import Imported, Library, store
from reader.translation.memory import Kept
from reader.translation.similar import SimilarIndex

TRUCE = "أعلنت الأمم المتحدة أن الهدنة تبدأ مساء الخميس في مدينة الرقة."
LIKE = "أعلنت الأمم المتحدة أن الهدنة تبدأ مساء الجمعة في مدينة حلب."
OTHER = "وصل الوفد التركي إلى القاهرة لبحث أسعار الغاز."


@pytest.fixture
def library() -> Iterator[Library]:
    library = Library()
    yield library
    library.close()


@pytest.mark.parametrize(
    "again",
    [
        TRUCE,
        "  " + TRUCE.replace(" ", "   "),
        "\u200f" + TRUCE.replace("مدينة", "مدينة\u200e") + "\ufeff",
        TRUCE.replace(" ", "\u00a0"),
    ],
    ids=["as it was", "spaces", "invisible marks", "no-break spaces"],
)
def test_a_kept_sentence_is_found_whatever_its_spaces_and_invisible_marks(
    library: Library, again: str
) -> None:
    library.keep(Kept(TRUCE, "The truce begins.", "argos"))
    found = library.find(again)
    assert found is not None
    assert (found.english, found.label) == ("The truce begins.", "edited by you · was argos")
    assert found.changed.endswith("Z")


@pytest.mark.parametrize("other", [LIKE, TRUCE.replace("أ", "ا"), TRUCE.rstrip("."), ""])
def test_another_sentence_is_not_taken_for_a_kept_one(library: Library, other: str) -> None:
    library.keep(Kept(TRUCE, "The truce begins."))
    assert library.find(other) is None


def test_what_is_kept_last_counts_and_what_is_forgotten_is_gone(library: Library) -> None:
    library.keep(Kept(TRUCE, "one"))
    library.keep(Kept("\u200f" + TRUCE, "two"))
    assert [kept.english for kept in library.entries()] == ["two"]
    library.forget(TRUCE)
    assert library.size == 0
    library.forget(TRUCE)


def test_what_one_window_keeps_the_other_finds(library: Library) -> None:
    other = Library()
    assert other.similar(LIKE) == []
    library.keep(Kept(TRUCE, "one"))
    assert other.find(TRUCE) == library.find(TRUCE)
    assert len(other.similar(LIKE)) == 1
    other.close()


def test_like_sentences_are_offered_with_their_score_the_likest_first(library: Library) -> None:
    library.keep(Kept(OTHER, "a delegation"))
    library.keep(Kept(TRUCE, "a truce"))
    library.keep(Kept(LIKE + " وقالت إنها دائمة.", "a longer truce"))
    offers = library.similar(LIKE)
    assert [offer.kept.english for offer in offers] == ["a truce", "a longer truce"]
    assert 1 > offers[0].score > offers[1].score >= 0.75


def test_the_sentence_itself_is_no_offer_for_itself(library: Library) -> None:
    library.keep(Kept(TRUCE, "a truce"))
    assert library.similar("\u200f" + TRUCE) == []


def test_an_offer_is_as_kept_last_and_none_once_forgotten(library: Library) -> None:
    library.keep(Kept(TRUCE, "one"))
    assert library.similar(LIKE)[0].kept.english == "one"
    library.keep(Kept(TRUCE, "two"))
    assert [offer.kept.english for offer in library.similar(LIKE)] == ["two"]
    library.forget(TRUCE)
    assert library.similar(LIKE) == []


@pytest.mark.parametrize("odd", ["", " ", "…", "\u200f\u200f", "😀", "123", "x" * 5000])
def test_odd_sentences_have_no_like_ones_and_no_error(library: Library, odd: str) -> None:
    library.keep(Kept(TRUCE, "one"))
    assert library.similar(odd) == []
    library.keep(Kept(odd, "odd"))
    assert library.find(odd) is not None


def _sentences(count: int) -> list[str]:
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    chance = random.Random(7)
    words = ["".join(chance.choices(letters, k=chance.randint(2, 7))) for _ in range(4000)]
    return [" ".join(chance.choices(words, k=chance.randint(8, 30))) for _ in range(count)]


def test_among_many_the_close_looks_are_few_and_find_the_like_one(library: Library) -> None:
    sentences = _sentences(5000)
    library.take_in(Kept(sentence, str(n), file="x.tmx") for n, sentence in enumerate(sentences))
    for n in range(0, 5000, 500):
        words = sentences[n].split()
        words[len(words) // 2] = "هدنة"
        assert library.similar(" ".join(words))[0].kept.english == str(n)
    index = SimilarIndex()
    index.add(library.database.rows("SELECT id, letters, signature FROM kept ORDER BY id"))
    assert len(index.candidates(sentences[0])) <= 64


def test_an_import_adds_and_replaces_but_never_what_the_reader_wrote(library: Library) -> None:
    library.keep(Kept(TRUCE, "mine"))
    first = library.take_in([Kept(TRUCE, "theirs", file="a.tmx"), Kept(LIKE, "x", file="a.tmx")])
    assert first == Imported(added=1, yours=1)
    again = [Kept(LIKE, "y", file="b.tmx"), Kept(OTHER, "z", file="b.tmx")]
    assert library.take_in(again) == Imported(added=1, replaced=1)
    assert library.take_in(again) == Imported(same=2)
    assert {kept.arabic: kept.english for kept in library.entries()} == {
        TRUCE: "mine",
        LIKE: "y",
        OTHER: "z",
    }
    kept = library.find(LIKE)
    assert kept is not None
    assert kept.label == "translation memory (b.tmx)"


def test_of_two_imported_pairs_for_one_sentence_the_later_counts(library: Library) -> None:
    library.take_in([Kept(LIKE, "x", file="a.tmx"), Kept("\u200f" + LIKE, "y", file="a.tmx")])
    assert [kept.english for kept in library.entries()] == ["y"]


def test_an_import_can_be_stopped_between_chunks(library: Library) -> None:
    asked = iter([False])
    pairs = [Kept(sentence, "x", file="a.tmx") for sentence in _sentences(2500)]
    with pytest.raises(Cancelled, match="was stopped"):
        library.take_in(pairs, lambda: next(asked, True))
    assert library.size == 1000


def test_a_memory_is_bounded(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "ENTRY_LIMIT", 3)
    with pytest.raises(InputError, match="more than 3 sentences"):
        library.take_in(Kept(sentence, "x", file="a.tmx") for sentence in _sentences(4))
    assert library.size == 0


def test_a_note_stays_with_its_sentence(library: Library) -> None:
    library.write_note(TRUCE, " check the day ")
    assert library.note("\u200f" + TRUCE) == "check the day"
    library.write_note(TRUCE, " ")
    assert library.note(TRUCE) == ""


def test_a_damaged_library_is_kept_aside_and_told_of(library: Library) -> None:
    path = library.database.path
    library.keep(Kept(TRUCE, "one"))
    library.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    path.write_bytes(b"x" * 5000)
    again = Library()
    (notice,) = again.take_notices()
    assert "translation memory" in notice
    assert again.take_notices() == ()
    assert again.size == 0
    again.close()


def test_a_correction_taken_back_is_kept_for_its_sentence(library: Library) -> None:
    library.take_back("قالت سبوتنيك.", "Sabutnik → Sputnik")
    library.take_back("قالت سبوتنيك.", "Sabutnik → Sputnik")
    assert library.taken_back("قالت  سبوتنيك.\u200f") == {"Sabutnik → Sputnik"}
    assert library.taken_back("قالت رويترز.") == frozenset()
    library.give_back("قالت سبوتنيك.", "Sabutnik → Sputnik")
    assert library.taken_back("قالت سبوتنيك.") == frozenset()
