"""What an application may say of papers that came from the person's file."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalogue import load_catalogue
from app.catalogue.application import check_application
from app.catalogue.reused import taken_on
from app.catalogue.samples import make_sample
from app.domain.errors import WrongInput

ITEM = load_catalogue().item("residents-pension-registration")
SAMPLE = make_sample(ITEM, 1)
PAPER = {"taken_on": "2026-03-02", "number": "BM01-1"}


def checked(part: Any) -> None:
    check_application(ITEM, {**SAMPLE.data, "person_file": part}, tuple(SAMPLE.attachments.values()))


def test_papers_and_answers_that_were_allowed_are_taken() -> None:
    checked({"agreed": True, "materials": {"household-register": PAPER}, "answers": {"phone": "file.phone"}})
    checked({"agreed": False})


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"agreed": False, "materials": {"household-register": PAPER}}, "没有同意"),
        ({"answers": {"phone": "file.phone"}}, "没有同意"),
        ({"agreed": True, "materials": {"signature": PAPER}}, "不是从个人档案来的"),
        ({"agreed": True, "materials": {"tax-return": PAPER}}, "不是从个人档案来的"),
        ({"agreed": True, "materials": {"household-register": {**PAPER, "taken_on": "spring"}}}, "没写是哪天"),
        ({"agreed": True, "answers": {"shoe_size": "file.phone"}}, "没有“shoe_size”"),
        ({"agreed": True, "more": 1}, "写法不对"),
        ({"agreed": True, "materials": ["household-register"]}, "写法不对"),
    ],
)
def test_what_was_taken_without_leave_or_is_not_what_it_is_said_to_be_is_refused(part: Any, said: str) -> None:
    with pytest.raises(WrongInput, match=said):
        checked(part)


def test_of_what_was_new_no_earlier_day_is_known() -> None:
    told = {"person_file": {"agreed": True, "materials": {"household-register": PAPER}}}
    assert str(taken_on(told, "household-register")) == "2026-03-02"
    assert taken_on(told, "signature") is None
    assert taken_on({}, "household-register") is None
