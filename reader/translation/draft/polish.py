"""Last touches on the words of a sentence: prepositions said twice, words English leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.text.english_words import lemmas
from reader.translation.draft.units import Word

__all__ = ["polished"]

_ENDING = frozenset("of to at with for from about by against into".split())
"""What a verb's English may end with that takes in the preposition of its Arabic."""
_STARTING = frozenset("of to at with for from about by against into in on over upon".split())
_DIRECT = {
    "to": frozenset("reach enter attend join".split()),
    "of": frozenset("discuss".split()),
    "with": frozenset("demand welcome condemn".split()),
    "by": frozenset("demand welcome condemn".split()),
    "in": frozenset("demand welcome".split()),
    "on": frozenset("obtain".split()),
}
"""Verbs that govern without a preposition what Arabic gives them with one."""
_DIRECT = {
    "to": frozenset("reach enter attend join".split()),
    "of": frozenset("discuss".split()),
    "with": frozenset("demand welcome condemn".split()),
    "by": frozenset("demand welcome condemn".split()),
    "in": frozenset("demand welcome".split()),
    "on": frozenset("obtain".split()),
}
"""Verbs that govern without a preposition what Arabic gives them with one."""
_FOR_LENGTHS = frozenset("seconds minutes hours days weeks months years decades centuries".split())
_SINCE = {"since"}


def polished(words: Sequence[Word]) -> list[Word]:
    """`words` without what only repeats; the tokens of a dropped word go to its neighbour."""
    result: list[Word] = []
    for i, word in enumerate(words):
        before = result[-1] if result else None
        said = before is not None and word.text == "that" and before.text == "," and not word.before
        if said and not any(w.text == "," for w in result[:-1]):
            result.pop()  # English has no comma before what is said
            before = result[-1] if result else None
        if before is not None and _repeats(before, word):
            result[-1] = replace(
                before, tokens=(*before.tokens, *word.tokens), after=before.after + word.after
            )
            continue
        slash = before is not None and before.text == "/" and len(result) > 1
        if slash and result[-2].text == word.text and word.tokens:  # نيسان / أبريل
            result.pop()
            twice = result[-1]
            result[-1] = replace(twice, tokens=(*twice.tokens, *word.tokens), after=word.after)
            continue
        if word.text == "so":  # فـ seldom tells a consequence
            word = replace(word, text="and")
        if word.text in _SINCE and _length_follows(words, i):
            word = replace(word, text="for")
        result.append(word)
    return result


def _repeats(before: Word, word: Word) -> bool:
    """Whether `word` is a preposition that the word before has said: "consist of" + "from"."""
    if not word.tokens or word.text not in _STARTING or word.before or before.after:
        return False
    head, _, last = before.text.rpartition(" ")
    if word.text in _DIRECT and not _DIRECT[word.text].isdisjoint(lemmas(last).get("VERB", ())):
        return True
    if not before.tokens or before.tokens == word.tokens:
        return False
    if last == word.text:
        return True
    return bool(head) and (last in _ENDING or (last == "on" and word.text in {"with", "by"}))


def _length_follows(words: Sequence[Word], i: int) -> bool:
    """منذ عشر سنوات: "for ten years", not "since"."""
    near = [w.text for w in words[i + 1 : i + 4]]
    counted = len(near) > 1 and near[0][:1] not in {"", "2", "1"} and near[0] not in {"the", "last"}
    return counted and any(text in _FOR_LENGTHS for text in near)
