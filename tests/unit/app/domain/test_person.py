"""A person never slips into a log by way of a printed object."""

from __future__ import annotations

from app.domain.case import NewAttachment, Submission
from app.domain.evaluation import Grade
from app.domain.ports import MailingSlip
from app.journeys.draft import Draft
from app.journeys.states import AtStep, Finishing, LookingUp
from tests.journeys.items import ALL_STEPS, CARD, CASE, item

SECRETS = (CARD.name, CARD.id_number, "13805785678", "柳叶路")


def test_nothing_that_holds_a_person_says_so_when_printed() -> None:
    slip = MailingSlip("code", "http://127.0.0.1/m/code", True, CARD.name, "13805785678", "柳叶路 18 号")
    draft = Draft(
        "case-1", card=CARD, form={"phone": "13805785678", "address": "柳叶路 18 号"}, slip=slip, photo=b"jpeg"
    )
    things = (
        CARD,
        draft,
        slip,
        AtStep(item(*ALL_STEPS), ALL_STEPS, 0, draft),
        Finishing(item(*ALL_STEPS), ALL_STEPS, draft, CASE),
        LookingUp(card=CARD),
        Submission(
            "case-1", "item", "1", {"applicant": {"name": CARD.name}}, (NewAttachment("photo", "image/jpeg", b""),)
        ),
    )
    for thing in things:
        assert not any(secret in repr(thing) for secret in SECRETS), type(thing).__name__


def test_only_bad_grades_want_a_reason() -> None:
    assert [grade for grade in Grade if grade.needs_reason] == [Grade.BAD, Grade.VERY_BAD]
