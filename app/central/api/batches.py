"""From a request's body to a batch: JSON alone, or JSON with small sealed attachments behind it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import orjson

from app.central.api import multipart
from app.central.api.problems import Problem
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
_MIXED = (
    "First part `application/json` with the batch; each further part `application/octet-stream`: one sealed attachment"
    f" of at most {LARGEST_SEALED_BYTES} bytes, at most {MAX_FILES} of them, with `Content-Disposition: attachment;"
    ' filename="SHA-256 of the sealed bytes"` and `Upload-Metadata` as in tus.'
)
BODY_DOCUMENTED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": _BATCH_SCHEMA},
            multipart.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary", "description": _MIXED}},
        },
    }
}


@dataclass(frozen=True, slots=True)
class Batch:
    events: list[object]
    files: tuple[SentFile, ...] = ()


def read_batch(content_type: str, body: bytes) -> Batch:
    """Raises Problem: 400, 413, 415 or 422."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == JSON:
        return Batch(_events(body))
    if kind != multipart.MEDIA_TYPE:
        raise Problem(415, "content_type", f"只接受 {JSON} 或 {multipart.MEDIA_TYPE}。")
    parts = multipart.parts_of(body, multipart.boundary_of(content_type))
    if not parts or parts[0].headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise Problem(400, "multipart_malformed", "第一部分要是 application/json。")
    files = (
        SentFile(each.headers.get("content-disposition", ""), each.headers.get("upload-metadata", ""), each.content)
        for each in parts[1:]
    )
    return Batch(_events(parts[0].content), tuple(files))


def _events(content: bytes) -> list[object]:
    try:
        told = _parsed(content)
    except (ValueError, RecursionError) as error:
        raise Problem(422, "request_invalid", "请求不是 JSON。") from error
    events = told.get("events") if isinstance(told, dict) else None
    if not isinstance(events, list) or len(events) > MAX_BATCH:
        raise Problem(422, "request_invalid", f"events 要是一个列表，最多 {MAX_BATCH} 条。")
    return events


def _parsed(content: bytes) -> Any:
    """Half of a surrogate pair in one event is that event's fault alone: the slower parser lets it pass."""
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return json.loads(content.decode())
