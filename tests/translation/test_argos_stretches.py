"""Long sentences cut at the borders of clauses and put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from argos_package import one
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import EntityType, Gloss, Link, Mention, Span, Translation
from reader.translation.clauses import LONGEST_PIECES, LONGEST_WORDS, clause_cuts
from reader.translation.joining import join_stretches
from reader.translation.legible import legible
from reader.translation.pieces import lay_pieces
from reader.translation.protocol import SentenceSource
from reader.translation.stretches import Stretch, kept, stretches
from reader.translation.verbatim import Kind, passages


@dataclass
class Words:
    """A tokenizer whose pieces are words, or two letters each; it knows all but `unknown`."""

    letters: int = 0
    unknown: str = field(default="北京ü")

    def encode(self, text: str) -> list[str]:
        pieces = []
        for word in text.split():
            step = self.letters or len(word)
            parts = [word[i : i + step] for i in range(0, len(word), step)]
            pieces += ["▁" + parts[0], *parts[1:]]
        return pieces

    def lay(self, text: str, pieces: list[str]) -> list[Span]:  # type: ignore[override]
        return lay_pieces(text, pieces)

    def marked(self, pieces: list[str]) -> list[str]:  # type: ignore[override]
        return pieces

    def knows(self, character: str) -> bool:
        return character not in self.unknown


def cut(source: SentenceSource, letters: int = 0) -> list[Stretch]:
    return stretches(0, source, Words(letters))  # type: ignore[arg-type]


def texts(text: str) -> list[str]:
    return [part.source.text for part in cut(one(text))]


CLAUSE = "قالت المصادر الخاصة إن الجيش دخل المدينة من محاور عدة صباح أمس"  # 12 words


@pytest.mark.parametrize(
    ("joint", "left", "right"),
    [
        ("؛ ", "أمس؛", "قالت"),
        ("، كما ", "أمس،", "كما"),
        (" كما ", "أمس", "كما"),
        ("، غير أن ", "أمس،", "غير أن"),
        ("، فيما ", "أمس،", "فيما"),
        (" في حين ", "أمس", "في حين"),
        ("، وذلك ", "أمس،", "وذلك"),
        (": ", "أمس:", "قالت"),
        ("، ", "أمس،", "قالت"),
    ],
)
def test_a_long_sentence_is_cut_at_its_clauses(joint: str, left: str, right: str) -> None:
    parts = texts(joint.join([CLAUSE] * 5) + ".")
    assert len(parts) > 1
    assert all(part.endswith(left) for part in parts[:-1])
    assert all(part.startswith(right) for part in parts[1:])


def test_a_stronger_border_is_preferred() -> None:
    text = f"{CLAUSE}، {CLAUSE}، {CLAUSE} قال؛ {CLAUSE}، {CLAUSE}."
    assert texts(text) == [f"{CLAUSE}، {CLAUSE}، {CLAUSE} قال؛", f"{CLAUSE}، {CLAUSE}."]


def test_a_sentence_of_fifty_words_is_left_whole() -> None:
    text = "، ".join([CLAUSE] * 4) + "، قال أمس."
    assert len(one(text).tokens) == 50
    assert texts(text) == [text]


def test_a_sentence_of_a_few_more_words_without_a_border_is_left_whole() -> None:
    assert len(texts("قال " * 52)) == 1


@pytest.mark.parametrize(
    "inside",
    [
        '"{}"',
        "«{}»",
        "({})",
        '"{}"،',
    ],
)
def test_quotations_and_brackets_are_not_cut(inside: str) -> None:
    quoted = inside.format("، كما ".join(["قال الرئيس إن الجيش"] * 7))
    parts = texts(f"{CLAUSE} {CLAUSE} {quoted} {CLAUSE} {CLAUSE}")
    assert len(parts) > 1
    assert any(quoted in part for part in parts)


def test_a_name_is_not_cut() -> None:
    name = "وزارة الدفاع، كما يقال، والطيران"
    text = f"{'قال ' * 28}{name} {'قال ' * 28}".strip()
    start = text.index(name)
    mention = Mention(start, start + len(name), EntityType.ORG, "x", "the Ministry")
    assert any(part.source.text.split()[0] == "كما" for part in cut(one(text)))
    found = cut(one(text, (mention,)))
    assert len(found) > 1
    (holder,) = (part for part in found if part.source.mentions)
    (moved,) = holder.source.mentions
    assert holder.source.text[moved.start : moved.end] == name


def test_glosses_go_with_their_words() -> None:
    text = "، ".join([CLAUSE] * 6)
    bare = one(text)
    glosses = tuple(Gloss(bare.word(i), "", "noun", "", str(i)) for i in range(len(bare.tokens)))
    parts = cut(replace(bare, glosses=glosses))
    assert len(parts) > 1
    assert [gloss for part in parts for gloss in part.source.glosses] == list(glosses)


arabic = st.sampled_from(
    'قال الرئيس، إن المدينة؛ كما «لقد (ثم) وذلك» "أمس" غير أن: ! ؟ … 2019 😀 #وسم_ما U.S. üx a_b '
    'https://x.org/a لـ"سبوتنيك" مُحَمَّدٌ \u200f \u0640 - –'.split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(arabic, max_size=400).map(" ".join), st.sampled_from([0, 1, 3]))
def test_every_token_is_in_one_stretch_and_none_is_too_long(text: str, letters: int) -> None:
    source = one(text)
    parts = cut(source, letters)
    assert [part.order for part in parts] == list(range(len(parts)))
    found = [part.first + i for part in parts for i in range(len(part.source.tokens))]
    assert found == list(range(len(source.tokens)))
    for part in parts:
        words = [part.source.word(i) for i in range(len(part.source.tokens))]
        assert words == [source.word(part.first + i) for i in range(len(words))]
        assert len(words) <= 1.2 * LONGEST_WORDS
        assert len(part.pieces) == len(part.places) <= 250
        for start, end in part.places:
            assert 0 <= start <= end <= len(part.source.text)
    squeezed = "".join(part.source.text for part in parts)
    steering = "[\\s\u200f]"
    assert re.sub(steering, "", squeezed) == re.sub(steering, "", text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_falls_into_stretches(text: str) -> None:
    source = one(text)
    parts = cut(source)
    assert parts
    found = [part.first + i for part in parts for i in range(len(part.source.tokens))]
    assert sorted(set(found)) == list(range(len(source.tokens)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=300))
def test_stretches_are_bounded_whatever_the_pieces(pieces: list[int]) -> None:
    source = one(" ".join(["قال"] * len(pieces)))
    cuts = [0, *clause_cuts(source, pieces), len(pieces)]
    assert all(a < b for a, b in pairwise(cuts))
    for start, end in pairwise(cuts):
        assert end - start <= 1.2 * LONGEST_WORDS
        assert end - start == 1 or sum(pieces[start:end]) <= 1.2 * LONGEST_PIECES


# ---------------------------------------------------------------- put together


def joined(text: str, *english: str, mentions: tuple[Mention, ...] = ()) -> Translation:
    """What becomes of a sentence whose stretches for the model are translated so."""
    parts = cut(one(text, mentions))
    given_english = iter(english)
    done = []
    for part in parts:
        if not part.pieces:
            done.append((part, kept(part, "x")))
            continue
        said = next(given_english)
        words = [m.span() for m in re.finditer(r"\w+", said)]
        tokens = len(part.source.tokens)
        links = tuple(Link(i, tuple(words[i : i + 1]), 0.5) for i in range(tokens))
        done.append((part, Translation(said, "x", -1.0, links)))
    assert next(given_english, None) is None
    return join_stretches(done[::-1])


COMMA = "، كما ".join([CLAUSE] * 5) + "."
BARE = " كما ".join([CLAUSE] * 5) + "."
NONE = "قال " * 70 + "."


@pytest.mark.parametrize(
    ("text", "english", "expected"),
    [
        (COMMA, ("They left.", "As they said."), "They left, as they said."),
        (COMMA, ("They left,", "as they said."), "They left, as they said."),
        (COMMA, ("They left", "As they said"), "They left, as they said."),
        (COMMA, ("They left;", ", as they said."), "They left, as they said."),
        (COMMA, ('He said "we left."', "As they did."), 'He said "we left", as they did.'),
        (COMMA, ("They left?", "As they said."), "They left? As they said."),
        (COMMA, ("In the U.S.", "The army left."), "In the U.S., the army left."),
        (COMMA, ("They left.", "I saw them."), "They left, I saw them."),
        (COMMA, ("They left.", "I'm here."), "They left, I'm here."),
        (COMMA, ("They left.", "NATO stayed."), "They left, NATO stayed."),
        (COMMA, ("They left.", "Damascus fell."), "They left, Damascus fell."),
        (COMMA, ("They left.", "Turkish forces came."), "They left, Turkish forces came."),
        (COMMA, ("They left.", "Forces came."), "They left, forces came."),
        (COMMA, ("They left.", "President Assad came."), "They left, President Assad came."),
        (COMMA, ("They left.", "A man came."), "They left, a man came."),
        (COMMA, ("They left.", "May 5 was quiet."), "They left, May 5 was quiet."),
        (COMMA, ("They left.", '"The army" came.'), 'They left, "the army" came.'),
        (COMMA, ("They left.", "5 came."), "They left, 5 came."),
        (COMMA, ("They left.", "..."), "They left."),
        (COMMA, ("They left.", ""), "They left."),
        (BARE, ("They left.", "As they said."), "They left, as they said."),
        (NONE, ("They said.", "The army left."), "They said the army left."),
        (": ".join([CLAUSE] * 5), ("He said.", "We left."), "He said: We left."),
        ("؛ ".join([CLAUSE] * 5), ("We left.", "They came."), "We left; they came."),
    ],
)
def test_stretches_are_joined_as_one_sentence(
    text: str, english: tuple[str, ...], expected: str
) -> None:
    assert joined(text, *english).text == expected


def test_a_name_keeps_its_capital_because_the_sentence_names_it() -> None:
    start = COMMA.rindex("المصادر")
    mention = Mention(start, start + 7, EntityType.LOC, "x", "Reading")
    assert joined(COMMA, "They left.", "Reading is far.").text == "They left, reading is far."
    said = joined(COMMA, "They left.", "Reading is far.", mentions=(mention,))
    assert said.text == "They left, Reading is far."


def test_links_move_along_with_their_words() -> None:
    said = joined(COMMA, "They left.", ", As they said.")
    words = {said.text[a:b] for link in said.links for a, b in link.spans}
    assert words == {"They", "left", "as", "they", "said"}
    assert [link.token for link in said.links] == list(range(len(one(COMMA).tokens)))


def test_the_score_is_the_mean_over_what_was_translated() -> None:
    assert joined("قال 😀 الرئيس", "He said", "the president").score == -1.0
    assert joined("12 😀").score is None


@pytest.mark.parametrize(
    ("text", "english", "expected"),
    [
        ("اقرأ المزيد https://x.org/a", ("Read more.",), "Read more https://x.org/a"),
        (
            "اقرأ (https://x.org/a)، ثم عد",
            ("Read", "Then return."),
            "Read (https://x.org/a), then return.",
        ),
        ("شكرا لكم! 😀😀", ("Thank you!",), "Thank you! 😀😀"),
        ("جميل😀", ("Beautiful",), "Beautiful😀"),
        (
            "حملة #أنقذوا_حلب مستمرة",
            ("A campaign.", "Save Aleppo.", "Goes on"),
            "A campaign #Save_Aleppo goes on",
        ),
        ("#سوريا_اليوم", ("Syria's day!",), "#Syrias_day"),
        ("#سوريا", ("",), "#سوريا"),
        ("تقرير عن @user_1 و @x", ("A report on", "And"), "A report on @user_1 and @x"),
        ("ملف a_b.txt هنا", ("The file", "Here"), "The file a_b.txt here"),
        ("زار 北京 أمس", ("He visited.", "Yesterday."), "He visited 北京 yesterday."),
        ("😀 قال", ("He said",), "😀 He said"),
        ("1️⃣ قال", ("He said",), "1️⃣ He said"),
    ],
)
def test_what_is_kept_stands_between_what_is_translated(
    text: str, english: tuple[str, ...], expected: str
) -> None:
    assert joined(text, *english).text == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("قال الرئيس في 2019", [Kind.MODEL]),
        ("قال BBC أمس", [Kind.MODEL]),
        ("قال (M4) أمس", [Kind.MODEL]),
        ("BBC 2019", [Kind.KEPT]),
        ("\u200f", []),
        ("قال https://x.org", [Kind.MODEL, Kind.KEPT]),
        ("وسم_طويل", [Kind.TAG]),
        ("قال " + "x" * 41, [Kind.MODEL, Kind.KEPT]),
        ("ا" * 61, [Kind.MODEL, Kind.MODEL]),
    ],
)
def test_passages_tell_what_is_for_the_model(text: str, kinds: list[Kind]) -> None:
    assert [passage.kind for passage in passages(one(text), Words().knows)] == kinds


@settings(max_examples=60, deadline=None)
@given(
    st.lists(arabic, min_size=60, max_size=200).map(" ".join),
    st.lists(
        st.sampled_from(["The army left.", "It said, ", "", "…", '"We go."', "U.S."]), min_size=1
    ),
)
def test_joining_keeps_links_inside_and_marks_single(text: str, said: list[str]) -> None:
    parts = cut(one(text))
    english = [said[i % len(said)] for i, part in enumerate(p for p in parts if p.pieces)]
    whole = joined(text, *english)
    assert [link.token for link in whole.links] == list(range(len(one(text).tokens)))
    for link in whole.links:
        for start, end in link.spans:
            assert 0 <= start < end <= len(whole.text)


# ---------------------------------------------------------------- what the model reads


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("قال  الرئيس\n أمس ", "قال الرئيس أمس"),
        ("الـرقـة \u200fقال\u200f", "الرقة قال"),
        ("مُحَمَّدٌ رَسُولُ اللهِ", "محمد رسول اللهِ"),
        ("جزءاً من أمنها", "جزءاً من أمنها"),
        ("ﷲ ﻻ", "الله لا"),
        ("هههههههههههه.......", "ههه..."),
        ("100000000000", "100000000000"),
        ("2½ مليون", "2 ½ مليون"),
        ("كلمة▁أخرى", "كلمة▁أخرى"),
    ],
)
def test_the_model_reads_plain_spelling(sentence: str, read: str) -> None:
    readable = legible(sentence, lambda _: True)
    assert readable.text == read
    assert len(readable.places) == len(read)
    assert all(0 <= place < len(sentence) for place in readable.places)


@pytest.mark.parametrize(
    ("sentence", "unknown", "read"),
    [
        ("«قال» ٢٠١٩؛", "«»٢٠١٩؛", '"قال" 2019;'),
        ("گوگل ڤيا", "گڤ", "كوكل فيا"),
        ("قال✓", "✓", "قال✓"),
        ("أحمد", "أ", "احمد"),
    ],
)
def test_what_a_model_cannot_spell_is_given_as_its_relatives(
    sentence: str, unknown: str, read: str
) -> None:
    assert legible(sentence, lambda letter: letter not in unknown).text == read


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=100))
def test_places_of_legible_text_are_in_order(sentence: str) -> None:
    readable = legible(sentence, str.isalnum)
    assert len(readable.places) == len(readable.text)
    assert list(readable.places) == sorted(readable.places)
    assert readable.text == readable.text.strip()
