"""Forms that did not come from a page of this very session change nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.central.administration import Administration
from tests.central.office.conftest import Browser, Sent


def test_a_form_without_its_word_changes_nothing(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, case = somebody("hospital"), sent()
    seen = hospital.seen(case.id)
    for csrf in ("", "0" * 64, somebody("hospital").csrf):
        told = {"csrf": csrf, "decision": "refuse", "reason": "不要", "seen": seen}
        answer = hospital.http.post(f"/office/cases/{case.id}/decide", data=told)
        assert answer.status_code == 403
        assert "这一页不能用了" in answer.text
    assert office.get_case(case.id)["status"] == "received"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_not_taken_whatever_it_knows(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration, headers: dict[str, str]
) -> None:
    hospital, case = somebody("hospital"), sent()
    told = {"csrf": hospital.csrf, "decision": "refuse", "reason": "不要", "seen": hospital.seen(case.id)}
    answer = hospital.http.post(f"/office/cases/{case.id}/decide", data=told, headers=headers)
    assert answer.status_code == 403
    assert office.get_case(case.id)["status"] == "received"
    assert somebody("hospital", enters=False).sign_in(**headers).status_code == 403


def test_our_own_origin_is_taken(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    hospital, case = somebody("hospital"), sent()
    told = {"csrf": hospital.csrf, "decision": "accept", "seen": hospital.seen(case.id)}
    headers = {"Origin": hospital.url, "Sec-Fetch-Site": "same-origin"}
    assert hospital.http.post(f"/office/cases/{case.id}/decide", data=told, headers=headers).status_code == 303


def test_looking_by_address_decides_nothing(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, case = somebody("hospital"), sent()
    answer = hospital.get(f"/office/cases/{case.id}/decide?decision=accept&csrf={hospital.csrf}")
    assert answer.status_code == 405
    assert hospital.get("/office/sign-out").status_code == 405
    assert office.get_case(case.id)["status"] == "received"
