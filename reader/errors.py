"""Everything Qari tells the user went wrong, sorted by who can mend it.

    QariError                 the job failed                                exit 1
    ├── UsageError            the command was given wrongly                 exit 2
    ├── InputError            the document cannot be read                   exit 3
    ├── MissingPartError      a dictionary, model or program is absent      exit 4
    ├── BrokenPartError       an installed part is damaged                  exit 4
    ├── OutputError           a result could not be written                 exit 1
    └── Cancelled             the user stopped the job                      exit 130

Each carries one line for the user: what, where, what to do. Anything that is not a QariError is a
bug and is left to propagate.
"""

from __future__ import annotations

__all__ = [
    "BrokenPartError",
    "Cancelled",
    "InputError",
    "MissingPartError",
    "OutputError",
    "QariError",
    "UsageError",
]


class QariError(Exception):
    """A failure told to the user in one line; `exit_code` is the command's exit status."""

    exit_code = 1


class UsageError(QariError):
    exit_code = 2


class InputError(QariError):
    exit_code = 3


class MissingPartError(QariError):
    exit_code = 4


class BrokenPartError(QariError):
    exit_code = 4


class OutputError(QariError):
    exit_code = 1


class Cancelled(QariError):
    exit_code = 130
