"""What of a form is before a camera right now, or was a moment ago."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taking:
    """`field` names the field; `live`: the camera shows its picture; `busy`: one is being taken. `advice` would make a
    better page, `failed`: the camera did not answer; both stand until the next attempt."""

    field: str = ""
    live: bool = False
    busy: bool = False
    advice: str = ""
    failed: bool = False

    @property
    def goes_on(self) -> bool:
        return self.live or self.busy


NOT_TAKING = Taking()
