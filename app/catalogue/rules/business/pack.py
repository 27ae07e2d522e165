"""One version of the rules by which individual businesses are registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.catalogue.rules.dated import Doubt, Head
from app.domain.local_text import LocalText


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Words that no trade name may contain, and why."""

    words: tuple[str, ...]
    why: LocalText


@dataclass(frozen=True, slots=True)
class Scope:
    """A standard entry of what is done. `licensed`: allowed by another office before the doors open (许可项目).
    `permit`: a permit is needed before the registration; it says which and where to go."""

    name: str
    licensed: bool
    permit: LocalText | None


@dataclass(frozen=True, slots=True)
class BusinessPack:
    """`county` is the code of the place the authority registers for, `place` what names begin with; `industries` and
    `organisations` are the words of a name by the values of the form, `taken` names registered elsewhere before."""

    head: Head
    county: str
    place: str
    age: int
    least: int
    most: int
    forbidden: tuple[Forbidden, ...]
    industries: Mapping[str, str]
    organisations: Mapping[str, str]
    scopes: Mapping[str, Scope]
    taken: frozenset[str]
    doubts: tuple[Doubt, ...]
