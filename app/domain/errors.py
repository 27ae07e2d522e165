"""Everything that can go wrong above the devices, drawn as one tree.

    TerminalError               code, message, what_to_do, exit_code
    ├── WrongInput              2   a person typed or a file holds what cannot be taken
    │   ├── ItemUnknown         2   no such service item
    │   ├── FormInvalid         2   a field breaks its check; carries the field and the sentence
    │   ├── FeeWasPaid          2   a correction would change an amount that was paid
    │   ├── ConfigInvalid       2   station.toml or the environment cannot be used
    │   └── OperatorRefused     2   number or PIN wrong, locked, list too old, or not allowed
    ├── CentreUnreachable       5   nothing answered, or not what a centre answers; all is kept
    ├── CentreRefused           6   the centre understood and said no
    │   ├── NothingOnRecord     6   the office that was asked holds nothing of this person
    │   └── OtherStationKind    6   the enrolment code is right, and meant for another kind of station
    ├── StorageProblem          7   disk full, wrong key, damaged, read-only
    │   ├── WrongKey            7
    │   ├── DiskFull            7
    │   ├── DataDirReadOnly     7
    │   ├── DataDirBusy         7   another terminal runs on the same data directory
    │   └── StationFrozen       7   nothing new is taken for now: see app.domain.freeze
    └── OurFault                70  a defect of this program

`message` and `what_to_do` are Chinese sentences for a person; they never hold personal data.
The exit codes are those of the contract for the command line.
"""

from __future__ import annotations

from typing import ClassVar


class TerminalError(Exception):
    """Root of the tree. `code` is stable and goes into logs; the rest is for people."""

    code: ClassVar[str] = "APP-000"
    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, what_to_do: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.what_to_do = what_to_do


class WrongInput(TerminalError):
    code = "APP-100"
    exit_code = 2


class ItemUnknown(WrongInput):
    code = "APP-101"


class FormInvalid(WrongInput):
    """`field` names the form field; `message` is the sentence shown under its label."""

    code = "APP-102"

    def __init__(self, field: str, message: str, what_to_do: str = "") -> None:
        super().__init__(message, what_to_do)
        self.field = field


class FeeWasPaid(WrongInput):
    """A correction would change an amount that was paid."""

    code = "APP-105"


class ConfigInvalid(WrongInput):
    code = "APP-103"


class OperatorRefused(WrongInput):
    code = "APP-104"


class CentreUnreachable(TerminalError):
    code = "APP-500"
    exit_code = 5


class CentreRefused(TerminalError):
    code = "APP-600"
    exit_code = 6


class NothingOnRecord(CentreRefused):
    """The office that was asked holds nothing of this person."""

    code = "APP-602"


class OtherStationKind(CentreRefused):
    """The enrolment code is right, and meant for another kind of station; it is not used up."""

    code = "APP-603"


class StorageProblem(TerminalError):
    code = "APP-700"
    exit_code = 7


class WrongKey(StorageProblem):
    code = "APP-701"


class DiskFull(StorageProblem):
    code = "APP-702"


class DataDirReadOnly(StorageProblem):
    code = "APP-703"


class DataDirBusy(StorageProblem):
    code = "APP-704"


class StationFrozen(StorageProblem):
    code = "APP-706"


class OurFault(TerminalError):
    code = "APP-900"
    exit_code = 70
