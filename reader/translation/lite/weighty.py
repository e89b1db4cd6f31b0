"""Words that turn what a sentence says: "deputy", "only", "killed", "at least", "north".

A guess must keep what the draft has of them and add none. Each is a family, since a translator may
choose among its words: "former" and "ex-", "at least" and "no less than".
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["opposite", "weighty_fault"]

_FIGURE: Final = (
    r"(?= (?:⟦n|\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b"
    r"|half\b|hundred|thousand|million))"
)


def _family(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})(?!\w)")


def _rows(*rows: tuple[str, str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((_family(word), _family(f"{word}|{others}")) for word, others in rows)


_LOST: Final = _rows(
    (r"deput(?:y|ies)|vice", r"assistants?|under-?secretar(?:y|ies)|mps?|lawmakers?|members?"),
    (r"former|formerly|ex", r"previous(?:ly)?|late|prior|past|old|once"),
    (r"acting|interim|caretaker", r"provisional|temporary|temporarily|transitional"),
    (
        r"alleged(?:ly)?|claim(?:ed|s)?|purported(?:ly)?|suspected",
        r"alleg\w+|claim\w*|purport\w*|accus\w+|suspect\w*|suppos\w+|so-called|pretend\w*",
    ),
    (
        r"only|except|merely|nothing but|solely",
        r"just|nothing|alone|but|unless|until|other than|exclusive(?:ly)?|no more|apart from|sole"
        r"|simply|single|limited|without|before",
    ),
    (
        r"may|might|perhaps|probably|possibly|likely|maybe",
        r"can|could|would|should|possib\w+|probab\w+|potential\w*|expected|able|ability|capable",
    ),
    (
        rf"(?:about|around|approximately|nearly|almost){_FIGURE}",
        r"some|close to|near|roughly|estimat\w*",
    ),
    (r"at least|not? (?:less|fewer) than", r"minimum|or more|no under"),
    (
        rf"(?:more than|over|above){_FIGURE}",
        r"exceed\w*|upwards of|greater than|over|above|more than|most|surpass\w*|up to|maximum",
    ),
    (
        rf"(?:less than|fewer than|under|below){_FIGURE}",
        r"nearly|almost|under|below|less|short of|fewer|at least|minimum",
    ),
    (r"rather", r"instead|but|however|yet|on the contrary|even|more"),
    (r"so-called", r"what (?:is|are|was|were) (?:called|known|termed|named|dubbed)"),
    (
        r"before",
        r"prior|ahead|until|earlier|ago|pre\w*|eve|to|previous\w*|first|in front of|at|facing"
        r"|not yet|outside|than",
    ),
    (
        r"after",
        r"since|following|later|once|post\w*|then|when|having|with|as|on|behind|next|subsequent\w*"
        r"|past|of|by|from|over",
    ),
    (
        r"headed by|led by|headed|led",
        r"head\w*|lead\w*|under|chair\w*|presid\w*|command\w*|run by|director\w*",
    ),
    (r"in (?:return|exchange) for", r"return|exchange\w*|compar\w*|versus|while|swap\w*|trade\w*"),
    (r"if|unless", r"whether|should|in case|provided|were|had|when|or"),
)
"""What may not be lost: the word that is looked for in the draft, and what else may stand for it in
the guess."""
_ADDED: Final = _rows(
    (r"deput(?:y|ies)|vice", r"assistants?|under-?secretar(?:y|ies)|mps?|lawmakers?|members?"),
    (r"former|formerly", r"previous(?:ly)?|late|prior|past|old|once|ex"),
    (r"alleged(?:ly)?|suspected|so-called", r"alleg\w+|claim\w*|accus\w+|suspect\w*|suppos\w+"),
    (r"only", r"just|nothing|sole|alone|except|but|merely|unless|until|other than|single|limited"),
    (r"at least|no less than|no fewer than", r"not? (?:less|fewer|under)|minimum|or more|on less"),
    (
        rf"(?:more than|over|above|exceeding){_FIGURE}",
        r"more|exceed\w*|upwards of|greater|over|above|than|superior\w*",
    ),
    (rf"(?:less than|fewer than|under|below){_FIGURE}", r"less|fewer|under|below|short of|than"),
)
"""What may not come in: the word that is looked for in the guess, and what else in the draft may
have led to it."""
_KILLED: Final = (
    r"kill\w*|dead\w*|deaths?|die[sd]?|dying|slain|murder\w*|assassinat\w+|massacre\w*|execut\w+"
    r"|martyr\w*|fatal\w*|lethal|lives|life|corps\w*|bod(?:y|ies)|victims?|slaughter\w*|casualt\w+"
    r"|genocide|toll|passed away|perish\w*|demise|suicid\w+|mortal\w*|losing|deceased|late|fallen"
)
_HELD: Final = (
    r"arrest\w*|detain\w*|detention\w*|custody|captur\w*|imprison\w*|jail\w*|prison\w*|seiz\w+"
    r"|held|hold\w*|caught|captiv\w*|hostage\w*|kidnap\w*|abduct\w*|taken|suspension|stop\w*"
)
_GRIM: Final = _rows(
    (r"kill(?:ed|ing|s)?|deaths?|die[sd]?|murder(?:ed|s)?|massacres?|executed|slain|dead", _KILLED),
    (r"wounded|injured|injur(?:y|ies)|wounds?", r"wound\w*|injur\w*|hurt|casualt\w+|victims?|hit"),
    (r"arrest(?:ed|s)?|detained|detainees?|kidnapped|abducted|imprisoned|jailed", _HELD),
    (r"rape[ds]?|raping", r"rap(?:e|ed|es|ing|ists?)|sexual\w*|assault\w*|violat\w+"),
    (r"tortur\w*", r"torment\w*|abus\w*"),
    (r"terroris\w+", r"terror\w*"),
    (r"surrender(?:ed|s)?", r"surrender\w*|ga?ive\w* up|hand\w* over|hand\w*|deliver\w*"),
)
"""What may neither be lost nor come in."""
_OPPOSITES: Final = tuple(
    (_family(one), _family(other))
    for one, other in (
        (r"before|prior|ahead|until|earlier|eve|ago", r"after|since|following|later|once"),
        (r"north\w*", r"south\w*"),
        (r"east\w*", r"west\w*"),
        (
            r"increas\w*|ris(?:e[sn]?|ing)|rose|grow\w*|grew|higher|up|gain\w*|rais\w+|climb\w*",
            r"decreas\w*|fall\w*|fell|declin\w*|drop\w*|lower\w*|down|reduc\w*|cut\w*|shr[aiu]nk\w*",
        ),
        (r"accept\w*|agree\w*|approv\w*|welcom\w*", r"refus\w*|reject\w*|declin\w*|turn\w* down"),
        (r"enter\w*|entry|arriv\w*|came|come", r"le(?:ft|av\w+)|exit\w*|depart\w*|withdr\w+|went"),
        (r"w[io]n\w*|victor\w*", r"los[est]\w*|lost|defeat\w*"),
        (r"open\w*", r"clos\w*|shut\w*"),
        (
            r"allow\w*|permit\w*|let\w*|enabl\w*",
            r"ban\w*|prevent\w*|forb\w+|prohibit\w*|stop\w*|bar(?:red|ring)?|block\w*",
        ),
        (r"buy\w*|bought|purchas\w*", r"s[eo]ll?\w*|sold|sales?"),
        (r"import\w*", r"export\w*"),
        (r"support\w*|back\w*|favou?r\w*", r"oppos\w*|against|anti"),
        (r"first", r"last|second|third"),
        (r"begin\w*|beg[au]n|start\w*|launch\w*", r"end(?:ed|ing|s)?|stop\w*|finish\w*|halt\w*"),
        (r"inside|within|internal\w*|domestic\w*", r"outside|external\w*|abroad|foreign"),
        (r"today", r"yesterday|tomorrow"),
        (r"yesterday", r"tomorrow"),
        (r"mornings?|dawn", r"evenings?|afternoons?|nights?"),
        (r"m[ae]n|males?|boys?", r"wom[ae]n|females?|girls?"),
        (r"sons?", r"daughters?"),
        (r"husbands?", r"wi(?:fe|ves)|wom[ae]n"),
        (r"fathers?", r"mothers?"),
        (r"brothers?", r"sisters?"),
        (r"enem(?:y|ies)", r"all(?:y|ies)|friend\w*"),
        (r"attack\w*|offensive\w*", r"defen[cds]\w*"),
        (r"more|most", r"less|fewer|least|fewest"),
        (r"million\w*", r"billion\w*|thousand\w*"),
        (r"public\w*", r"private\w*"),
        (r"weeks?", r"months?|years?"),
        (r"months?", r"years?|days?"),
    )
)
"""Pairs of which the one may not become the other."""


def weighty_fault(drafted: str, said: str) -> str:
    """What is lost of `drafted` in `said`, or added, or turned, "" if nothing is. Both texts have
    their placeholders."""
    drafted, said = drafted.lower(), said.lower()
    for word, others in (*_LOST, *_GRIM):
        found = word.search(drafted)
        if found and not others.search(said):
            return f"“{found[0]}” lost"
    for word, others in (*_ADDED, *_GRIM):
        found = word.search(said)
        if found and not others.search(drafted):
            return f"“{found[0]}” added"
    return opposite(drafted, said)


def opposite(drafted: str, said: str) -> str:
    """The word of `drafted` that became its opposite in `said`, "" if none did."""
    for pair in _OPPOSITES:
        for one, other in (pair, pair[::-1]):
            was, became = one.search(drafted), other.search(said)
            if was and became and not one.search(said) and not other.search(drafted):
                return f"“{was[0]}” became “{became[0]}”"
    return ""
