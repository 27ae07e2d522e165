"""What was asked for beforehand has come."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.person_file import PersonFile


@dataclass(frozen=True, slots=True)
class KnownCame:
    """On whatever step the sitting of this case is by now. `from_file`: from the person's file, not from licences."""

    case_id: str
    told: PersonFile = field(repr=False)
    from_file: bool = False


KnowingEvent = KnownCame
