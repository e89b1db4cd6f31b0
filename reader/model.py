"""The values every room of Qari exchanges.

All are frozen. Offsets count Unicode code points and are end exclusive. Offsets of the Arabic side
refer to `Article.text`, which never changes after import; offsets of the English side refer to the
`text` of that sentence's `Translation`. Coordinates are WGS 84 degrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

__all__ = [
    "EMPTY_FEATURES",
    "Alias",
    "Analysis",
    "Article",
    "Doubt",
    "Engines",
    "Entity",
    "EntityType",
    "Features",
    "Gloss",
    "Link",
    "Location",
    "Mention",
    "Paragraph",
    "Problem",
    "Reading",
    "Relation",
    "Segment",
    "Sentence",
    "SentenceAnalysis",
    "SourceInfo",
    "Span",
    "Token",
    "Translation",
]

Span = tuple[int, int]
"""(start, end) in code points, end exclusive."""


class EntityType(StrEnum):
    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    MISC = "MISC"


# ---------------------------------------------------------------- the text


@dataclass(frozen=True, slots=True)
class Token:
    """One word: an Arabic word with its clitics, a number, or a Latin word. Never punctuation."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where a text came from. `format` is "txt", "md" or "html"; `date` is ISO 8601."""

    name: str
    format: str
    encoding: str
    title: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    source: SourceInfo
    text: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """The sentences of all paragraphs in order: index i here is sentence i everywhere."""
        for paragraph in self.paragraphs:
            yield from paragraph.sentences


# ---------------------------------------------------------------- glosses


@dataclass(frozen=True, slots=True)
class Features:
    """Morphology in the letters camel-tools uses; "" where a feature does not apply.

    aspect p/i/c (perfect, imperfect, command); voice a/p; mood i/s/j; person 1/2/3; gender m/f;
    number s/d/p; case n/a/g/u; state d/i/c; proclitics outermost first, as camel-tools names them
    ("wa_conj", "bi_prep", "sa_fut", "Al_det", …); enclitic such as "3ms_poss" or "3fs_dobj".
    """

    aspect: str = ""
    voice: str = ""
    mood: str = ""
    person: str = ""
    gender: str = ""
    number: str = ""
    case: str = ""
    state: str = ""
    proclitics: tuple[str, ...] = ()
    enclitic: str = ""


EMPTY_FEATURES: Final = Features()


@dataclass(frozen=True, slots=True)
class Segment:
    """A clitic or the stem inside a word, undiacritised as written, with its meaning."""

    form: str
    english: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read a word, ranked below the chosen one."""

    lemma: str
    pos: str
    diacritized: str
    english: str


@dataclass(frozen=True, slots=True)
class Gloss:
    """The meaning of one word in its sentence.

    `lemma` and `diacritized` are Arabic with short vowels; `root` is radicals joined by dots, "" if
    unknown; `pos` is camel-tools' part of speech ("noun", "verb", "noun_prop", …); `english` is for
    people ("meeting; gathering"), senses joined by "; ", best first. `source` is "dictionary" or
    "transliteration" (a word no dictionary holds: `english` is then its sound, not its meaning).
    """

    lemma: str
    root: str
    pos: str
    diacritized: str
    english: str
    segments: tuple[Segment, ...] = ()
    alternatives: tuple[Reading, ...] = ()
    features: Features = EMPTY_FEATURES
    source: str = "dictionary"


# ---------------------------------------------------------------- entities


@dataclass(frozen=True, slots=True)
class Location:
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` reads from the owner to `entity` (an id): "part of", "allied with", "located in"…"""

    kind: str
    entity: str


@dataclass(frozen=True, slots=True)
class Alias:
    """Another Arabic name and the English that renders it in running text ("the SDF")."""

    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or place. `name_en` is a title (no leading "the"); `running_en` keeps the article.

    `demonyms` are masculine Arabic adjectives with their English (روسي, Russian), for countries.
    `ambiguous` marks a name that is also an ordinary word and needs a cue beside it.
    `as_of` is the ISO month the record was true at; `known` is False for an entity that only the
    recogniser found.
    """

    id: str
    type: EntityType
    kind: str
    name_ar: str
    name_en: str
    running_en: str
    aliases: tuple[Alias, ...] = ()
    aliases_en: tuple[str, ...] = ()
    demonyms: tuple[Alias, ...] = ()
    description: str = ""
    as_of: str | None = None
    location: Location | None = None
    relations: tuple[Relation, ...] = ()
    wikidata: str | None = None
    sources: tuple[str, ...] = ()
    ambiguous: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of `Article.text` that names an entity; proclitics (و ب ل ك ف س) stay outside it.

    `english` renders just this surface in running English ("the SDF", "the Russian side"); ""
    leaves that to the engine. `source` is what found it ("knowledge"); `reason` says why in one
    line for the card. `role` is "name"; "reference" for a word that stands for a name before it
    (المدينة after مدينة الفاشر); "stands for" for a name that means another entity here, whose id
    `stands_for` has (أنقرة for Turkey's government).
    """

    start: int
    end: int
    type: EntityType
    entity: str
    english: str
    source: str = "knowledge"
    reason: str = ""
    role: str = "name"
    stands_for: str = ""


# ---------------------------------------------------------------- translation


@dataclass(frozen=True, slots=True)
class Link:
    """What token number `token` of the sentence became: spans of the English text; may be empty."""

    token: int
    spans: tuple[Span, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reader should check. `kind` is a stable word such as "number-missing"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Translation:
    """One sentence in English. `engine` is the label shown to people; `links` ordered by token."""

    text: str
    engine: str
    score: float | None = None
    links: tuple[Link, ...] = ()
    doubts: tuple[Doubt, ...] = ()


# ---------------------------------------------------------------- the whole


@dataclass(frozen=True, slots=True)
class SentenceAnalysis:
    """All that is known of one sentence; `glosses` has one entry a token, `mention_spans` one tuple
    of English spans a mention."""

    glosses: tuple[Gloss | None, ...] = ()
    mentions: tuple[Mention, ...] = ()
    translation: Translation | None = None
    mention_spans: tuple[tuple[Span, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A stage that failed; the rest of the analysis stands."""

    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class Engines:
    """Labels of what made the analysis, "" where a stage did not run."""

    translation: str = ""
    entities: str = ""
    glosses: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result for an article: `sentences[i]` belongs to sentence i of `article.sentences`;
    `entities` are those mentioned, in order of first mention."""

    article: Article
    engines: Engines = Engines()
    sentences: tuple[SentenceAnalysis, ...] = ()
    entities: tuple[Entity, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
