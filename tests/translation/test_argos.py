"""The argos engine on a structurally real package with random weights."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from argos_package import installed, never, one, sources, translate
from random_argos import write_random_argosmodel

from reader.data.argos import install_package
from reader.errors import BrokenPartError
from reader.model import SourceInfo
from reader.pipeline import Parts, collect
from reader.text.keys import has_arabic
from reader.text.segmentation import build_article
from reader.translation.argos import ArgosTranslator

ARTICLE = "ذهب الولد إلى المدرسة.\nقال الرئيس إن وزارة الخارجية اجتمعت أمس.\nعاد مع أحمد 2019."
LONG = "قالت المصادر إن الجيش دخل المدينة، كما أعلن الرئيس انتشار قوات في محيط حلب؛ " * 20

ODD = {
    "2,000 words": "ذهب الولد إلى المدرسة " * 500,
    "2,000 words in commas": "ذهب الولد إلى المدرسة، " * 500,
    "500 quotations": '"قال" ' * 500,
    "500 quotation marks": '"' * 500,
    "500 opened quotations": "«قال " * 500,
    "nested brackets": "(قال " * 200 + ")" * 200,
    "a word of 3,000 letters": "ا" * 1500 + "لم" * 750,
    "a number of 3,000 digits": "1234567890" * 300,
    "a code of 3,000 letters": "قال " + "abcXYZ" * 500,
    "3,000 full stops": "قال" + "." * 3000,
    "a comma between all words": "، ".join(["قال"] * 700),
    "emoji": "😀 ✌ 🇸🇾👨‍👩‍👧‍👦",
    "emoji and words": "قال 😀 الرئيس 👍🏽👍🏽 أمس ❤️",
    "digits": "12 34 ٥٦",
    "Latin": "only Latin",
    "mixed scripts": "قال Müller إلى 北京 и Москва שלום مع COVID-19",
    "single diacritics": "ً ٌ ٍ",
    "diacritics and words": "َ قال ُ",
    "marks of direction": "\u200f\u200f\u202b\u202c\u200e",
    "marks of direction and words": "\u202bقال\u202c \u200fالرئيس\u200f",
    "honorifics": "ﷺ قال ﷺ",
    "zero-width": "قا\u200cل \u200b الر\u200dئيس",
    "the sign that begins a piece": "▁قال ▁ الرئيس_أمس",
    "names of pieces": "<unk> قال <s> </s> <0x41> @@ &quot;",
    "line breaks": "قال\r\nالرئيس\u2028أمس\x0b.",
    "a null": "قال\x00الرئيس",
    "half a surrogate pair": "قال \ud800 الرئيس",
    "nothing but spaces": " \u00a0\t",
    "nothing": "",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return installed(tmp_path)


def test_every_sentence_is_translated_once(package: Path) -> None:
    found = translate(package, ARTICLE)
    assert sorted(i for i, _ in found) == [0, 1, 2]
    assert all(t.engine == "argos ar-en 1.0" and t.score is not None for _, t in found)


def test_links_stay_inside_the_text_and_cover_every_token(package: Path) -> None:
    given = sources(ARTICLE + "\n" + LONG)
    for i, translation in ArgosTranslator(package).translate(given, never):
        assert [link.token for link in translation.links] == list(range(len(given[i].tokens)))
        for link in translation.links:
            assert 0.0 <= link.score <= 1.0
            for start, end in link.spans:
                assert translation.text[start:end].strip() == translation.text[start:end] != ""


def test_a_sentence_gets_the_same_english_alone_and_in_an_article(package: Path) -> None:
    together = dict(translate(package, ARTICLE))
    alone = dict(translate(package, ARTICLE.splitlines()[1]))
    assert together[1].text == alone[0].text


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_gets_one_translation_and_no_error(package: Path, text: str) -> None:
    given = [one("قال الرئيس"), one(text), one("ذهب الولد")]
    found = dict(ArgosTranslator(package).translate(given, never))
    assert sorted(found) == [0, 1, 2]
    tokens = len(given[1].tokens)
    assert [link.token for link in found[1].links] == list(range(tokens))
    assert len(found[1].text) < 40 * len(text) + 2000
    assert not {"\n", "\r", "\u200f", "\u202b"}.intersection(found[1].text)


def test_the_first_sentences_of_a_long_article_come_first(package: Path) -> None:
    order = [i for i, _ in translate(package, "\n".join([ARTICLE] * 30))]
    assert sorted(order) == list(range(90))
    assert set(order[:2]) < set(range(6))


def test_cancelling_before_anything_is_done_yields_nothing(package: Path) -> None:
    assert translate(package, ARTICLE, lambda: True) == []


def test_cancelling_stops_between_batches(package: Path) -> None:
    article = "\n".join([ARTICLE] * 60)
    engine = ArgosTranslator(package)
    done: set[int] = set()
    for i, _ in engine.translate(sources(article), lambda: bool(done)):
        done.add(i)
    assert 0 < len(done) < 180


def test_cancelling_does_not_wait_for_the_batch_under_way(package: Path) -> None:
    engine = ArgosTranslator(package)
    engine.load()
    begun = threading.Event()

    def cancelled() -> bool:
        begun.set()
        return stop.is_set()

    stop = threading.Event()
    found: list[object] = []
    given = sources("\n".join([LONG] * 40))
    thread = threading.Thread(target=lambda: found.extend(engine.translate(given, cancelled)))
    thread.start()
    begun.wait()
    stop.set()
    thread.join()
    assert len(found) < len(given)


def test_a_job_left_in_the_middle_leaves_the_engine_usable(package: Path) -> None:
    engine = ArgosTranslator(package)
    job = engine.translate(sources("\n".join([ARTICLE] * 60)), never)
    next(job)
    job.close()  # type: ignore[attr-defined]
    assert len(list(engine.translate(sources(ARTICLE), never))) == 3


def test_a_released_model_is_loaded_again(package: Path) -> None:
    engine = ArgosTranslator(package)
    before = dict(engine.translate(sources(ARTICLE), never))
    engine.release()
    engine.release()
    assert engine._model is None
    assert dict(engine.translate(sources(ARTICLE), never)) == before


def test_the_model_stays_while_a_translation_is_under_way(package: Path) -> None:
    engine = ArgosTranslator(package)
    job = engine.translate(sources(ARTICLE), never)
    found = [next(job)]
    engine.release()
    assert engine._model is not None
    assert len([*found, *job]) == 3
    engine.release()
    assert engine._model is None


def test_two_threads_may_translate_at_once(package: Path) -> None:
    engine = ArgosTranslator(package)
    alone = dict(engine.translate(sources(ARTICLE), never))
    found: list[dict[int, object]] = []
    threads = [
        threading.Thread(
            target=lambda: found.append(dict(engine.translate(sources(ARTICLE), never)))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    texts = [{i: t.text for i, t in said.items()} for said in found]  # type: ignore[attr-defined]
    assert texts == [{i: t.text for i, t in alone.items()}] * 4


def test_translating_nothing_loads_the_model(package: Path) -> None:
    (package / "model" / "model.bin").write_bytes(b"")
    with pytest.raises(BrokenPartError):
        list(ArgosTranslator(package).translate([], never))


def test_the_pipeline_runs_it_without_a_dictionary(package: Path) -> None:
    article = build_article(SourceInfo("x", "txt", "utf-8"), ARTICLE)
    analysis = collect(article, Parts(None, None, ArgosTranslator(package)))
    assert all(s.translation for s in analysis.sentences)


@pytest.mark.parametrize("text", [ARTICLE.splitlines()[1], LONG, "قال https://example.org/a_b أمس"])
def test_alternatives_differ_and_cover_the_sentence(package: Path, text: str) -> None:
    said = ArgosTranslator(package).alternatives(one(text), 4)
    assert 1 < len(said) <= 4
    assert len({t.text for t in said}) == len(said)
    for alternative in said:
        assert len(alternative.links) == len(one(text).tokens)


@pytest.mark.parametrize("text", ["", "12", "only Latin", "😀"])
def test_what_no_model_is_needed_for_has_no_alternatives(package: Path, text: str) -> None:
    (said,) = ArgosTranslator(package).alternatives(one(text), 3)
    assert said.text == text


def test_verbatim_parts_stand_in_the_english_untouched(package: Path) -> None:
    text = "قال #أنقذوا_حلب على https://example.org/ar_EN?q=1&x=%20 ثم a_b@example.org، @user_1 😀!"
    ((_, english),) = ArgosTranslator(package).translate([one(text)], never)
    for kept in (
        "https://example.org/ar_EN?q=1&x=%20",
        "a_b@example.org,",
        "@user_1",
        "😀",
    ):
        assert kept in english.text
    tags = [word for word in english.text.split() if word.startswith("#")]
    assert len(tags) == 1
    assert not has_arabic(english.text)
    by_token = {one(text).word(link.token): link for link in english.links}
    ((start, end),) = by_token["a_b@example.org"].spans
    assert english.text[start:end] == "a_b@example.org"


def test_lines_without_arabic_letters_stand_as_they_are(package: Path) -> None:
    found = dict(translate(package, "BBC News, 12.5 %\n٢٠١٩، ٥٠٪\n؟"))
    assert [found[i].text for i in range(3)] == ["BBC News, 12.5 %", "2019, 50%", "?"]


def test_a_prefix_that_the_model_wants_is_not_part_of_the_english(tmp_path: Path) -> None:
    file = write_random_argosmodel(tmp_path / "a.argosmodel")
    package = install_package(file, lambda *_: None).folder
    text = (package / "metadata.json").read_text("utf-8")
    described = text.replace('"from_code"', '"target_prefix": "▁the",\n "from_code"')
    (package / "metadata.json").write_text(described, "utf-8")
    plain = dict(translate(package, ARTICLE))
    assert len(plain) == 3
    assert not any(t.text.startswith("the the") for t in plain.values())
