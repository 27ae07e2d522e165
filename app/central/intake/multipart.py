"""`multipart/mixed` (RFC 2046) over a body that lies in memory already: bounded, no copies but of the parts themselves.

The body was bounded and unpacked before (`api/request_bodies`); here the number of parts and the size of their
headers are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.central.intake.refused_body import BodyRefused

MEDIA_TYPE = "multipart/mixed"
MAX_PARTS = 65
"""The batch and 64 attachments."""
HEADERS_LIMIT_BYTES = 8 * 1024
"""Of one part; `Upload-Metadata` alone may have 4 KB."""
_BOUNDARY = re.compile(r"""boundary=("[0-9A-Za-z'()+_,\-./:=? ]{1,70}"|[0-9A-Za-z'+_\-.]{1,70})(;|\s|$)""")


@dataclass(frozen=True, slots=True)
class Part:
    """Header names are in small letters."""

    headers: dict[str, str]
    content: bytes = field(repr=False)


def boundary_of(content_type: str) -> bytes:
    """Raises BodyRefused 400."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise _malformed()
    return found[1].strip('"').encode("ascii")


def parts_of(body: bytes, boundary: bytes) -> list[Part]:
    """Every part in its order. Raises BodyRefused: 400 for what is no multipart body, 413 for too many parts."""
    return list(_parts(body, b"\r\n--" + boundary))


def _parts(body: bytes, delimiter: bytes) -> Iterator[Part]:
    at = _begin(body, delimiter)
    for count in range(1, MAX_PARTS + 2):
        if body.startswith(b"--", at):
            return
        if count > MAX_PARTS:
            raise BodyRefused(413, "too_many_parts", "一次附件太多。")
        line = body.find(b"\r\n", at, at + HEADERS_LIMIT_BYTES)
        if line < 0 or body[at:line].strip(b" \t"):
            raise _malformed()
        headers, begin = _headers(body, line + 2)
        end = body.find(delimiter, begin - 2)  # an empty part shares its CRLF with the delimiter
        if end < 0:
            raise _malformed()
        yield Part(headers, body[begin : max(begin, end)])
        at = end + len(delimiter)
    raise _malformed()


def _begin(body: bytes, delimiter: bytes) -> int:
    """Behind the first delimiter; a preamble before it is passed over."""
    if body.startswith(delimiter[2:]):
        return len(delimiter) - 2
    found = body.find(delimiter, 0, HEADERS_LIMIT_BYTES)
    if found < 0:
        raise _malformed()
    return found + len(delimiter)


def _headers(body: bytes, at: int) -> tuple[dict[str, str], int]:
    if body.startswith(b"\r\n", at):
        return {}, at + 2
    end = body.find(b"\r\n\r\n", at, at + HEADERS_LIMIT_BYTES)
    if end < 0:
        raise _malformed()
    headers: dict[str, str] = {}
    for line in body[at:end].split(b"\r\n"):
        name, colon, value = line.partition(b":")
        if not colon:
            raise _malformed()
        headers[name.decode("latin-1").strip().lower()] = value.decode("latin-1").strip()
    return headers, end + 4


def _malformed() -> BodyRefused:
    return BodyRefused(400, "multipart_malformed", "请求不是正确的 multipart/mixed。")
