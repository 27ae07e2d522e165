"""The slip of a booking: when and where, what to bring; and only what the centre gave is said to be booked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from app.catalogue.loader import load_catalogue
from app.documents.receipt import ReceiptFacts, receipt_lines
from app.domain.appointments import Appointment
from hardware.receipt_printer.frames import Paper, job
from hardware.receipt_printer.interface import Receipt, TextLine

ITEM = load_catalogue().item("passport-renewal-booking")
assert ITEM.appointment is not None
PLACE = ITEM.appointment.places[0]
BOOKED = Appointment(PLACE.code, date(2026, 12, 1), time(9, 30))


def facts(**changes: object) -> ReceiptFacts:
    given: dict[str, object] = {
        "item": ITEM,
        "number": "YX0120261126-0007",
        "name": "张小三",
        "station": "云溪镇便民服务中心",
        "when": datetime(2026, 11, 26, 10, 24),  # noqa: DTZ001 - the station's wall clock
        "at_centre": True,
        "appointment": BOOKED,
    }
    return ReceiptFacts(**{**given, **changes})  # type: ignore[arg-type]


def slip(language: str = "zh_CN", **changes: object) -> Receipt:
    return receipt_lines(facts(**changes), language, lambda start, days: start + timedelta(days=days))


def written(receipt: Receipt) -> str:
    return "\n".join(line.text for line in receipt if isinstance(line, TextLine))


def test_it_says_when_where_and_what_to_bring() -> None:
    text = written(slip())
    for expected in ("约好了", "12月1日 星期二 09:30", PLACE.name.zh_cn, PLACE.address.zh_cn):
        assert expected in text
    assert all(each.zh_cn in text for each in ITEM.notice)


def test_in_english_too() -> None:
    text = written(slip("en"))
    for expected in ("Booked", "Tue 1 Dec 09:30", PLACE.name.en, PLACE.address.en, ITEM.notice[0].en):
        assert expected in text


@pytest.mark.parametrize(
    ("language", "yet", "booked"), [("zh_CN", "还没约上", "约好了"), ("en", "Not booked until", "\nBooked")]
)
def test_what_the_centre_has_not_got_is_not_said_to_be_booked(language: str, yet: str, booked: str) -> None:
    text = written(slip(language, at_centre=False))
    assert yet in text
    assert booked not in text


def test_what_the_centre_refused_says_why_and_no_time_to_come() -> None:
    text = written(slip(refused="12月1日 09:30 已经约满，请再约一次。"))
    assert "没约上" in text
    assert "已经约满" in text
    assert PLACE.address.zh_cn not in text
    assert "约好了" not in text


def test_a_place_that_the_item_no_longer_has_is_left_out() -> None:
    text = written(slip(appointment=Appointment("gone", date(2026, 12, 1), time(9, 30))))
    assert "星期二" not in text


@pytest.mark.parametrize("width_mm", [80, 58])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_printer_takes_it_on_either_paper(language: str, width_mm: int) -> None:
    def no_strip(line: TextLine, dots: int) -> bytes:
        raise AssertionError(f"{line.text} would be drawn at {dots} dots")

    assert b"".join(job(slip(language), Paper(width_mm), no_strip)).endswith(b"\x1dVB\x00")
