"""The command line: `qari`, also `python -m reader`.

Each command is one function; it raises QariError, and `main` turns that into one line on stderr and
the exit code. Heavy parts are imported by the command that needs them, so that `--help` is instant.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import sys
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader.arguments import Command, parser, with_command
from reader.errors import InputError, QariError, UsageError
from reader.model import Problem

if TYPE_CHECKING:
    from reader.pipeline import Parts
    from reader.streams import Input

__all__ = ["main"]

# A file may be called anything: nothing of its name may break the line or steer the terminal.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def _window(arguments: argparse.Namespace) -> int:
    from reader.gui.app import run_window

    return run_window(arguments.file)


def _demo(arguments: argparse.Namespace) -> int:
    from reader.demonstration import run_demo, show_window

    demo = run_demo(arguments.out, headless=arguments.headless)
    for path in demo.paths:
        print(path, flush=True)
    if demo.display:
        show_window()
    return _stage_failures(demo.problems)


def _engines(name: str) -> Parts:
    """The engines, loaded; what is left out of them is told on stderr."""
    from reader.assembly import load_parts

    return load_parts(name, tell=_complain)


def _analyze(arguments: argparse.Namespace) -> int:
    from reader.export.json import dumps, write_json
    from reader.files import check_writable
    from reader.importers import read_article
    from reader.pipeline import collect

    if arguments.out is not None:
        _check_apart(arguments.file, arguments.out)
        check_writable(arguments.out)
    article = read_article(arguments.file)
    analysis = collect(article, _engines(arguments.engine))
    if arguments.out is None:
        sys.stdout.write(dumps(analysis))
    else:
        write_json(analysis, arguments.out)
        _tell(arguments, f"wrote {arguments.out}")
    return _stage_failures(analysis.problems)


def _export(arguments: argparse.Namespace) -> int:
    from reader.export import check_suffix, export
    from reader.importers import read_article
    from reader.pipeline import collect

    _check_apart(arguments.file, arguments.out)
    check_suffix(arguments.out)
    article = read_article(arguments.file)
    analysis = collect(article, _engines(arguments.engine))
    export(analysis, arguments.out)
    _tell(arguments, f"wrote {arguments.out}")
    return _stage_failures(analysis.problems)


def _check_apart(file: Path, out: Path) -> None:
    """Raises UsageError where the result would be written over the article."""
    with contextlib.suppress(OSError, ValueError):
        if out.samefile(file):
            raise UsageError(f"{out} is the article itself; name another file for the result")


def _stage_failures(problems: Sequence[Problem]) -> int:
    for problem in problems:
        _complain(f"{problem.stage}: {problem.message}")
    return 1 if problems else 0


def _translate(arguments: argparse.Namespace) -> int:
    from reader.streams import translate_lines

    translate_lines(_engines(arguments.engine), _stdin(), sys.stdout)
    return 0


def _gloss(_: argparse.Namespace) -> int:
    from reader.morphology.glosser import load_glosser
    from reader.streams import gloss_lines

    gloss_lines(load_glosser(), _stdin(), sys.stdout)
    return 0


def _entities(_: argparse.Namespace) -> int:
    from reader.streams import entities_conll

    entities_conll(_engines("draft"), _stdin(), sys.stdout)
    return 0


def _stdin() -> Input:
    """Standard input as bytes: what a line is must not depend on the system's text mode."""
    if sys.stdin is None:
        raise InputError("there is no standard input; give the lines through a pipe or a file")
    source: Input = sys.stdin.buffer  # type: ignore[assignment]  # typed without its read1
    return source


def _data(arguments: argparse.Namespace) -> int:
    from reader.data import commands

    say = (lambda _: None) if arguments.quiet else print
    match arguments.action:
        case "list":
            commands.list_items(print, online=arguments.online)
        case "install":
            commands.install(arguments.what, say)
        case "remove":
            commands.remove(arguments.what, say)
        case "verify":
            commands.verify(arguments.what, say)
    return 0


def _memory(arguments: argparse.Namespace) -> int:
    from reader.library import commands

    say = partial(_tell, arguments)
    match arguments.action:
        case "import":
            commands.import_memory(arguments.file, say)
        case "export":
            commands.export_memory(arguments.file, say)
        case "clear-cache":
            commands.clear_cache(say)
    return 0


def _knowledge(arguments: argparse.Namespace) -> int:
    from reader.knowledge import own_commands

    say = partial(_tell, arguments)
    match arguments.action:
        case "list":
            own_commands.list_own(print, _complain)
        case "import":
            own_commands.import_own(arguments.file, say, _complain, theirs=arguments.replace)
        case "export":
            own_commands.export_own(arguments.file, say)
    return 0


def _doctor(arguments: argparse.Namespace) -> int:
    from reader.doctor import examine

    able = True
    for finding in examine():
        able &= finding.ok or not finding.needed
        if not arguments.quiet or not finding.ok:
            print(finding, flush=True)
    return 0 if able else 1


def _self_test(arguments: argparse.Namespace) -> int:
    from reader.demonstration import self_test

    for line in self_test():
        _tell(arguments, line)
    return 0


def _tell(arguments: argparse.Namespace, message: str) -> None:
    if not arguments.quiet and sys.stderr:
        print(_one_line(message), file=sys.stderr)


def _complain(message: str) -> None:
    """One line on stderr; nothing where there is no stderr to write to."""
    if sys.stderr:
        with contextlib.suppress(OSError):
            print(f"qari: error: {_one_line(message)}", file=sys.stderr)


def _one_line(message: str) -> str:
    return _CONTROL.sub(lambda found: ascii(found.group())[1:-1], message)


_COMMANDS: Final[dict[str, Command]] = {
    "open": _window,
    "demo": _demo,
    "analyze": _analyze,
    "export": _export,
    "translate": _translate,
    "gloss": _gloss,
    "entities": _entities,
    "data": _data,
    "memory": _memory,
    "knowledge": _knowledge,
    "doctor": _doctor,
    "self-test": _self_test,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0 success, 1 the job failed, 2 wrong usage, 3
    the input was rejected, 4 something needed is not installed, 130 interrupted."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parsed = argparse.Namespace(verbose=False)
    try:
        _speak_utf8()
        status = _run(given, parsed)
        if sys.stdout:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _abandon_output()  # whoever read it has seen enough
        return 1
    except Exception as error:
        if parsed.verbose and sys.stderr:
            traceback.print_exc()
        if isinstance(error, OSError):
            _abandon_output()
        _complain(_explained(error))
        return error.exit_code if isinstance(error, QariError) else 1
    return status


def _run(given: list[str], parsed: argparse.Namespace) -> int:
    try:
        parser(_COMMANDS).parse_args(with_command(given, _COMMANDS), parsed)
    except SystemExit:  # after --help or --version
        return 0
    run: Command = parsed.run
    return run(parsed)


def _speak_utf8() -> None:
    """Whatever the locale says, so that Arabic gets through; odd file names get through too."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    if isinstance(sys.stdout, io.TextIOWrapper) and isinstance(sys.stdout.buffer, io.RawIOBase):
        # With PYTHONUNBUFFERED a full disk takes part of a result and nobody is told.
        sys.stdout = open(  # noqa: SIM115
            sys.stdout.fileno(),
            "w",
            encoding="utf-8",
            errors="surrogateescape",
            closefd=False,
        )


def _explained(error: Exception) -> str:
    match error:
        case QariError():
            return str(error)
        case OSError(filename=None):
            return f"cannot write the output ({error.strerror or error}); send it elsewhere"
        case OSError():
            return f"{error.filename}: {error.strerror or error}"
    return (
        f"an error in Qari itself ({type(error).__name__}: {error});"
        " please report it with what -v shows"
    )


def _abandon_output() -> None:
    """Lets Python end without another attempt to write what could not be written."""
    with contextlib.suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
