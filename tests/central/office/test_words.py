"""What the office's pages say where a code stands behind it, and where something cannot be shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.central.office import booking_pages
from tests.central.conftest import Running, web
from tests.central.office.conftest import Browser, Sent

BUNDLE = "shop-opening"
HTML = {"Accept": "text/html"}


def test_an_office_that_only_the_catalogue_knows_is_named_as_its_item_names_it(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    both, manager, case = somebody("market", "fire"), somebody("manager"), sent(BUNDLE)
    page = both.get("/office").text
    assert ">市场监管局</a>" in page
    assert ">消防大队</a>" in page
    assert ">market<" not in page
    assert both.decide(case.id, "refuse", office="market", reason="地址在禁设区。").status_code == 303
    assert "<td>市场监管局</td>" in manager.get("/office/figures").text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/office/nothing", 404, "没有这一页"),
        ("/office/points/a-b-c/publish", 405, "要从页面里按按钮做"),
        ("/office?state=nothing", 422, "这一页打不开"),
        ("/office/appointments?day=a-day-that-is-far-too-long", 422, "这一页打不开"),
    ],
)
def test_a_page_that_cannot_be_shown_says_so_with_the_way_back(
    somebody: Callable[..., Browser], path: str, status: int, words: str
) -> None:
    answer = somebody("points").get(path, **HTML)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert 'href="/office"' in answer.text
    assert "已经记下了" not in answer.text


def test_a_defect_is_told_to_a_reviewer_as_a_page_and_to_a_program_as_a_problem(
    somebody: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = somebody("points")
    monkeypatch.setattr(booking_pages, "booked_on", lambda *_: 1 / 0)
    answer = clerk.get("/office/appointments", **HTML)
    assert (answer.status_code, "这里出了点问题" in answer.text, 'href="/office"' in answer.text) == (500, True, True)
    assert clerk.get("/office/appointments", Accept="application/json").json()["code"] == "fault"


def test_elsewhere_people_are_told_as_they_were(running: Running) -> None:
    answer = web.get(f"{running.centre.url}/nothing", headers=HTML)
    assert (answer.status_code, "重新扫一次码" in answer.text) == (404, True)
    assert "/office" not in answer.text
