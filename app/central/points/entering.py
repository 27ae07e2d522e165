"""Who is in a round: scored cases of its time, one a person, as they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from app.central.keys import CentreKeys
from app.central.points.ranking import Entered
from app.central.sealing import SealBroken, open_json
from app.central.storage import point_rounds, points
from app.central.storage.point_rounds import Round
from app.central.storage.points import Candidate
from app.domain.case import CaseStatus
from app.domain.formats import CHINA

COUNTED = (CaseStatus.ACCEPTED, CaseStatus.COMPLETED)
UNDECIDED = (CaseStatus.RECEIVED, CaseStatus.RETURNED)
REFUSED, WITHDRAWN, STRUCK = "refused", "withdrawn", "struck"
OUT_WORDS = {REFUSED: "不予受理", WITHDRAWN: "本人退出", STRUCK: "异议成立，取消"}
NOBODY = "（打不开）"


@dataclass(frozen=True, slots=True)
class Field:
    """The cases of a round's time. `doubtful`: the station's clock was set back, so a person has to look."""

    counted: tuple[Candidate, ...]
    undecided: tuple[Candidate, ...]
    doubtful: tuple[Candidate, ...]
    refused: frozenset[str]
    unscored: int

    @property
    def waiting(self) -> int:
        return len(self.undecided) + self.unscored


def closing(this: Round) -> datetime:
    """The first moment after the last day."""
    return day_begins(this.closes_on + timedelta(days=1))


def day_begins(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


def look(connection: Connection, this: Round) -> Field:
    since, until = day_begins(this.opens_on), closing(this)
    missed_since = point_rounds.final_before(connection, this)
    found = points.candidates(connection, this.item, since, until, missed_since)
    asked = [each for each in found if this.use in each.score.uses]
    good = [each for each in asked if each.score.valid_until >= this.closes_on]
    doubtful = [each for each in good if each.received_at >= until and points.was_set_back(connection, each, until)]
    clear = [each for each in good if each not in doubtful]
    return Field(
        counted=tuple(each for each in clear if each.status in COUNTED),
        undecided=tuple(each for each in clear if each.status in UNDECIDED),
        doubtful=tuple(doubtful),
        refused=frozenset(each.score.case_id for each in found if each.status == CaseStatus.REFUSED),
        unscored=points.unscored(connection, this.item, since, until),
    )


def bring_in(connection: Connection, keys: CentreKeys, this: Round, field: Field) -> None:
    """Enter who is not in it yet, one a person: the case submitted last is meant. What was counted anew counts, unless
    an objection has set the score."""
    known = {each.person: each for each in point_rounds.entered(connection, this.id)}
    for candidate in _last_of_each(field.counted):
        before = known.get(candidate.score.person)
        if before is None:
            point_rounds.enter(connection, this.id, _entered(keys, this, candidate))
            continue
        after = _as_it_stands(keys, this, before, candidate)
        if after != before:
            point_rounds.change_entered(connection, this.id, after)


def take_out_refused(connection: Connection, this: Round, field: Field) -> None:
    """Also from a final list: whoever comes behind moves up."""
    for each in point_rounds.entered(connection, this.id):
        if not each.out and each.case_id in field.refused:
            point_rounds.change_entered(connection, this.id, replace(each, out=REFUSED))


def _last_of_each(found: Iterable[Candidate]) -> list[Candidate]:
    """They come in the order in which they were submitted."""
    last: Mapping[bytes, Candidate] = {each.score.person: each for each in found}
    return list(last.values())


def _as_it_stands(keys: CentreKeys, this: Round, before: Entered, candidate: Candidate) -> Entered:
    if candidate.score.case_id != before.case_id:
        replaces = before.out == REFUSED or (not before.out and candidate.submitted_at > before.submitted_at)
        return _entered(keys, this, candidate) if replaces else before
    if before.adjusted or before.out:
        return before
    score = candidate.score
    return replace(
        before,
        class_code=score.class_code,
        total=score.total,
        base=score.base,
        bonus=score.bonus,
        deductions=score.deductions,
    )


def _entered(keys: CentreKeys, this: Round, candidate: Candidate) -> Entered:
    score = candidate.score
    return Entered(
        person=score.person,
        case_id=score.case_id,
        number=candidate.number,
        name=_name(keys, score.holder),
        class_code=score.class_code,
        total=score.total,
        base=score.base,
        bonus=score.bonus,
        deductions=score.deductions,
        submitted_at=candidate.submitted_at,
        late=candidate.received_at >= closing(this),
    )


def _name(keys: CentreKeys, holder: bytes) -> str:
    try:
        return str(open_json(keys.identity, holder).get("name", ""))
    except SealBroken:
        return NOBODY
