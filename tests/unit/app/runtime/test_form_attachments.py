"""What a form took travels as attachments that the centre's own checks accept."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from app.catalogue.application import check_application
from app.domain.errors import WrongInput
from app.domain.service_item import Condition, ServiceItem
from app.journeys.draft import Draft
from app.runtime.submission import submission_of
from tests.form_catalogue import EVERY_THING, GIVEN, RECORD
from tests.unit.app.catalogue.test_forms import CARD


def picture(kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(out, kind)
    return out.getvalue()


TAKEN = {"picture": (picture(),), "pages": (picture(), picture()), "witness": (picture("PNG"),)}
DRAFT = Draft("case-1", CARD, consented=True, form=GIVEN, record=RECORD, taken=TAKEN, signature=picture("PNG"))


def sent(item: ServiceItem, draft: Draft) -> dict[str, str]:
    """Attachment → media type, of a submission that holds."""
    made = submission_of(item, draft, "self_service")
    check_application(item, made.data, made.attachments)
    return {each.name: each.media_type for each in made.attachments}


def test_each_is_what_its_field_takes_and_several_pages_are_one_paper() -> None:
    assert sent(EVERY_THING, DRAFT) == {
        "signature": "image/png",
        "picture": "image/jpeg",
        "pages": "application/pdf",
        "witness": "image/png",
    }


def test_one_page_stays_a_picture() -> None:
    one = replace(DRAFT, form={**GIVEN, "pages": "1"}, taken={**TAKEN, "pages": (picture(),)})
    assert sent(EVERY_THING, one)["pages"] == "image/jpeg"


def test_what_nobody_had_to_give_is_left_out() -> None:
    bare = replace(DRAFT, form={**GIVEN, "pages": "", "witness": ""}, taken={"picture": (picture(),), "pages": ()})
    assert set(sent(EVERY_THING, bare)) == {"signature", "picture"}


def test_what_was_taken_for_a_question_that_fell_away_stays_here() -> None:
    never = Condition(field="phone", filled=False)
    form = tuple(
        replace(page, fields=tuple(replace(each, show_when=never) for each in page.fields))
        if page.name == "pages"
        else page
        for page in (EVERY_THING.form[-1], *EVERY_THING.form[:-1])
    )
    assert "pages" not in sent(replace(EVERY_THING, form=form), DRAFT)


def test_pages_that_are_no_pictures_are_not_sent() -> None:
    with pytest.raises(WrongInput):
        submission_of(EVERY_THING, replace(DRAFT, taken={**TAKEN, "pages": (b"x", b"y")}), "self_service")
