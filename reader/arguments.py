"""What the command line takes: commands, options and their help."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import Any, Final

from reader import __version__
from reader.errors import UsageError

__all__ = ["Command", "parser", "with_command"]

Command = Callable[[argparse.Namespace], int]
"""Does a command with its arguments; returns the exit status."""

_ENGINE_HELP: Final = (
    "auto (the best installed), argos, lite (a small model, built in) or draft (word by word, built"
    " in)"
)
_FLAGS: Final = re.compile("-[qv]+|--quiet|--verbose")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the form every error has."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(f"{message} (see “{self.prog} --help”)")


def _common(**default: Any) -> _Parser:
    """The options every command has. After a command they must not take back what stood before it,
    so there the default is to leave things as they are."""
    common = _Parser(add_help=False)
    for short, long, about in (
        ("-q", "--quiet", "say nothing but errors"),
        ("-v", "--verbose", "show where an error came from"),
    ):
        common.add_argument(short, long, action="store_true", help=about, **default)
    common.add_argument("--version", action="version", version=f"qari {__version__}")
    return common


def parser(run: Mapping[str, Command]) -> argparse.ArgumentParser:
    """The parser; `run`, in what it finds, is what does the command, taken from `run` by its name.

    It raises UsageError where the arguments cannot be understood."""
    common = _common(default=argparse.SUPPRESS)
    engine = _Parser(add_help=False)
    engine.add_argument("--engine", default="auto", metavar="NAME", help=_ENGINE_HELP)

    parser = _Parser(
        prog="qari",
        parents=[_common()],
        allow_abbrev=False,
        description="Reads Arabic articles beside an offline English translation.",
        epilog="“qari FILE” opens the window on FILE, “qari” alone an empty one.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def add(name: str, about: str, *parents: _Parser) -> _Parser:
        command = commands.add_parser(
            name, parents=[common, *parents], help=about, description=about, allow_abbrev=False
        )
        command.set_defaults(run=run[name])
        return command

    window = add("open", "open the window, on FILE if given")
    window.add_argument("file", type=Path, nargs="?", metavar="FILE")

    demo = add("demo", "the main job on the bundled article")
    demo.add_argument("--out", type=Path, default=Path("demo"), metavar="DIR")
    demo.add_argument("--headless", action="store_true", help="open no window even on a display")

    analyze = add("analyze", "the whole analysis of FILE as JSON", engine)
    analyze.add_argument("file", type=Path, metavar="FILE")
    analyze.add_argument("-o", "--out", type=Path, metavar="OUT.json")

    export = add("export", "FILE with its translation, as OUT's suffix says", engine)
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("out", type=Path, metavar="OUT")

    add("translate", "Arabic lines on stdin, one English line out for each", engine)
    add("gloss", "lines of Arabic words on stdin, a JSON list of glosses for each")
    entities = add("entities", "words on stdin, the same words with entity tags out")
    entities.add_argument("--conll", action="store_true", required=True, help="one word a line")

    def group(command: _Parser) -> Callable[[str, str], _Parser]:
        actions = command.add_subparsers(
            dest="action", metavar="ACTION", required=True, parser_class=_Parser
        )
        return lambda name, about: actions.add_parser(
            name, parents=[common], help=about, description=about, allow_abbrev=False
        )

    act = group(add("data", "dictionary and models: list, install, remove, verify"))
    listing = act("list", "what is there, and what can be had")
    listing.add_argument("--online", action="store_true", help="ask the network what there is")
    act("install", "by name, or from a local file").add_argument("what", metavar="NAME|FILE")
    act("remove", "take it off this machine").add_argument("what", metavar="NAME")
    act("verify", "check what is installed").add_argument("what", nargs="?", metavar="NAME")

    about = "your own sentences: import, export; what is kept of articles"
    act = group(add("memory", about))
    taking = act("import", "take in the Arabic–English pairs of a TMX file")
    giving = act("export", "write all of them as a TMX file")
    act("clear-cache", "forget the translations of articles opened before")
    for command in (taking, giving):
        command.add_argument("file", type=Path, metavar="FILE.tmx")

    act = group(add("knowledge", "your own names: list, import, export"))
    act("list", "what you added, corrected and left out")
    taking = act("import", "take in the names of a file; what you said yourself stays")
    taking.add_argument("--replace", action="store_true", help="take theirs in the place of yours")
    giving = act("export", "write all of them to a file for others")
    for command in (taking, giving):
        command.add_argument("file", type=Path, metavar="FILE.rec")

    add("doctor", "what works on this machine, and how to mend what does not")
    add("self-test", "the main job on the bundled article, end to end")
    return parser


def with_command(arguments: list[str], commands: Container[str]) -> list[str]:
    """`qari`, `qari FILE` and `qari -v FILE` mean `qari open …`."""
    for place, argument in enumerate(arguments):
        if _FLAGS.fullmatch(argument):
            continue
        if argument in commands or argument in {"-h", "--help", "--version"}:
            return arguments
        return [*arguments[:place], "open", *arguments[place:]]
    return [*arguments, "open"]
