"""The command line: `qari`, also `python -m reader`.

Each command is one function; it raises QariError, and `main` turns that into one line on stderr and
the exit code. Heavy parts are imported by the command that needs them, so that `--help` is instant.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from reader import __version__
from reader.errors import QariError

__all__ = ["main"]

Command = Callable[[argparse.Namespace], int]

_ENGINE_HELP = "auto (the best installed), argos, or draft (built in, word level)"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the form every error has."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(2, f"qari: error: {message} (see “{self.prog} --help”)\n")


def _window(arguments: argparse.Namespace) -> int:
    from reader.gui.app import run_window

    return run_window(arguments.file)


def _demo(arguments: argparse.Namespace) -> int:
    from reader.demonstration import run_demo

    for path in run_demo(arguments.out, show=not arguments.headless):
        print(path)
    return 0


def _analyze(arguments: argparse.Namespace) -> int:
    from reader.assembly import load_parts
    from reader.export.json import dumps, write_json
    from reader.importers import read_article
    from reader.pipeline import collect

    article = read_article(arguments.file)
    analysis = collect(article, load_parts(arguments.engine))
    if arguments.out is None:
        sys.stdout.write(dumps(analysis))
    else:
        write_json(analysis, arguments.out)
        _tell(arguments, f"wrote {arguments.out}")
    return _stage_failures(analysis.problems)


def _export(arguments: argparse.Namespace) -> int:
    from reader.assembly import load_parts
    from reader.export import check_suffix, export
    from reader.importers import read_article
    from reader.pipeline import collect

    check_suffix(arguments.out)
    article = read_article(arguments.file)
    analysis = collect(article, load_parts(arguments.engine))
    export(analysis, arguments.out)
    _tell(arguments, f"wrote {arguments.out}")
    return _stage_failures(analysis.problems)


def _stage_failures(problems: Sequence[object]) -> int:
    for problem in problems:
        stage, message = getattr(problem, "stage", ""), getattr(problem, "message", "")
        print(f"qari: error: {stage}: {message}", file=sys.stderr)
    return 1 if problems else 0


def _translate(arguments: argparse.Namespace) -> int:
    from reader.assembly import load_parts
    from reader.streams import translate_lines

    translate_lines(load_parts(arguments.engine), sys.stdin, sys.stdout)
    return 0


def _gloss(_: argparse.Namespace) -> int:
    from reader.morphology.glosser import load_glosser
    from reader.streams import gloss_lines

    gloss_lines(load_glosser(), sys.stdin, sys.stdout)
    return 0


def _entities(_: argparse.Namespace) -> int:
    from reader.assembly import load_parts
    from reader.streams import entities_conll

    entities_conll(load_parts("draft"), sys.stdin, sys.stdout)
    return 0


def _data(arguments: argparse.Namespace) -> int:
    from reader.data import commands

    say = (lambda _: None) if arguments.quiet else print
    match arguments.action:
        case "list":
            commands.list_items(print)
        case "install":
            commands.install(arguments.what, say)
        case "remove":
            commands.remove(arguments.what, say)
        case "verify":
            commands.verify(arguments.what, say)
    return 0


def _doctor(arguments: argparse.Namespace) -> int:
    from reader.doctor import examine

    findings = examine()
    for finding in findings:
        if not arguments.quiet or not finding.ok:
            print(finding)
    return 0 if all(f.ok for f in findings if f.needed) else 1


def _self_test(arguments: argparse.Namespace) -> int:
    from reader.demonstration import self_test

    for line in self_test():
        _tell(arguments, line)
    return 0


def _tell(arguments: argparse.Namespace, message: str) -> None:
    if not arguments.quiet:
        print(message, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    common.add_argument(
        "-v", "--verbose", action="store_true", help="show where an error came from"
    )
    common.add_argument("--version", action="version", version=f"qari {__version__}")
    engine = argparse.ArgumentParser(add_help=False)
    engine.add_argument("--engine", default="auto", metavar="NAME", help=_ENGINE_HELP)

    parser = _Parser(
        prog="qari",
        parents=[common],
        description="Reads Arabic articles beside an offline English translation.",
        epilog="“qari FILE” opens the window on FILE, “qari” alone an empty one.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def add(
        name: str, run: Command, about: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, parents=[common, *parents], help=about, description=about
        )
        command.set_defaults(run=run)
        return command

    window = add("open", _window, "open the window, on FILE if given")
    window.add_argument("file", type=Path, nargs="?", metavar="FILE")

    demo = add("demo", _demo, "the main job on the bundled article")
    demo.add_argument("--out", type=Path, default=Path("demo"), metavar="DIR")
    demo.add_argument("--headless", action="store_true", help="open no window even on a display")

    analyze = add("analyze", _analyze, "the whole analysis of FILE as JSON", engine)
    analyze.add_argument("file", type=Path, metavar="FILE")
    analyze.add_argument("-o", "--out", type=Path, metavar="OUT.json")

    export = add("export", _export, "FILE with its translation, as OUT's suffix says", engine)
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("out", type=Path, metavar="OUT")

    add("translate", _translate, "Arabic lines on stdin, one English line out for each", engine)
    add("gloss", _gloss, "lines of Arabic words on stdin, a JSON list of glosses for each")
    entities = add("entities", _entities, "words on stdin, the same words with entity tags out")
    entities.add_argument("--conll", action="store_true", required=True, help="one word a line")

    data = add("data", _data, "dictionary and translation models: list, install, remove, verify")
    actions = data.add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=_Parser
    )
    actions.add_parser("list", parents=[common], help="what is there, and what can be had")
    install = actions.add_parser("install", parents=[common], help="by name, or from a local file")
    install.add_argument("what", metavar="NAME|FILE")
    remove = actions.add_parser("remove", parents=[common], help="take it off this machine")
    remove.add_argument("what", metavar="NAME")
    verify = actions.add_parser("verify", parents=[common], help="check what is installed")
    verify.add_argument("what", nargs="?", metavar="NAME")

    add("doctor", _doctor, "what works on this machine, and how to mend what does not")
    add("self-test", _self_test, "the main job on the bundled article, end to end")
    return parser


_COMMANDS = frozenset(
    "open demo analyze export translate gloss entities data doctor self-test".split()
)


def _with_command(arguments: list[str]) -> list[str]:
    """`qari`, `qari FILE` and `qari -v FILE` mean `qari open …`."""
    flags = {"-q", "--quiet", "-v", "--verbose"}
    for place, argument in enumerate(arguments):
        if argument in flags:
            continue
        if argument in _COMMANDS or argument in {"-h", "--help", "--version"}:
            return arguments
        return [*arguments[:place], "open", *arguments[place:]]
    return [*arguments, "open"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0 success, 1 the job failed, 2 wrong usage, 3
    the input was rejected, 4 something needed is not installed, 130 interrupted."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    verbose = "-v" in given or "--verbose" in given
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        parsed = _parser().parse_args(_with_command(given))
        run: Command = parsed.run
        return run(parsed)
    except QariError as error:
        if verbose:
            traceback.print_exc()
        print(f"qari: error: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; keep Python from complaining when it flushes.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
