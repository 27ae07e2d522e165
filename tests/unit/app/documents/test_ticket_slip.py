"""The slip of a ticket: number, item, how many come before, about how long, and nothing of a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.catalogue.loader import load_catalogue
from app.documents.ticket_slip import ticket_lines
from app.domain.tickets import Lane, Priority, TakenTicket, Ticket
from hardware.receipt_printer.frames import Paper, job
from hardware.receipt_printer.interface import Receipt, TextLine

ITEM = load_catalogue().item("residence-permit-endorsement")
AT = datetime(2026, 3, 18, 1, 41, tzinfo=UTC)
TAKEN = TakenTicket(
    Ticket("t-1", "K007", Lane.QUICK, ITEM.code, Priority.PREGNANT, AT), 4, timedelta(minutes=11, seconds=1)
)


def slip(taken: TakenTicket = TAKEN, language: str = "zh_CN") -> Receipt:
    return ticket_lines(ITEM, taken, "云溪镇便民服务中心 1 号机", datetime(2026, 3, 18, 9, 41), language)  # noqa: DTZ001


def text(receipt: Receipt) -> str:
    return "\n".join(line.text for line in receipt if isinstance(line, TextLine))


def test_the_slip_names_number_item_who_comes_before_how_long_and_when() -> None:
    told = text(slip())
    for expected in ("K007", "快办 · 优先", "居住证签注", "前面还有 4 人", "大约等 12 分钟", "2026-03-18 09:41"):
        assert expected in told
    assert [line.text for line in slip() if isinstance(line, TextLine) and line.large] == ["K007"]


def test_with_nobody_before_no_wait_is_told() -> None:
    told = text(slip(replace(TAKEN, ahead=0, wait=timedelta(0))))
    assert "前面没有人" in told
    assert "很快就到您" in told
    assert "分钟" not in told


def test_an_ordinary_ticket_has_no_marks() -> None:
    plain = replace(TAKEN.ticket, number="A023", lane=Lane.ORDINARY, priority=Priority.NONE)
    told = text(slip(replace(TAKEN, ticket=plain)))
    assert "快办" not in told
    assert "优先" not in told


def test_in_english_nothing_chinese_is_left_but_the_place() -> None:
    told = text(slip(language="en")).replace("云溪镇便民服务中心 1 号机", "")
    assert "4 before you" in told
    assert told.isascii() or told.replace("·", "").isascii()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_printer_takes_it_as_text(language: str) -> None:
    assert b"K007" in b"".join(job(slip(language=language), Paper(), None))
