"""A request's body taken in, whoever does it: the centre's own process or one beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.central.intake.answers import News, as_json
from app.central.intake.bodies import read_body
from app.central.intake.intake import Intake
from app.central.storage.stations import Station


@dataclass(frozen=True, slots=True)
class Taken:
    """`answer` is the JSON that the station gets; the rest is for figures and for those who go on with what came."""

    answer: bytes = field(repr=False)
    events: Mapping[str, int]
    files: Mapping[str, int]
    """How many, by verdict."""
    news: frozenset[News]
    spent: tuple[tuple[str, float], ...] = ()
    """Transactions in another process: `read` or `write`, and seconds."""


def take_body(intake: Intake, station: Station, content_type: str, body: bytes) -> Taken:
    """All of it is durable when it returns. Raises BodyRefused, NotIdentified, StorageProblem."""
    batch = read_body(content_type, body)
    answer = intake.take(station, batch.events, batch.files)
    events = Counter([each.verdict.value for each in answer.verdicts])
    files = Counter([each.verdict.value for each in answer.files])
    return Taken(as_json(answer), events, files, answer.news)
