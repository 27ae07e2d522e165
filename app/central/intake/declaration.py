"""What a station says of one attachment in `Upload-Metadata`, the same by tus and in a batch. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

RULES = {
    "case_id": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "name": re.compile(r"[^\x00-\x1f/\\]{1,100}"),
    "media_type": re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,39}"),
    "size": re.compile(r"[0-9]{1,12}"),
    "sha256": re.compile(r"[0-9a-f]{64}"),
}


@dataclass(frozen=True, slots=True)
class Declared:
    """`size` and `sha256` are those of the plain bytes."""

    case_id: str
    name: str
    media_type: str
    size: int
    sha256: str


def declared(told: Mapping[str, str]) -> Declared | str:
    """The declaration, or the name of the first key that is missing or wrong."""
    for key, rule in RULES.items():
        if not rule.fullmatch(told.get(key, "")):
            return key
    return Declared(told["case_id"], told["name"], told["media_type"], int(told["size"]), told["sha256"])
