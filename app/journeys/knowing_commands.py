"""What is asked of the machine beforehand, while the person goes on."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.person import IdentityCard


@dataclass(frozen=True, slots=True)
class AskPersonFile:
    """Ask the centre in the background; say `KnownCame`, or nothing where it does not answer."""

    case_id: str
    item_code: str
    card: IdentityCard = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskLicenceFacts:
    """The same of what e-licences say for the form."""

    case_id: str
    codes: tuple[str, ...]
    card: IdentityCard = field(repr=False)


KnowingCommand = AskPersonFile | AskLicenceFacts
