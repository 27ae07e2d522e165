"""What is said of a batch: to its station, and to those of the centre who go on with what it brought."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import orjson

from app.central.intake.arrivals import FileVerdict
from app.domain.ports import EventVerdict


class News(StrEnum):
    """What came with a batch, once it is durable."""

    LARGE = "large"
    """Of LARGE_BATCH events or more."""
    CASES = "cases"
    """Cases, or corrections of them."""
    FEES = "fees"
    """A case whose fee is to be looked up."""
    RECHECKS = "rechecks"
    """Something to judge again."""


LARGE_BATCH = 100


class Verdict(NamedTuple):
    id: str
    verdict: EventVerdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """`expected` is the first sequence number that never came, `got` the next one that did."""

    expected: int
    got: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`sequence`: up to it every event of the station has been heard."""

    verdicts: tuple[Verdict, ...]
    gap: Gap | None
    sequence: int
    files: tuple[FileVerdict, ...] = ()
    news: frozenset[News] = frozenset()


def as_json(answer: Answer) -> bytes:
    """As the station gets it (`BatchAnswer` of the OpenAPI document)."""
    told: dict[str, Any] = {
        "verdicts": [{"id": v.id, "verdict": v.verdict, "reason": v.reason or None} for v in answer.verdicts],
        "gap": asdict(answer.gap) if answer.gap else None,
        "sequence": answer.sequence,
        "attachments": [
            {"sha256": each.sha256, "verdict": each.verdict.value, "reason": each.reason or None}
            for each in answer.files
        ],
    }
    return orjson.dumps(told)
