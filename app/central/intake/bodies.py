"""From a request's body to a batch: JSON alone, or JSON with small sealed attachments behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.central.intake import multipart, packed
from app.central.intake.refused_body import BodyRefused
from app.central.intake.small_files import SentFile

JSON = "application/json"
MAX_BATCH = 1_000
MAX_FILES = multipart.MAX_PARTS - 1


@dataclass(frozen=True, slots=True)
class Batch:
    events: Sequence[object]
    files: tuple[SentFile, ...] = ()


def read_body(content_type: str, body: bytes) -> Batch:
    """Raises BodyRefused: 400, 413, 415 or 422."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in _READERS:
        return Batch(_READERS[kind](body))
    if kind != multipart.MEDIA_TYPE:
        raise BodyRefused(415, "content_type", f"只接受 {JSON}、{packed.MEDIA_TYPE} 或 {multipart.MEDIA_TYPE}。")
    parts = multipart.parts_of(body, multipart.boundary_of(content_type))
    first = parts[0].headers.get("content-type", "").partition(";")[0].strip().lower() if parts else ""
    if first not in _READERS:
        raise BodyRefused(400, "multipart_malformed", f"第一部分要是 {JSON} 或 {packed.MEDIA_TYPE}。")
    files = (
        SentFile(each.headers.get("content-disposition", ""), each.headers.get("upload-metadata", ""), each.content)
        for each in parts[1:]
    )
    return Batch(_READERS[first](parts[0].content), tuple(files))


def _events(content: bytes) -> list[object]:
    try:
        told = packed.parsed(content)
    except (ValueError, RecursionError) as error:
        raise BodyRefused(422, "request_invalid", "请求不是 JSON。") from error
    events = told.get("events") if isinstance(told, dict) else None
    if not isinstance(events, list) or len(events) > MAX_BATCH:
        raise BodyRefused(422, "request_invalid", f"events 要是一个列表，最多 {MAX_BATCH} 条。")
    return events


def _packed(content: bytes) -> Sequence[object]:
    try:
        return packed.packed_events(content, MAX_BATCH)
    except packed.NotPacked as error:
        raise BodyRefused(422, "request_invalid", f"请求不是 {packed.MEDIA_TYPE}，或多于 {MAX_BATCH} 条。") from error


_READERS: dict[str, Callable[[bytes], Sequence[object]]] = {JSON: _events, packed.MEDIA_TYPE: _packed}
