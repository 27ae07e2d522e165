"""The headers of tus 1.0.0, read and checked. Pure: no files, no database.

https://tus.io/protocols/resumable-upload
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
CHECKSUMS = ("sha1", "sha256", "sha512", "md5")
MAX_LENGTH_BYTES = 2 * 1024**3
PATCH_TYPE = "application/offset+octet-stream"
METADATA_LIMIT_CHARS = 4_096


class Unreadable(Exception):
    """`status` is the HTTP status the protocol asks for, `reason` a stable word."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Checksum:
    algorithm: str
    digest: bytes

    def hasher(self) -> Any:
        return hashlib.new(self.algorithm, usedforsecurity=False)


def number(headers: Mapping[str, str], name: str) -> int:
    text = headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Unreadable(400, f"{name.lower().replace('-', '_')}_wrong")
    return int(text)


def upload_length(headers: Mapping[str, str]) -> int:
    if "upload-defer-length" in headers:
        raise Unreadable(400, "upload_defer_length_not_offered")
    length = number(headers, "upload-length")
    if length > MAX_LENGTH_BYTES:
        raise Unreadable(413, "upload_too_large")
    return length


def metadata(headers: Mapping[str, str]) -> dict[str, str]:
    """`Upload-Metadata`: pairs `key base64(value)`, separated by commas; a key alone has the empty value."""
    text = headers.get("upload-metadata", "")
    if len(text) > METADATA_LIMIT_CHARS:
        raise Unreadable(400, "upload_metadata_too_long")
    if not (text.isascii() and text.isprintable()):  # it is kept, and said again in a header
        raise Unreadable(400, "upload_metadata_wrong")
    found: dict[str, str] = {}
    for pair in text.split(",") if text else ():
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise Unreadable(400, "upload_metadata_wrong") from error
    return found


def checksum(headers: Mapping[str, str]) -> Checksum | None:
    """`Upload-Checksum: sha1 base64`. An algorithm that is not offered is refused with 400, as the protocol asks."""
    text = headers.get("upload-checksum")
    if text is None:
        return None
    algorithm, _, value = text.partition(" ")
    if algorithm not in CHECKSUMS:
        raise Unreadable(400, "checksum_algorithm_not_offered")
    try:
        digest = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable(400, "upload_checksum_wrong") from error
    if not digest:
        raise Unreadable(400, "upload_checksum_wrong")
    return Checksum(algorithm, digest)


def check_version(headers: Mapping[str, str]) -> None:
    if headers.get("tus-resumable") != VERSION:
        raise Unreadable(412, "tus_version")


def check_patch_type(headers: Mapping[str, str]) -> None:
    if headers.get("content-type", "").partition(";")[0].strip() != PATCH_TYPE:
        raise Unreadable(415, "content_type_wrong")
