"""What is held against a guess: words lost, words of no Arabic word, meaning turned round."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.translation.lite.denial import denial_lost
from reader.translation.lite.features import MARK, NO_LEMMA, Fragment
from reader.translation.lite.matching import matched, units
from reader.translation.lite.rates import Rates
from reader.translation.lite.weighty import weighty_fault


def draft(*words: str) -> list[Fragment]:
    """A draft of which each word renders a token of its own; words in brackets are of grammar."""
    made = []
    for token, word in enumerate(words):
        grammar = "prep" if word.startswith("(") else "noun"
        text = word.strip("()")
        part = MARK if text == "," else grammar
        made.append(Fragment(text, bool(token), part, NO_LEMMA, (token,)))
    return made


@pytest.mark.parametrize(
    ("drafted", "said"),
    [
        ("the deputy minister resigned", "the minister resigned"),
        ("the former president spoke", "the president spoke"),
        ("the president spoke", "the former president spoke"),
        ("the army claimed progress", "the army made progress"),
        ("only two roads are open", "two roads are open"),
        ("the talks may fail", "the talks fail"),
        ("at least ⟦N0⟧ houses fell", "⟦N0⟧ houses fell"),
        ("⟦N0⟧ houses fell", "at least ⟦N0⟧ houses fell"),
        ("more than ⟦N0⟧ houses", "⟦N0⟧ houses"),
        ("the departure of eight workers", "the death of eight workers"),
        ("eight workers were killed", "eight workers were lost"),
        ("two men detained in ⟦L0⟧", "two men in ⟦L0⟧"),
        ("before the war", "the war"),
        ("the north of ⟦L0⟧", "the south of ⟦L0⟧"),
        ("prices rose", "prices fell"),
        ("the court accepted the appeal", "the court rejected the appeal"),
        ("the so-called administration", "the administration"),
    ],
)
def test_a_word_that_turns_the_meaning_may_not_come_or_go(drafted: str, said: str) -> None:
    assert weighty_fault(drafted, said)


@pytest.mark.parametrize(
    ("drafted", "said"),
    [
        ("the former president", "the ex president"),
        ("not less than ⟦N0⟧", "at least ⟦N0⟧"),
        ("about the road", "on the road"),
        ("the killing of ⟦N0⟧ persons", "⟦N0⟧ people died"),
        ("before he left", "ahead of leaving"),
        ("prices rose and fell", "prices fell and rose"),
        ("from the north to the south", "from north to south"),
        ("the Deputy of ⟦L0⟧", "the MP for ⟦L0⟧"),
    ],
)
def test_another_word_of_the_same_weight_passes(drafted: str, said: str) -> None:
    assert weighty_fault(drafted, said) == ""


@pytest.mark.parametrize(
    ("said", "lost"),
    [
        ("the company denied the report", "deny"),
        ("the company did not deny the report", ""),
        ("the company never denied the report", ""),
        ("the company wrote the report", "deny"),
        ("the company refused to deny it", ""),
    ],
)
def test_a_denial_stays_with_the_word_that_it_denies(said: str, lost: str) -> None:
    fragments = draft("(the)", "company", "not", "deny", "(the)", "report")
    assert denial_lost(fragments, units(fragments), said) == lost


def test_words_without_a_counterpart_are_told_on_both_sides() -> None:
    found = units(draft("(the)", "soldiers", "guarded", "(a)", "bridge"))
    match = matched(found, "The soldiers guarded a hospital.")
    assert [unit.text for unit in match.missing] == ["bridge"]
    assert [word.text for word in match.alien] == ["hospital"]
    assert match.content == 3


@pytest.mark.parametrize(
    ("said", "alien"),
    [
        ("the protesters", []),
        ("the protest", []),
        ("the party", ["party"]),
        ("the ministry", ["ministry"]),
    ],
)
def test_words_of_a_family_stand_for_each_other_unless_they_only_look_alike(
    said: str, alien: list[str]
) -> None:
    found = units(draft("protester", "part", "minister"))
    assert [word.text for word in matched(found, said).alien] == alien


def test_a_word_said_oftener_than_the_draft_has_it_is_told() -> None:
    found = units(draft("air", "cylinder"))
    match = matched(found, "the air of its cylinder ran, the cylinder's cylinder")
    assert [word.text for word in match.repeated] == ["cylinder's", "cylinder"]


def test_what_translators_often_leave_unsaid_costs_little(tmp_path: Path) -> None:
    table = tmp_path / "rates.tsv"
    table.write_text(
        "# costs\nunsaid\t*\t2.0\nunsaid\tقَدْ_part\t0.1\nunsaid\tمَدِينَة_noun\t1.2\n"
        "unexplained\t*\t3.0\nunexplained\tgo\t0.9\n",
        "utf-8",
    )
    rates = Rates(table)
    assert rates.unsaid("حَرْب_noun") == 2.0
    assert rates.unsaid("مَدِينَة_noun") == 1.2
    assert rates.unsaid("قَدْ_part") == 0.7
    assert rates.unexplained("go") == 0.9
    assert rates.unexplained("bridge") == 3.0
    assert rates.knows("go")
    assert not rates.knows("tugling")
