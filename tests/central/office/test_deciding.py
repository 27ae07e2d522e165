"""A case decided part by part at the office's pages, and how its station hears of it."""

from __future__ import annotations

from collections.abc import Callable

from app.central.administration import Administration
from tests.central.office.conftest import WHOLE_ITEM, Browser, Sent

ON_BOTH = True


def feed(sent: Sent) -> list[tuple[str, str]]:
    changes = sent.station.request("GET", "/api/v1/changes").json()["changes"]
    return [(each["kind"], each["status"]) for each in changes if each["case_id"] == sent.id]


def test_a_case_is_accepted_when_every_office_has_accepted_it(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent()
    assert hospital.decide(case.id, "accept").status_code == 303
    assert office.get_case(case.id)["status"] == "received"
    assert licensing.decide(case.id, "accept").status_code == 303
    assert office.get_case(case.id)["status"] == "accepted"
    assert feed(case) == [("case.status", "received"), ("case.status", "accepted")]


def test_one_part_is_returned_with_words_and_the_branch_hears_which(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, case = somebody("hospital"), sent()
    assert hospital.decide(case.id, "return", part="video", reason="录像太暗").status_code == 303
    assert office.get_case(case.id)["status"] == "returned"
    told = [each for each in case.station.request("GET", "/api/v1/changes").json()["changes"]][-1]
    assert (told["kind"], told["body"]) == (
        "case.correction",
        {"case_id": case.id, "parts": ["video"], "reason": "录像太暗"},
    )


def test_a_case_that_names_no_offices_is_decided_as_a_whole(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    licensing, case = somebody("licensing"), sent(WHOLE_ITEM)
    assert licensing.decide(case.id, "accept").status_code == 303
    assert office.get_case(case.id)["status"] == "accepted"
