"""What the centre asks of another office's register, and of a licence library; a city writes its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class PresentPerson:
    """The person whose card lies on the reader."""

    name: str = field(repr=False)
    id_number: str = field(repr=False)
    kind: str


@dataclass(frozen=True, slots=True)
class HeldLicence:
    code: str
    name: str
    number: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)
    facts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What it says, by key, for a form that asks the same (`e_licence.CODE.KEY`)."""


class Register(Protocol):
    def record(self, person: PresentPerson, answers: Mapping[str, str], today: date) -> Mapping[str, Any] | None:
        """What the register holds, or None. `answers` are those of the form, where the item asks by them.

        Shape: the keys of the item's `query` (docs/integration/catalogue.md). Raises RegisterAway where it does not
        answer now.
        """


class LicenceRegister(Protocol):
    def licence(self, code: str, name: str, id_number: str, today: date) -> HeldLicence | None:
        """One the person holds, with what it says; or None."""
