"""Bytes in memory answered with a range of them, as players ask while somebody moves the slider (RFC 9110, 14)."""

from __future__ import annotations

import re

from fastapi import Request
from fastapi.responses import Response

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def ranged(request: Request, content: bytes, media_type: str) -> Response:
    """One range; several at once, or one that cannot be read, get the whole."""
    found = _RANGE.fullmatch(request.headers.get("range", "").strip())
    headers = {"Accept-Ranges": "bytes"}
    if found is None or not (found[1] or found[2]):
        return Response(content, media_type=media_type, headers=headers)
    size = len(content)
    if found[1]:
        first, last = int(found[1]), min(int(found[2]) if found[2] else size - 1, size - 1)
    else:
        first, last = max(size - int(found[2]), 0), size - 1
    if first > last:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Response(content[first : last + 1], 206, headers, media_type)
