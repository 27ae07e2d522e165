"""From what the centre counted to the row by which a case is ranked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.central.case_people import digest_of
from app.central.keys import CentreKeys
from app.central.points.ranking import HUNDREDTHS
from app.central.rechecking.scoring import Scored
from app.central.sealing import seal_json
from app.central.storage.cases import CaseRow
from app.central.storage.points import ScoreRow
from app.domain.formats import mask_name


def score_row(
    keys: CentreKeys, case: CaseRow, data: Mapping[str, Any], scored: Scored, at: datetime
) -> ScoreRow | None:
    """None where there is no score. Of the person nothing but a keyed hash and the sealed, masked name is kept."""
    score, applicant = scored.score, data.get("applicant")
    number = str(applicant.get("id_number", "")) if isinstance(applicant, Mapping) else ""
    if score is None or not number:
        return None
    name = str(applicant.get("name", "")) if isinstance(applicant, Mapping) else ""
    return ScoreRow(
        case_id=case.id,
        event_id=case.content,
        person=digest_of(keys.person, number),
        class_code=score.class_code,
        total=_hundredths(score.total),
        base=_hundredths(score.groups.get("base", Decimal(0))),
        bonus=_hundredths(score.groups.get("bonus", Decimal(0))),
        deductions=_hundredths(score.groups.get("deductions", Decimal(0))),
        uses=list(scored.uses),
        valid_until=date.fromisoformat(score.valid_until),
        pack_version=scored.version,
        holder=seal_json(keys.recipient, {"name": mask_name(name)}),
        judged_at=at,
    )


def _hundredths(points: Decimal) -> int:
    return int(points * HUNDREDTHS)
