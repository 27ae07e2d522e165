"""A batch as one body of bytes: no base64, no JSON around what is sealed (docs/integration/batches.md).

    length of the head (4 bytes, big-endian)  head: zstd(JSON)  the payloads, one behind the other

The head: `events` as in a JSON batch but without `payload`, `lengths` of the payloads in bytes, `seal` (base64) the
sealed key of the batch, `own` the places of those payloads that are age files by themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

from app.central.batch_seal import SEALED_KEY_LIMIT_BYTES
from app.central.sealing import SealBroken, from_base64, unpacked

MEDIA_TYPE = "application/vnd.bianmin.events"
HEAD_LIMIT_BYTES = 4 * 1024 * 1024
_LENGTH_BYTES = 4


class Packed(NamedTuple):
    """One event of such a batch. `seal` is the batch's sealed key, or empty: `payload` is an age file then."""

    told: object
    payload: bytes
    seal: bytes
    place: int


class NotPacked(ValueError):
    """The body is not what its media type says."""


def packed_events(body: bytes, most: int) -> list[Packed]:
    """At most `most` of them. Raises NotPacked."""
    begin = _LENGTH_BYTES + int.from_bytes(body[:_LENGTH_BYTES], "big")
    if begin > len(body):
        raise NotPacked
    head = _head(body[_LENGTH_BYTES:begin])
    events, lengths, own = head.get("events"), head.get("lengths"), head.get("own", [])
    if not isinstance(events, list) or not isinstance(own, list) or len(events) > most:
        raise NotPacked
    if not isinstance(lengths, list) or len(lengths) != len(events) or not all(map(_is_count, lengths)):
        raise NotPacked
    if begin + sum(lengths) != len(body):
        raise NotPacked
    return list(_cut(body, begin, events, lengths, _seal(head.get("seal", "")), {*filter(_is_count, own)}))


def _cut(
    body: bytes, at: int, events: list[object], lengths: list[int], seal: bytes, own: set[int]
) -> Iterator[Packed]:
    for place, (told, length) in enumerate(zip(events, lengths, strict=True)):
        yield Packed(told, body[at : at + length], b"" if place in own else seal, place)
        at += length


def _head(packed: bytes) -> dict[str, Any]:
    try:
        head = parsed(unpacked(packed, HEAD_LIMIT_BYTES))
    except (SealBroken, ValueError, RecursionError) as error:
        raise NotPacked from error
    if not isinstance(head, dict):
        raise NotPacked
    return head


def parsed(plain: bytes) -> Any:
    """A batch in JSON: half of a surrogate pair is the fault of its event alone, the slower parser lets it pass.

    Raises ValueError, RecursionError.
    """
    try:
        return orjson.loads(plain)
    except orjson.JSONDecodeError:
        return json.loads(plain.decode())


def _seal(told: object) -> bytes:
    if not isinstance(told, str) or len(told) > SEALED_KEY_LIMIT_BYTES:
        raise NotPacked
    try:
        return from_base64(told)
    except SealBroken as error:
        raise NotPacked from error


def _is_count(told: object) -> bool:
    return isinstance(told, int) and not isinstance(told, bool) and told >= 0
