"""What of a form is before a camera right now."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taking:
    """`field` names the field; `live`: the camera shows its picture, otherwise a page lies under the document camera.
    `advice` would make a better page; `failed` names the field for which a camera did not answer."""

    field: str = ""
    live: bool = False
    busy: bool = False
    advice: str = ""
    failed: str = ""


NOT_TAKING = Taking()
