"""Names and sizes of what lies on the medium. The centre has its own reading of them: no code is shared."""

from __future__ import annotations

import re

PACKAGE_FORMAT = "bianmin-medium/1"
ANSWER_FORMAT = "bianmin-medium-answer/1"
MANIFEST_TYPE = "bianmin-manifest+jws"
ANSWER_TYPE = "bianmin-answer+jws"

MANIFEST_NAME = "manifest.jws"
INDEX_NAME = "attachments.age"
SEALS_NAME = "audit-seals.json"
UNFINISHED = ".part"

EVENTS_PER_PART = 100
EVENT_BYTES_PER_PART = 4 << 20
UPLOADS_AT_ONCE = 200
"""Rows read from the store in one question."""
FILES_PER_FOLDER = 1000
"""FAT keeps the names of a folder in one list of limited length."""
VERDICTS_AT_ONCE = 500
"""Settled in one transaction."""
ANSWER_MAX_BYTES = 64 << 20
ROOM_TO_SPARE_BYTES = 1 << 20
"""On the medium, beyond what the attachments come to."""


def package_prefix(station_id: str) -> str:
    return f"bianmin-{station_id}-"


def is_package(name: str, station_id: str) -> bool:
    """Whether a package of exactly this station carries this name: `hall` is not `hall-01`."""
    return re.fullmatch(re.escape(package_prefix(station_id)) + r"[0-9]{8}T[0-9]{6}Z-[0-9]+", name) is not None


def events_part(number: int) -> str:
    return f"events/{number:06d}.json.zst"


def attachment_part(number: int) -> str:
    return f"attachments/{number // FILES_PER_FOLDER:03d}/{number:06d}.age"


def answer_name(package: str) -> str:
    return f"answer-{package}.jws"
