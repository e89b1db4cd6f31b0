"""Word alignment: every token has its link, what is known goes together, noise changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.data.dictionary import dictionary_path
from reader.entities.matcher import KnowledgeMatcher
from reader.knowledge.base import load_knowledge
from reader.model import SourceInfo, Token
from reader.morphology.glosser import load_glosser
from reader.pipeline import context_words
from reader.text.segmentation import build_article
from reader.text.tokens import token_spans
from reader.translation.alignment import align, posterior_of, prepare
from reader.translation.alignment_names import likeness
from reader.translation.alignment_paths import posteriors
from reader.translation.alignment_words import english_words, word_spans
from reader.translation.attention import AttentionAligner, Hypothesis
from reader.translation.pieces import EnglishText
from reader.translation.protocol import SentenceSource


def bare(text: str) -> SentenceSource:
    """A source as it is without dictionary and knowledge base."""
    return SentenceSource(text, tuple(Token(*span) for span in token_spans(text)))


Read = Callable[[str], SentenceSource]


@pytest.fixture(scope="module")
def read() -> Read:
    """Makes a source of a sentence as the pipeline does, with dictionary and knowledge base."""
    if not dictionary_path().is_file():
        pytest.skip("no dictionary is installed: “qari data install dictionary”")
    glosser, matcher = load_glosser(), KnowledgeMatcher(load_knowledge())

    def source(text: str) -> SentenceSource:
        article = build_article(SourceInfo("x", "txt", "utf-8"), text)
        (sentence,) = article.sentences
        words, places = context_words(text, sentence)
        found = glosser.gloss(words)
        glosses = tuple(found[place] for place in places)
        mentions = tuple(matcher.recognize(article, sentence, glosses))
        return SentenceSource(text, sentence.tokens, glosses, mentions)

    return source


def told(source: SentenceSource, english: str) -> dict[str, str]:
    """For each Arabic word its English words, joined by spaces."""
    return {
        source.word(link.token): " ".join(english[a:b] for a, b in link.spans)
        for link in align(source, english)
    }


# ---------------------------------------------------------------- any text

ANY = st.text(max_size=60)
ARABIC = st.text(alphabet="ابتثجحدرسعفقكلمنهوي ةى،.١٢3 a\u064e\u200f", max_size=80)


@settings(deadline=None)  # the first pair loads the tables
@given(arabic=ANY | ARABIC, english=ANY | st.text(alphabet="abcthe ,.'’-12é\u0301", max_size=80))
def test_every_token_has_a_link_to_whole_words(arabic: str, english: str) -> None:
    source = bare(arabic)
    links = align(source, english)
    words = set(word_spans(english))
    assert [link.token for link in links] == list(range(len(source.tokens)))
    for link in links:
        assert set(link.spans) <= words
        assert list(link.spans) == sorted(set(link.spans))
        assert 0.0 <= link.score <= 1.0
        assert bool(link.score) or not link.spans


@settings(deadline=None)  # the first pair loads the tables
@given(arabic=ARABIC, english=st.text(alphabet="abcthe ,.'", max_size=80))
def test_the_same_pair_gets_the_same_links(arabic: str, english: str) -> None:
    assert align(bare(arabic), english) == align(bare(arabic), english)


@settings(deadline=None)  # the first pair loads the tables
@given(st.text(max_size=80))
def test_words_do_not_overlap_and_begin_and_end_with_letters_or_digits(text: str) -> None:
    last = 0
    for word in english_words(text):
        start, end = word.span
        assert last <= start < end
        assert text[start:end] == word.text
        assert not any(c.isspace() for c in word.text)
        last = end


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Turkey's UN-backed force", ["Turkey's", "UN", "backed", "force"]),
        ("at 10:30, 2,500.75 km.", ["at", "10:30", "2,500.75", "km"]),
        ("“Don’t,” he said", ["Don’t", "he", "said"]),
        ("— … !", []),
    ],
)
def test_english_is_cut_into_words(text: str, words: list[str]) -> None:
    assert [word.text for word in english_words(text)] == words


# ---------------------------------------------------------------- what is known


@pytest.mark.parametrize(
    ("arabic", "english", "links"),
    [
        ("أعلنت الحكومة", "The government announced", ["announced", "The government"]),
        ("مدنها القديمة", "its old cities", ["its cities", "old"]),
        ("وبالمدينة", "and in the city", ["and in the city"]),
        ("سيعود الوزير", "The minister will return", ["will return", "The minister"]),
        ("لم يعد الوزير", "The minister did not return", ["did not", "did return", "The minister"]),
        ("قُتل ١٢ مدنياً", "12 civilians were killed", ["were killed", "12", "civilians"]),
        ("وصل خمسة وعشرون مقاتلاً", "25 fighters arrived", ["arrived", "25", "25", "fighters"]),
        ("زار أردوغان موسكو", "Erdogan visited Moscow", ["visited", "Erdogan", "Moscow"]),
        ("قوات سوريا الديمقراطية", "the SDF", ["the SDF", "the SDF", "the SDF"]),
        ("شركة Siemens الألمانية", "the German firm Siemens", ["firm", "Siemens", "the German"]),
        ("على الرغم من المطر", "Despite the rain", ["Despite", "Despite", "Despite", "the rain"]),
        ("التقى غريلي الوزير", "The minister met Grelly", ["met", "Grelly", "The minister"]),
        ("جاء سائقان", "Two drivers came", ["came", "Two drivers"]),
    ],
)
def test_words_go_to_what_they_mean(
    read: Read, arabic: str, english: str, links: list[str]
) -> None:
    assert list(told(read(arabic), english).values()) == links


def test_an_unknown_word_is_found_between_its_neighbours(read: Read) -> None:
    source = read("اشترى الوزير سيارة زرقاء أمس")
    found = told(source, "The minister bought a blue gadget yesterday")
    assert found["سيارة"] == "gadget"


def test_what_the_english_leaves_out_has_no_span(read: Read) -> None:
    found = align(read("وصل الوزير إلى دمشق"), "Damascus")
    assert [bool(link.spans) for link in found] == [False, False, False, True]
    assert [link.score > 0 for link in found] == [False, False, False, True]


def test_a_known_word_is_surer_than_a_guess(read: Read) -> None:
    source = read("اشترى الوزير سيارة زرقاء أمس")
    scores = [link.score for link in align(source, "The minister bought a blue gadget yesterday")]
    assert scores[1] > scores[2] > 0


@pytest.mark.parametrize(
    ("arabic", "english", "links"),
    [
        ("أعلنت الحكومة", "The government announced", ["announced", "The government"]),
        (
            "وزار الرئيس موسكو",
            "The president visited Moscow",
            ["visited", "The president", "Moscow"],
        ),
    ],
)
def test_frequent_words_are_known_without_a_dictionary(
    arabic: str, english: str, links: list[str]
) -> None:
    assert list(told(bare(arabic), english).values()) == links


@pytest.mark.parametrize(
    ("arabic", "english", "least", "most"),
    [
        ("غريلي", "Grelly", 1.0, 1.0),
        ("القرداحة", "Qardaha", 1.0, 1.0),
        ("وبالرقة", "Raqqa", 1.0, 1.0),
        ("تشافيز", "Chavez", 0.7, 1.0),
        ("الحسكة", "Hasakah", 1.0, 1.0),
        ("واشنطن", "Beirut", 0.0, 0.4),
        ("و", "U", 0.0, 0.0),
        ("", "", 0.0, 0.0),
    ],
)
def test_names_are_compared_by_their_consonants(
    arabic: str, english: str, least: float, most: float
) -> None:
    assert least <= likeness(arabic, english) <= most


@pytest.mark.parametrize(("half", "worst"), [("written", 0.10), ("flores", 0.11)])
def test_hand_aligned_sentences_are_aligned_as_well_as_measured(
    read: Read, shared: Path, monkeypatch: pytest.MonkeyPatch, half: str, worst: float
) -> None:
    path = Path(__file__).parents[2] / "packaging" / "alignment" / "evaluate.py"
    spec = spec_from_file_location("alignment_evaluation", path)
    assert spec is not None
    assert spec.loader is not None
    evaluation = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, evaluation)
    spec.loader.exec_module(evaluation)
    pairs = evaluation.read_gold(half, shared)
    _, _, error = evaluation.figures(pairs, evaluation.METHODS["aligner"])
    assert error < worst


# ---------------------------------------------------------------- bounds


def test_a_sentence_of_two_thousand_words_is_aligned_from_end_to_end() -> None:
    source = bare(" ".join(f"وصل الولد {number}" for number in range(1000, 1700)))
    english = ", ".join(f"the boy {number} arrived" for number in range(1000, 1700))
    links = align(source, english)
    assert [link.token for link in links] == list(range(2100))
    found = [[english[a:b] for a, b in link.spans] for link in links[2::3]]
    assert sum([str(1000 + n)] == words for n, words in enumerate(found)) > 690


def test_many_like_names_are_looked_for_near_their_place_only() -> None:
    source = bare("خالد " * 900)
    links = align(source, "Khaled " * 900)
    assert len(links) == 900


def test_posteriors_are_shares_of_each_observation() -> None:
    random = np.random.default_rng(1)
    lift = random.uniform(0.01, 50, (7, 11))
    jumps = np.array([0.1, 0.2, 0.4, 0.2, 0.1])
    made = posteriors(lift, np.full(11, 0.1), jumps)
    assert made.shape == (7, 11)
    assert (made >= 0).all()
    assert (made.sum(axis=0) <= 1 + 1e-9).all()


# ---------------------------------------------------------------- attention

_SENTENCES = (
    ("أعلنت الحكومة اتفاقا جديدا", "The government announced a new agreement"),
    ("زار الرئيس موسكو أمس", "The president visited Moscow yesterday"),
    ("قُتل ١٢ مدنياً في المدينة", "12 civilians were killed in the city"),
    ("عاد الوزير إلى دمشق", "The minister returned to Damascus"),
    ("سيطر الجيش على الطريق", "The army controlled the road"),
)
_STRANGE = ("اشترى سمكري قبعة", "Zorbling frumious bandersnatch")


def hypotheses(read: Read, kind: str) -> list[Hypothesis]:
    """The sentences with attention made up: one piece a word; good attention looks mostly at the
    right token, late attention does so one piece after, random attention anywhere."""
    random = np.random.default_rng(7)
    made = []
    for arabic, english in (*_SENTENCES * 4, _STRANGE):
        source = read(arabic)
        words = word_spans(english)
        rows = random.dirichlet(np.full(len(source.tokens), 0.3), len(words) + 1)
        if kind != "random":
            right = posterior_of(prepare(source, english)).shares
            if (arabic, english) == _STRANGE:
                right = np.eye(3)[[2, 0, 1]].T
            for word in range(len(words)):
                if right[:, word].max() > 0.5:
                    row = np.full(len(source.tokens), 0.02)
                    row[right[:, word].argmax()] = 0.9
                    rows[word + (kind == "late")] = row
        text = EnglishText(english, tuple(words), tuple(range(len(words))))
        made.append(Hypothesis(source, range(len(source.tokens)), text, rows.tolist()))
    return made


@pytest.mark.parametrize(("kind", "trusted"), [("good", (True, False)), ("late", (False, True))])
def test_good_attention_earns_trust_and_decides_what_words_cannot(
    read: Read, kind: str, trusted: tuple[bool, bool]
) -> None:
    aligner = AttentionAligner()
    links = aligner.align(hypotheses(read, kind))[-1]
    assert tuple(weight > 0.5 for weight in aligner.trust.weights) == trusted
    english = _STRANGE[1]
    found = [[english[a:b] for a, b in link.spans] for link in links]
    assert found == [["frumious"], ["bandersnatch"], ["Zorbling"]]


def test_random_attention_changes_nothing(read: Read) -> None:
    aligner = AttentionAligner()
    made = hypotheses(read, "random")
    links = aligner.align(made)
    assert sum(aligner.trust.weights) < 0.1
    assert links == [align(h.source, h.english.text) for h in made]


def test_attention_is_not_trusted_before_there_is_something_to_judge_it_by() -> None:
    text = EnglishText("Zorbling", ((0, 8),), (0,))
    aligner = AttentionAligner()
    aligner.align([Hypothesis(bare("سمكري"), [0], text, [[1.0]])])
    assert sum(aligner.trust.weights) < 0.05


@pytest.mark.parametrize(
    "attention",
    [[], [[]], [[0.5]], [[0.5, 0.5, 0.1], [0.2, 0.2, 0.2]], [[float("nan")] * 2] * 2],
)
def test_attention_of_any_shape_is_taken(attention: Sequence[Sequence[float]]) -> None:
    text = EnglishText("Two words", ((0, 3), (4, 9)), (0, 1))
    ((one, two),) = AttentionAligner().align(
        [Hypothesis(bare("كلمتان اثنتان"), [0, 1], text, attention)]
    )
    assert (one.token, two.token) == (0, 1)
