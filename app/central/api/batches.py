"""From a request's body to a batch: JSON alone, or JSON with small sealed attachments behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.central.api import multipart
from app.central.api.problems import Problem
from app.central.intake import packed
from app.central.intake.messages import SentEvent
from app.central.intake.small_files import LARGEST_SEALED_BYTES, SentFile

JSON = "application/json"
MAX_BATCH = 1_000
MAX_FILES = multipart.MAX_PARTS - 1

_BATCH_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["events"],
    "description": "Each event is judged by itself: one that cannot be read is rejected, the others are taken.",
    "properties": {
        "events": {"type": "array", "maxItems": MAX_BATCH, "items": {"anyOf": [SentEvent.model_json_schema(), {}]}},
    },
}
_PACKED = (
    "The length of the head (4 bytes, big-endian), the head (zstd of JSON), the payloads one behind the other. Head:"
    " `events` without `payload`, `lengths` of the payloads, `seal`: base64 of an age file of the batch's key of 32"
    " bytes, `own`: places of payloads that are age files. Any other payload is ChaCha20-Poly1305 over zstd(JSON), its"
    " nonce the place in 12 bytes."
)
_MIXED = (
    f"First part `application/json` or `{packed.MEDIA_TYPE}` with the batch; each further part"
    f" `application/octet-stream`: one sealed attachment, at most {LARGEST_SEALED_BYTES} bytes; at most {MAX_FILES} of"
    " them, with `Content-Disposition: attachment;"
    ' filename="SHA-256 of the sealed bytes"` and `Upload-Metadata` as in tus.'
)
BODY_DOCUMENTED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": _BATCH_SCHEMA},
            packed.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary", "description": _PACKED}},
            multipart.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary", "description": _MIXED}},
        },
    }
}


@dataclass(frozen=True, slots=True)
class Batch:
    events: Sequence[object]
    files: tuple[SentFile, ...] = ()


def read_batch(content_type: str, body: bytes) -> Batch:
    """Raises Problem: 400, 413, 415 or 422."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in _READERS:
        return Batch(_READERS[kind](body))
    if kind != multipart.MEDIA_TYPE:
        raise Problem(415, "content_type", f"只接受 {JSON}、{packed.MEDIA_TYPE} 或 {multipart.MEDIA_TYPE}。")
    parts = multipart.parts_of(body, multipart.boundary_of(content_type))
    first = parts[0].headers.get("content-type", "").partition(";")[0].strip().lower() if parts else ""
    if first not in _READERS:
        raise Problem(400, "multipart_malformed", f"第一部分要是 {JSON} 或 {packed.MEDIA_TYPE}。")
    files = (
        SentFile(each.headers.get("content-disposition", ""), each.headers.get("upload-metadata", ""), each.content)
        for each in parts[1:]
    )
    return Batch(_READERS[first](parts[0].content), tuple(files))


def _events(content: bytes) -> list[object]:
    try:
        told = packed.parsed(content)
    except (ValueError, RecursionError) as error:
        raise Problem(422, "request_invalid", "请求不是 JSON。") from error
    events = told.get("events") if isinstance(told, dict) else None
    if not isinstance(events, list) or len(events) > MAX_BATCH:
        raise Problem(422, "request_invalid", f"events 要是一个列表，最多 {MAX_BATCH} 条。")
    return events


def _packed(content: bytes) -> Sequence[object]:
    try:
        return packed.packed_events(content, MAX_BATCH)
    except packed.NotPacked as error:
        raise Problem(422, "request_invalid", f"请求不是 {packed.MEDIA_TYPE}，或多于 {MAX_BATCH} 条。") from error


_READERS: dict[str, Callable[[bytes], Sequence[object]]] = {JSON: _events, packed.MEDIA_TYPE: _packed}
