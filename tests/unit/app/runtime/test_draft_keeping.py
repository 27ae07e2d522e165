"""What is kept of a case at a desk comes back as it was, the medical check with it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.agency import Agency
from app.domain.drafts import KeptDraft
from app.domain.service_item import StepKind
from app.journeys.draft import Draft
from app.journeys.medical import Part, repeat
from app.runtime.draft_keeping import draft_of, kept_of
from tests.journeys.items import CARD, item
from tests.unit.app.journeys.medical.examined import at_acts, at_vision, fresh, whole

AGENT = replace(CARD, name="李秀英", id_number="330782198802034524", portrait=b"another")
NOW = datetime(2026, 3, 18, 2, 0, tzinfo=UTC)
DRAFT = Draft("case-1", CARD, "matched", consented=True, form={"first_field": "卡"}, scans={"bank-card": b"jpeg"})


def kept(draft: Draft) -> KeptDraft:
    """As the store gives it back: what it holds went through JSON."""
    told = kept_of(item(), draft, StepKind.MEDICAL, "0007", NOW)
    return replace(told, content=json.loads(json.dumps(told.content)))


@pytest.mark.parametrize(
    "exam", [None, at_vision(fresh()), at_acts(fresh()), whole(fresh()), repeat(whole(fresh()), Part.COLOUR)]
)
def test_the_check_goes_on_where_it_was(exam: object) -> None:
    draft = replace(DRAFT, medical=exam)  # type: ignore[arg-type]
    assert draft_of(kept(draft)) == draft


@pytest.mark.parametrize(
    "agency",
    [
        Agency(),
        Agency(AGENT, date(2026, 3, 18)),
        Agency(AGENT, date(2026, 3, 18), {"principal_name": "王建国", "relation": "child"}),
        Agency(AGENT, date(2026, 3, 18), {"relation": "child", "reason": "away"}, is_read=True),
    ],
)
def test_whoever_acts_for_another_goes_on_too(agency: Agency) -> None:
    principal = CARD if agency.is_read else None
    draft = replace(DRAFT, card=principal, agency=agency)
    assert draft_of(kept(draft)) == draft


def test_what_the_form_took_comes_back_page_after_page() -> None:
    taken = {"papers": tuple(bytes([at]) for at in range(12)), "witness.name": (b"png",)}
    draft = replace(DRAFT, taken=taken, known={"file.phone": "13812345678"})
    assert draft_of(kept(draft)) == draft


def test_what_was_kept_before_there_was_a_check_is_read_too() -> None:
    told = kept(DRAFT)
    before = {name: value for name, value in told.content.items() if name != "medical"}
    assert draft_of(replace(told, content=before)) == DRAFT


def test_a_check_that_nobody_wrote_is_refused() -> None:
    told = kept(DRAFT)
    with pytest.raises((KeyError, TypeError, ValueError)):
        draft_of(replace(told, content={**told.content, "medical": {"seed": "x"}}))
