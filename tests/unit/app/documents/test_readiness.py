"""The readiness report: said whole, on paper that keeps, and honest about what was not tried."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.readiness import ReadinessFacts, ReportRow, RowState, readiness_pdf, verdict_of
from app.documents.readiness_slip import readiness_slip, self_test_slip
from hardware.receipt_printer.interface import TextLine

WHEN = datetime(2026, 11, 25, 10, 24, 1, 999, tzinfo=UTC)


def row(state=RowState.OK, part="读卡器", **more):
    return ReportRow(part, state, "读出一张卡，校验位对", (("卡种", "居民身份证"),), **more)


def facts(*rows, **more):
    given = ReadinessFacts("便民服务终端", "云溪镇便民服务中心", "1 号机", "自助终端", "KX-1", "0.2.0", WHEN, rows)
    return replace(given, **more)


def pages(pdf):
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def test_it_is_tagged_pdf_a_2a_in_chinese_with_a_title_and_unsigned():
    pdf = readiness_pdf(facts(row()))
    reader = PdfFileReader(io.BytesIO(pdf))
    metadata = reader.root["/Metadata"].data.decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "自检报告 云溪镇便民服务中心 1 号机" in metadata
    assert reader.root["/Lang"] == "zh-CN"
    assert list(reader.embedded_signatures) == []


def test_each_state_has_its_word_beside_its_form():
    (text,) = pages(readiness_pdf(facts(*(row(state, part=f"部件{state.value}") for state in RowState))))
    for words in ("有 1 项要处理", "另有 1 项要留意、1 项没有试", "要处理", "留意", "没有试", "正常"):
        assert words in text


def test_a_small_report_is_one_page_and_a_large_one_loses_no_row():
    assert len(pages(readiness_pdf(facts(row(), row(part="磁盘", is_device=False))))) == 1
    long = "检查 USB 线和 station.toml 里的设备名 /dev/v4l/by-id/usb-A_VERY_LONG_NAME_WITHOUT_ANY_SPACE-video-index0"
    rows = [row(RowState.BAD, part=f"部件{at:02d}", what_to_do=long, code=f"XX-{at:02d}") for at in range(40)]
    local = [row(part=f"本机{at:02d}", is_device=False) for at in range(12)]
    texts = pages(readiness_pdf(facts(*rows, *local)))
    texts = [text.replace(" ", "") for text in texts]
    whole = "".join(texts)
    assert len(texts) > 2
    assert all(f"部件{at:02d}" in whole and f"XX-{at:02d}" in whole for at in range(40))
    assert all(f"本机{at:02d}" in texts[-1] for at in range(12)), "the signatures never stand alone"
    assert "检查人（签字）" in texts[-1]
    assert all(f"第{at}页，共{len(texts)}页" in text for at, text in enumerate(texts, 1))


def ink_beyond(pdf, margin_mm=8):
    """Dark dots outside the margins, over all pages: text that was cut would stand there."""
    found = 0
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=2).to_numpy()
        edge = round(margin_mm / 25.4 * 72 * 2)
        dark = picture.min(axis=2) < 128
        dark[edge:-edge, edge:-edge] = False
        found += int(dark.sum())
    document.close()
    return found


def test_nothing_runs_out_of_the_page():
    endless = "X" * 300
    one = ReportRow("部件", RowState.BAD, endless, (("型号", endless),), endless, "XX-01")
    assert ink_beyond(readiness_pdf(facts(one, place=endless, station_id=endless))) == 0


def test_a_character_no_font_has_becomes_a_geta_and_the_report_comes():
    text = "".join(pages(readiness_pdf(facts(row(), place="云溪\x07镇\ue000\U0001b170\U000e0041村"))))
    assert "云溪镇" in text
    assert "村" in text


@pytest.mark.parametrize(
    ("states", "partial", "words", "state"),
    [
        (["ok", "ok"], False, "可以投入使用", "ok"),
        (["ok", "warn"], False, "可以投入使用", "warn"),
        (["ok", "skipped", "warn"], False, "试过的没有问题，还没有试完", "skipped"),
        (["bad", "bad", "skipped"], False, "有 2 项要处理", "bad"),
        (["ok"], True, "试过的部件没有问题", "skipped"),
        (["bad"], True, "有 1 项要处理", "bad"),
        ([], False, "试过的部件没有问题", "skipped"),
    ],
)
def test_only_a_station_tried_whole_may_be_put_into_service(states, partial, words, state):
    verdict = verdict_of(facts(*(row(RowState(each)) for each in states), partial=partial))
    assert (verdict.words, verdict.state) == (words, state)


def test_the_short_form_tells_what_is_wrong_and_what_to_do():
    lines = readiness_slip(facts(row(), row(RowState.BAD, part="电源", code="PW-13", what_to_do="拔掉打印机")))
    text = [line.text for line in lines if isinstance(line, TextLine)]
    assert "√ 读卡器" in text
    assert "× 电源" in text
    assert any("PW-13" in line for line in text)
    assert "  → 拔掉打印机" in text
    assert "有 1 项要处理" in text
    assert all(sign.encode("gb2312") for sign in "√！×－→")


def test_the_self_test_slip_is_no_wider_than_58_mm():
    for line in self_test_slip("云溪镇 1 号机", WHEN):
        if isinstance(line, TextLine):
            assert sum(1 if each.isascii() else 2 for each in line.text) * (2 if line.large else 1) <= 32
