"""What a batch brought, kind by kind."""

from __future__ import annotations

from datetime import UTC, datetime

from app.central.intake.by_kind import ByKind
from app.central.intake.messages import CaseEvaluated, DocumentPrinted, NoticeGiven

CASE = "0197a000-0000-7000-8000-000000000001"


def test_payloads_stand_under_their_kind_in_their_order() -> None:
    at = datetime(2026, 11, 26, tzinfo=UTC)
    printed = [DocumentPrinted(case_id=CASE, number=n, job_id="j", outcome="taken", at=at) for n in ("1", "2")]
    graded = CaseEvaluated.model_construct(case_id=CASE)

    payloads = ByKind([printed[0], graded, printed[1]])

    assert list(payloads.of(DocumentPrinted)) == printed
    assert list(payloads.of(CaseEvaluated)) == [graded]
    assert not payloads.of(NoticeGiven)
