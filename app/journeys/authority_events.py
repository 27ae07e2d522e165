"""What can happen while an agent shows, at the glass, that they may act."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class AuthorityWay(StrEnum):
    """How the paper comes: the principal stands here and signs, it is scanned, or it is shown later."""

    SIGN = "sign"
    SCAN = "scan"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class AuthorityChosen:
    way: AuthorityWay


@dataclass(frozen=True, slots=True)
class PowerSigned:
    """The principal's signature: PNG of the strokes, black on transparent."""

    png: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PowerWasWritten:
    """The power of attorney as a sealed PDF."""

    pdf: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PowerNotWritten:
    pass


AuthorityEvent = AuthorityChosen | PowerSigned | PowerWasWritten | PowerNotWritten
