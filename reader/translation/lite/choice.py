"""Which guess is shown for each stretch: whole, else clause by clause, else the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.translation.lite.clausewise import Clause, clauses, drafted_guess, joined
from reader.translation.lite.faithful import Verdict, judge, judge_clause
from reader.translation.lite.model import Guess, LiteModel
from reader.translation.lite.reading import Reading, Said, say

__all__ = ["Choice", "choices"]

_IN_PART: Final = "in part, for "


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown: `said` of `reading`, or the draft if None; `why` the draft speaks, in part or
    alone, "" where it does not. `score` is the model's, None where a second try or the joining of
    clauses left none that can be compared with those of other sentences."""

    reading: Reading
    said: Said | None
    why: str = ""
    score: float | None = None


def choices(model: LiteModel, readings: Sequence[Reading]) -> list[Choice]:
    """A choice for each stretch. Raises BrokenPartError if the model fails."""
    made: dict[int, Choice] = {}
    reasons: dict[int, str] = {}
    open_ = list(range(len(readings)))
    for careful in (False, True):
        guesses = model.guesses([readings[i].pieces for i in open_], careful) if open_ else []
        left = []
        for i, own in zip(open_, guesses, strict=True):
            best, why = _best(readings[i], own, model)
            if best is None:
                reasons.setdefault(i, why)
                left.append(i)
            else:
                said = say(readings[i], best, model.vocabulary)
                made[i] = Choice(readings[i], said, score=None if careful else best.score)
        open_ = left
    parts = _by_clause(model, [readings[i] for i in open_])
    for i, part in zip(open_, parts, strict=True):
        made[i] = (
            Choice(*part, why=_IN_PART + reasons[i])
            if part
            else Choice(readings[i], None, reasons[i])
        )
    return [made[i] for i in range(len(readings))]


def _best(reading: Reading, guesses: Sequence[Guess], model: LiteModel) -> tuple[Guess | None, str]:
    """The guess without fault that is likeliest for what it costs; else None and the fault of the
    likeliest."""
    judged = []
    for guess in guesses:
        verdict = judge(reading, say(reading, guess, model.vocabulary), model.rates)
        judged.append((guess, verdict))
        if not verdict.fault and not verdict.cost:
            break
    return _likeliest(judged)


def _likeliest(judged: Sequence[tuple[Guess, Verdict]]) -> tuple[Guess | None, str]:
    fair = [(guess, verdict) for guess, verdict in judged if not verdict.fault]
    if not fair:
        return None, judged[0][1].fault if judged else ""
    return max(fair, key=lambda pair: pair[0].score * len(pair[0].pieces) - pair[1].cost)[0], ""


def _by_clause(model: LiteModel, readings: Sequence[Reading]) -> list[tuple[Reading, Said] | None]:
    """Each stretch with the clauses that can be said faithfully and the draft's words for the
    others; None where the model says none of it faithfully."""
    parts = [clauses(reading, model.vocabulary) for reading in readings]
    wanted = [part.reading.pieces for own in parts if len(own) > 1 for part in own]
    guesses = iter(model.guesses(wanted) if wanted else [])
    made: list[tuple[Reading, Said] | None] = []
    for reading, own in zip(readings, parts, strict=True):
        best = [_best_clause(part.reading, next(guesses), model) for part in own if len(own) > 1]
        made.append(_filled(reading, own, best, model) if any(best) else None)
    return made


def _filled(
    reading: Reading, parts: Sequence[Clause], best: Sequence[Guess | None], model: LiteModel
) -> tuple[Reading, Said] | None:
    filled = [
        (part, guess or drafted_guess(part.reading))
        for part, guess in zip(parts, best, strict=True)
    ]
    whole, guess = joined(filled)
    said = say(whole, guess, model.vocabulary)
    return None if judge(reading, said, model.rates).grave else (whole, said)


def _best_clause(reading: Reading, guesses: Sequence[Guess], model: LiteModel) -> Guess | None:
    judged = [
        (guess, judge_clause(reading, say(reading, guess, model.vocabulary), model.rates))
        for guess in guesses
    ]
    return _likeliest(judged)[0]
