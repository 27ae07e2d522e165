"""A bundle at the office's pages: each office decides its part, and hears of it when it is its turn."""

from __future__ import annotations

from collections.abc import Callable

from app.central.administration import Administration
from tests.central.office.conftest import Browser, Sent

ON_BOTH = True
BUNDLE = "shop-opening"


def lists(browser: Browser, case: Sent) -> list[str]:
    states = ("waiting", "decided", "closed")
    return [each for each in states if case.id in browser.get(f"/office?state={each}").text]


def test_a_case_is_in_the_list_of_an_office_once_it_is_its_turn(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    market, fire, case = somebody("market"), somebody("fire"), sent(BUNDLE)
    assert (lists(market, case), lists(fire, case)) == (["waiting"], [])
    assert market.decide(case.id, "accept").status_code == 303
    assert (lists(market, case), lists(fire, case)) == (["decided"], ["waiting"])
    assert fire.decide(case.id, "accept").status_code == 303
    assert office.get_case(case.id)["status"] == "completed"
    assert (lists(market, case), lists(fire, case)) == (["closed"], ["closed"])


def test_the_page_names_the_parts_and_offers_no_decision_out_of_turn(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    fire, case = somebody("fire"), sent(BUNDLE)
    page = fire.get(f"/office/cases/{case.id}").text
    assert "消防检查（消防大队）" in page
    assert "等前面的先办好" in page
    assert "您的决定" not in page
    answer = fire.decide(case.id, "accept", seen="")
    assert answer.status_code == 409
    assert "要等营业执照先办好" in answer.text
    assert office.get_case(case.id)["decisions"] == []


def test_what_hangs_on_a_refused_part_is_told_as_ended(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    market, fire, case = somebody("market"), somebody("fire"), sent(BUNDLE)
    assert "这一项不予办理" in market.get(f"/office/cases/{case.id}").text
    assert market.decide(case.id, "refuse", reason="地址在禁设区。").status_code == 303
    assert office.get_case(case.id)["status"] == "refused"
    page = fire.get(f"/office/cases/{case.id}").text
    assert "前面的没办成，停办" in page
    assert "您的决定" not in page
