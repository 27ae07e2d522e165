"""Some answers of a form made anew: each checked by itself, none where the whole form was asked for."""

from __future__ import annotations

import pytest

from app.catalogue import load_catalogue
from app.catalogue.correction import check_correction, correctable_parts
from app.catalogue.samples import make_sample
from app.domain.case import NewAttachment
from app.domain.errors import FormInvalid, WrongInput

ITEM = load_catalogue().item("residence-permit-application")
PHONE = {"phone": "13912345678"}


def test_answers_alone_are_taken_without_the_rest_of_the_form():
    check_correction(ITEM, "form", {"fields": PHONE}, ())


def test_the_whole_form_is_checked_as_a_whole():
    check_correction(ITEM, "form", {"form": make_sample(ITEM, 1).data["form"]}, ())
    with pytest.raises(FormInvalid):
        check_correction(ITEM, "form", {"form": PHONE}, ())


@pytest.mark.parametrize(
    ("data", "field"),
    [({"phone": "139"}, "phone"), ({"no_such": "1"}, "no_such"), ({"phone": 139}, "phone"), ({"phone": ""}, "phone")],
)
def test_an_answer_that_does_not_hold_names_its_field(data, field):
    with pytest.raises(FormInvalid) as told:
        check_correction(ITEM, "form", {"fields": data}, ())
    assert told.value.field == field


@pytest.mark.parametrize("data", [{}, {"fields": {}}, {"fields": "phone"}, {"fields": PHONE, "form": PHONE}])
def test_what_corrects_nothing_or_twice_is_refused(data):
    with pytest.raises(WrongInput):
        check_correction(ITEM, "form", data, ())


def test_answers_do_not_travel_with_another_part():
    photo = make_sample(ITEM, 1).attachments["photo"]
    check_correction(ITEM, "photo", {}, (photo,))
    with pytest.raises(WrongInput):
        check_correction(ITEM, "photo", {"fields": PHONE}, (photo,))
    with pytest.raises(WrongInput):
        check_correction(ITEM, "form", {"fields": PHONE}, (NewAttachment("photo", "image/jpeg", photo.content),))


@pytest.mark.parametrize("part", ["payment", "record", "certificate", "applicant", "agent", "face", "consent"])
def test_what_somebody_else_said_is_not_corrected(part):
    assert part not in correctable_parts(ITEM)
    with pytest.raises(WrongInput):
        check_correction(ITEM, part, {part: {"status": "paid", "name": "王芳"}}, ())
