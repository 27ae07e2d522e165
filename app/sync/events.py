"""Sending one batch of events, and which of the centre's verdicts to believe."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import orjson
import zstandard

from app.domain.ports import EventVerdict, OutboxEvent
from app.domain.standing import NO_KEY_THERE
from app.sync import limits
from app.sync.failures import DETAIL_MAX, CentreAnsweredWrongly
from app.sync.json_answers import is_count
from app.sync.seal import Sealer

NO_KEY_THERE_SAID = "中心没有打开它的密钥，会自己再送；请告诉中心检查 keys 目录"
BODY_ZSTD_LEVEL = 1  # what is inside is sealed; only base64's fourth is there to be won


@dataclass(frozen=True, slots=True)
class Verdict:
    event_id: str
    verdict: EventVerdict
    reason: str


def next_batch(due: Sequence[OutboxEvent]) -> Sequence[OutboxEvent]:
    """The first of the due events that travel together: fewer where they failed before, never too many bytes."""
    batch: list[OutboxEvent] = []
    room, size = limits.EVENTS_PER_BATCH, 0
    for each in due:
        size += len(each.payload)
        if each.attempts:
            room = min(room, _company(each.attempts))
        if len(batch) >= room or (batch and size > limits.EVENT_BYTES_PER_BATCH):
            break
        batch.append(each)
    return batch


def _company(attempts: int) -> int:
    divisor: int = limits.BATCH_DIVISOR ** min(attempts, 8)
    return max(1, limits.EVENTS_PER_BATCH // divisor)


def read_verdicts(answer: Mapping[str, Any], batch: Sequence[OutboxEvent]) -> Sequence[Verdict]:
    """The verdicts on what was sent; one may be missing. Raises CentreAnsweredWrongly."""
    return _verdicts(answer.get("verdicts"), {each.id for each in batch})


def waits_for_a_key(verdict: EventVerdict, reason: str) -> bool:
    """Whether the centre could not open it, and will once its people have brought a key back."""
    return verdict is EventVerdict.REJECTED and reason in NO_KEY_THERE


def reached_by(answer: Mapping[str, Any]) -> int:
    """Up to which sequence number the centre has every event after this answer; 0 where it does not say."""
    told = answer.get("sequence")
    return told if is_count(told) else 0


def batch_body(batch: Sequence[OutboxEvent], station_id: str, sealer: Sealer) -> bytes:
    """Events as they travel alone, by HTTP or on a removable medium: JSON, zstd."""
    return compressed(batch_json(batch, station_id, sealer))


def batch_json(batch: Sequence[OutboxEvent], station_id: str, sealer: Sealer) -> bytes:
    told = {"events": [_told(each, station_id, sealer) for each in batch]}
    return orjson.dumps(told)


def compressed(plain: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=BODY_ZSTD_LEVEL).compress(plain)


def _told(event: OutboxEvent, station_id: str, sealer: Sealer) -> dict[str, Any]:
    sealed = event.payload if event.sealed_to else sealer.file(event.payload)
    return told_of(event, station_id) | {"payload": b64encode(sealed).decode("ascii")}


def told_of(event: OutboxEvent, station_id: str) -> dict[str, Any]:
    """All but what is sealed."""
    return {
        "id": event.id,
        "station_id": station_id,
        "sequence": event.sequence,
        "kind": event.kind,
        "case_id": event.case_id,
        "occurred_at": event.occurred_at.astimezone(UTC).isoformat(),
        "catalogue_version": event.catalogue_version,
        "payload_sha256": event.payload_sha256,
        **({"number": event.number} if event.number else {}),
    }


def _verdicts(told: Any, sent: set[str]) -> Sequence[Verdict]:
    """An answer that speaks of events never sent, or twice of one, is believed in nothing."""
    if not isinstance(told, list):
        raise CentreAnsweredWrongly("没有逐条结论")
    verdicts = [_verdict(each) for each in told]
    ids = [each.event_id for each in verdicts]
    if len(set(ids)) != len(ids) or not set(ids) <= sent:
        raise CentreAnsweredWrongly("结论说的不是发出的上报")
    return verdicts


def _verdict(told: Any) -> Verdict:
    try:
        reason = told.get("reason") or ""
        return Verdict(str(told["id"]), EventVerdict(told["verdict"]), str(reason)[:DETAIL_MAX])
    except (AttributeError, KeyError, TypeError, ValueError):
        raise CentreAnsweredWrongly("有一条结论读不懂") from None
