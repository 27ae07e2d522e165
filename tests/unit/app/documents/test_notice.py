"""The one-time notice: everything missing and where it can be had, on a slip or on a sheet, whatever the name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pypdfium2
import pytest

from app.catalogue.loader import load_catalogue
from app.documents.notice_sheet import notice_pdf
from app.documents.notice_slip import NoticeFacts, notice_lines
from app.domain.service_item import LocalText, Material, ServiceItem
from hardware.receipt_printer.frames import Paper, job
from hardware.receipt_printer.interface import Receipt, TextLine

CHINA = timezone(timedelta(hours=8))


@pytest.fixture(scope="module")
def item() -> ServiceItem:
    return load_catalogue().item("residents-pension-registration")


def material(item: ServiceItem, code: str) -> Material:
    return next(each for each in item.materials if each.code == code)


def facts(item: ServiceItem, **changes: object) -> NoticeFacts:
    given: dict[str, object] = {
        "item": item,
        "number": "BM01G20260318-0007",
        "name": "欧阳㐂𠮷",
        "station": "云溪镇便民服务中心 3 号综合窗口",
        "when": datetime(2026, 3, 18, 10, 24, tzinfo=CHINA),
        "clerk": "0042",
        "missing": (material(item, "bank-card"), material(item, "household-register")),
        "reused": (material(item, "social-security-card"),),
        "kept_until": date(2026, 4, 17),
    }
    return NoticeFacts(**{**given, **changes})  # type: ignore[arg-type]


def written(receipt: Receipt) -> str:
    return "\n".join(line.text for line in receipt if isinstance(line, TextLine))


def test_everything_is_said_in_one_go(item: ServiceItem) -> None:
    text = written(notice_lines(facts(item), "zh_CN"))
    for expected in (
        "一次性告知书",
        "城乡居民养老保险参保登记",
        "BM01G20260318-0007",
        "2026-03-18 10:24",
        "还差 2 份，一次说完",
        "1. 银行卡复印件",
        "带本人名下的银行卡来",
        "2. 居民户口簿",
        "到户籍派出所补领",
        "这 1 份已经有了，不用再带",
        "社会保障卡",
        "材料齐了，1 个工作日办好",
        "云溪镇便民服务中心（人社窗口）",
        "2026年4月17日",
        "工号 0042",
        "12345",
    ):
        assert expected in text


def test_a_whole_name_never_stands_on_it(item: ServiceItem) -> None:
    text = written(notice_lines(facts(item), "zh_CN"))
    assert "欧**𠮷" in text
    assert "阳" not in text


def test_a_material_without_a_place_is_brought_as_the_original(item: ServiceItem) -> None:
    bare = replace(material(item, "bank-card"), where=None)
    assert "带原件到窗口" in written(notice_lines(facts(item, missing=(bare,)), "zh_CN"))


def test_where_nothing_is_here_yet_nothing_is_called_here(item: ServiceItem) -> None:
    assert "不用再带" not in written(notice_lines(facts(item, reused=()), "zh_CN"))


def test_it_speaks_english_to_whoever_does(item: ServiceItem) -> None:
    text = written(notice_lines(facts(item), "en"))
    assert "Still missing: 2" in text
    assert "Copy of the bank card" in text
    assert "done in 1 working day\n" in text


@pytest.mark.parametrize("width_mm", [58, 80])
def test_only_the_line_with_a_rare_character_is_drawn(item: ServiceItem, width_mm: int) -> None:
    """As on a receipt: all the other lines go as text, whatever the paper's width."""
    drawn: list[str] = []

    def strip(line: TextLine, dots: int) -> bytes:
        del dots
        drawn.append(line.text)
        return b""

    assert b"".join(job(notice_lines(facts(item), "zh_CN"), Paper(width_mm), strip)).endswith(b"\x1dVB\x00")
    assert drawn == ["姓名　欧**𠮷"]


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def test_a_desk_without_slips_prints_the_same_on_a_sheet(item: ServiceItem) -> None:
    (text,) = pages(notice_pdf(facts(item), "zh_CN"))
    for expected in (
        "一次性告知书",
        "BM01G20260318-0007",
        "欧**𠮷",
        "银行卡复印件",
        "到户籍派出所补领",
        "社会保障卡",
        "0042",
    ):
        assert expected in text
    assert "阳" not in text


def test_a_long_list_stays_whole_on_the_sheet(item: ServiceItem) -> None:
    many = tuple(replace(material(item, "bank-card"), name=LocalText(f"第 {at} 份材料")) for at in range(1, 13))
    text = "".join(pages(notice_pdf(facts(item, missing=many, reused=()), "zh_CN")))
    assert all(f"第 {at} 份材料" in text for at in range(1, 13))
    assert "不用再带" not in text
