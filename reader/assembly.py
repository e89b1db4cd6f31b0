"""Puts the engines together; command line and window ask here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from reader.data.argos import ArgosPackage, installed_packages
from reader.entities.neural import load_neural_tagger
from reader.entities.protocol import NameTagger, Recognizer
from reader.entities.recognition import EntityRecognizer
from reader.entities.tagger import load_tagger
from reader.entities.verdicts import VerdictRecognizer
from reader.errors import BrokenPartError, MissingPartError, QariError, UsageError
from reader.knowledge.base import load_knowledge
from reader.knowledge.cities import CityGazetteer
from reader.knowledge.own import OwnKnowledge, with_own
from reader.library import GlossaryFile, Library, TranslationCache
from reader.model import Gloss, Mention, Problem, Token
from reader.morphology.glosser import load_glosser
from reader.paths import resource
from reader.pipeline import Parts
from reader.translation.alignment import align
from reader.translation.argos import ArgosTranslator
from reader.translation.cache import CachedTranslator, fingerprint, package_hash
from reader.translation.draft import DraftTranslator
from reader.translation.glossary_translator import GlossaryTranslator
from reader.translation.lite import LiteTranslator
from reader.translation.memory import MemoryTranslator
from reader.translation.protocol import SentenceSource, Translator

__all__ = [
    "ENGINES",
    "load_available_parts",
    "load_own_knowledge",
    "load_package",
    "load_parts",
    "load_recognizer",
    "load_translator",
]

T = TypeVar("T")

ENGINES = ("auto", "argos", "lite", "draft")
"""What `--engine` takes; auto is the best installed."""


def load_package(package: ArgosPackage) -> Translator:
    """The engine over an installed Argos package, its model loaded: damage shows only then.

    Raises BrokenPartError."""
    if package.problem:
        raise BrokenPartError(
            f"the Argos package {package.name} is damaged ({package.problem}):"
            f" remove it with “qari data remove {package.name}” and install it again"
        )
    translator = ArgosTranslator(package.folder)
    translator.load()
    return translator


def _argos(tell: Callable[[str], None]) -> Translator:
    """The newest Argos package that can be used; why others cannot goes to `tell`.

    Raises MissingPartError where none is installed, BrokenPartError, which names the newest, where
    all are damaged."""
    found: Translator | None = None
    failures: list[BrokenPartError] = []
    for package in installed_packages():
        try:
            # Of the packages after the one that is used only those are told that are seen to be
            # broken at a glance.
            if package.problem or not found:
                found = load_package(package)
        except BrokenPartError as error:
            failures.append(error)
    if found:
        for failure in failures:
            tell(str(failure))
        return found
    if failures:
        raise failures[0]
    raise MissingPartError(
        "no Argos Arabic→English package is installed:"
        " get one with “qari data install FILE.argosmodel”, or use “--engine draft”"
    )


def _lite(tell: Callable[[str], None]) -> Translator:
    """The small model that comes with Qari; the draft, and why to `tell`, where it is unusable."""
    translator = LiteTranslator(resource("models", "lite"))
    try:
        translator.load()
    except QariError as error:
        tell(str(error))
        return DraftTranslator()
    return translator


def load_translator(engine: str, tell: Callable[[str], None] = lambda _: None) -> Translator:
    """The engine of that name; `auto` takes Argos where a package is installed that can be used,
    else the draft. Why installed packages were passed over goes to `tell`.

    Raises UsageError for a name that is no engine, MissingPartError or BrokenPartError where a
    named engine cannot run."""
    if engine == "draft":
        return DraftTranslator()
    if engine == "argos":
        return _argos(tell)
    if engine == "lite":
        return _lite(tell)
    if engine == "auto":
        try:
            return _argos(tell)
        except MissingPartError:
            return DraftTranslator()
        except BrokenPartError as error:
            tell(str(error))
            return DraftTranslator()
    raise UsageError(f"no engine “{engine}”: choose one of {', '.join(ENGINES)}")


def load_own_knowledge(
    folder: Path | None = None, tell: Callable[[str], None] = lambda _: None
) -> OwnKnowledge:
    """The knowledge base (of `folder`, if not ours) with the reader's own names over it; which of
    these do not count goes to `tell`.

    Raises BrokenPartError for a damaged knowledge base."""
    knowledge = with_own(load_knowledge(folder))
    if knowledge.problem:
        tell(knowledge.problem)
    return knowledge


@cache
def _neural_tagger(names: frozenset[str]) -> NameTagger | None:
    """camel-tools' network, where the user has installed it: it takes seconds to load, so once."""
    return load_neural_tagger(names)


def _taggers(tell: Callable[[str], None]) -> tuple[NameTagger, ...]:
    """Those that are installed; what is wrong with one that cannot be used goes to `tell`."""
    found: list[NameTagger] = []
    names: frozenset[str] = frozenset()
    try:
        ours = load_tagger()
        names = ours.names
        found.append(ours)
    except (MissingPartError, BrokenPartError) as error:
        tell(str(error))
    try:
        if neural := _neural_tagger(names):
            found.append(neural)
    except (MissingPartError, BrokenPartError) as error:
        tell(str(error))
    return tuple(found)


def _name_english(
    text: str,
    tokens: Sequence[Token],
    glosses: Sequence[Gloss | None],
    mentions: Sequence[Mention],
) -> str:
    """What the draft makes of a name of ordinary words, so that text and card say the same."""
    source = SentenceSource(text, tuple(tokens), tuple(glosses), tuple(mentions))
    said = DraftTranslator().translate([source.honoured], lambda: False)
    return "".join(translation.text for _, translation in said)


def load_recognizer(
    knowledge: OwnKnowledge, tell: Callable[[str], None] = lambda _: None
) -> Recognizer:
    """Finds who and where: by what Qari and its reader know, and by the taggers that are installed.
    Which of these cannot be used goes to `tell`."""
    found = EntityRecognizer(knowledge, _taggers(tell), _name_english, CityGazetteer())
    return VerdictRecognizer(found, knowledge)


def _taken_back() -> Callable[[str], Collection[str]]:
    """The corrections of names that the reader took back, by the Arabic of their sentence. Why
    they cannot be read is told of the memory, which is the same file."""
    try:
        library = Library(mend=False)
    except QariError:
        return lambda _: ()

    def taken_back(arabic: str) -> Collection[str]:
        try:
            return library.taken_back(arabic)
        except QariError:
            return ()

    return taken_back


def _keeping(translator: Translator, tell: Callable[[str], None]) -> Translator:
    """The engine with what is kept before it: the reader's sentences first, the reader's terms,
    what it translated before. What keeps the memory from being read goes to `tell`."""
    store = TranslationCache()
    own = Path(__file__).parent
    made_with = {
        "package": getattr(translator, "folder", None),
        "engines": own / "translation",
        "text": own / "text",
        "glossary": resource("glossary"),
    }
    hashes = {name: package_hash(path, store) for name, path in made_with.items() if path}
    cached = CachedTranslator(translator, store, fingerprint(translator, **hashes))
    honouring = GlossaryTranslator(cached, GlossaryFile().glossary)
    try:
        return MemoryTranslator(honouring, Library(mend=False).find, align)
    except QariError as error:
        tell(str(error))
        return honouring


def load_available_parts(engine: str = "auto") -> Parts:
    """What can be loaded, and among it why the rest cannot: for the window, which stays up without
    a dictionary and shows what is missing."""
    problems: list[Problem] = []

    def attempt(stage: str, load: Callable[[], T]) -> T | None:
        try:
            return load()
        except QariError as error:
            problems.append(Problem(stage, str(error)))
            return None

    glosser = attempt("glosses", load_glosser)
    knowledge = attempt(
        "entities",
        lambda: load_own_knowledge(
            tell=lambda message: problems.append(Problem("knowledge", message))
        ),
    )
    recognizer = (
        load_recognizer(knowledge, lambda message: problems.append(Problem("entities", message)))
        if knowledge
        else None
    )
    translator = attempt(
        "translation",
        lambda: load_translator(
            engine, lambda message: problems.append(Problem("translation", message))
        ),
    )
    if glosser is None and translator is not None and translator.name in {"draft", "lite"}:
        translator = None  # they have nothing to say without glosses
    if translator:
        translator = _keeping(
            translator, lambda message: problems.append(Problem("memory", message))
        )
    return Parts(
        glosser, recognizer, translator, taken_back=_taken_back(), left_out=tuple(problems)
    )


def load_parts(
    engine: str = "auto",
    knowledge: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Parts:
    """All engines, loaded: takes about two seconds. Why an installed package, the reader's own
    sentences or names are left out, if they are, goes to `tell`.

    Raises what `load_translator` raises, MissingPartError without a dictionary, BrokenPartError
    for a damaged dictionary or knowledge base."""
    translator = load_translator(engine, tell)
    return Parts(
        glosser=load_glosser(),
        recognizer=load_recognizer(load_own_knowledge(knowledge, tell), tell),
        translator=_keeping(translator, tell),
        taken_back=_taken_back(),
    )
