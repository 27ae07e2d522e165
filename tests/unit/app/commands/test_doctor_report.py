"""kiosk doctor --report, --print: the report comes, whatever is broken."""

from __future__ import annotations

import pypdfium2
import pytest

from app.commands import files
from hardware import PaperState
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from tests.unit.app.commands.doctor_bench import by_part, configure, station

PRINTERS = ("receipt_printer", "certificate_printer")


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


@pytest.fixture
def report(tmp_path):
    return tmp_path / "new" / "report.pdf"


def test_the_report_says_what_the_list_says(kiosk, data_dir, report):
    with station(data_dir, "receipt_printer", "power", more='[station]\nplace = "云溪镇㙍村"') as devices:
        devices["receipt_printer"].open_cover()
        answer = kiosk("doctor", "--self-test", "--report", report, "--json")
    text = text_of(report).replace("\n", "")
    assert answer.code == 4
    for words in (
        "有 1 项要处理",
        "云溪镇㙍村",
        "RP-06",
        "合上盖子",
        "检查人（签字）",
        "接收单位（签章）",
        "没有的设备",
    ):
        assert words in text, words
    for each in answer.document[:-1]:
        assert each["words"][:8] in text, each
    assert by_part(answer.document)["报告文件"]["state"] == "ok"
    assert [each.name for each in report.parent.iterdir()] == [report.name]


def test_both_papers_are_printed_and_confirmed(kiosk, data_dir, report):
    with station(data_dir, *PRINTERS) as devices:
        answer = kiosk("doctor", "--self-test", "--yes", "--print", "--report", report, "--json")
        slips, papers = devices["receipt_printer"].slips, devices["certificate_printer"].documents
        assert devices["receipt_printer"].unknown_commands == ()
    found = by_part(answer.document)
    assert [found[part]["state"] for part in ("报告文件", "报告凭条", "报告纸张")] == ["ok"] * 3
    assert len(slips) == 2
    assert "自检报告" in slips[1].text
    assert papers[-1] == report.read_bytes()


def test_a_broken_printer_takes_neither_the_file_nor_the_other_paper(kiosk, data_dir, report):
    with station(data_dir, *PRINTERS) as devices:
        devices["receipt_printer"].set_paper(PaperState.OUT)
        answer = kiosk("doctor", "--self-test", "--print", "--report", report, "--json")
        assert len(devices["certificate_printer"].documents) == 2
    found = by_part(answer.document)
    assert answer.code == 4
    assert [found[part]["state"] for part in ("报告文件", "报告凭条", "报告纸张")] == ["ok", "skipped", "ok"]
    assert "有 1 项要处理" in text_of(report)


def test_a_printer_that_breaks_between_test_and_report_is_told(kiosk, data_dir, report, monkeypatch):
    import app.commands.readiness_report as home

    with station(data_dir, *PRINTERS) as devices:
        on_paper = home._on_paper

        def jam_first(*words):
            devices["certificate_printer"].jam()
            devices["receipt_printer"].open_cover()
            return on_paper(*words)

        monkeypatch.setattr(home, "_on_paper", jam_first)
        answer = kiosk("doctor", "--self-test", "--print", "--report", report, "--json")
    found = by_part(answer.document)
    assert (found["报告凭条"]["code"], found["报告纸张"]["code"], answer.code) == ("RP-06", "CP-07", 4)
    assert report.is_file()


def test_without_a_receipt_printer_the_rest_comes(kiosk, data_dir, report):
    with station(data_dir, "certificate_printer") as devices:
        answer = kiosk("doctor", "--self-test", "--print", "--report", report, "--json")
        assert len(devices["certificate_printer"].documents) == 2
    found = by_part(answer.document)
    assert (found["报告凭条"]["state"], found["报告纸张"]["state"], answer.code) == ("skipped", "ok", 0)


def test_a_full_disk_takes_the_report_and_not_the_findings(kiosk, data_dir, report, monkeypatch):
    def no_room(_path, _content):
        raise files.DiskFull("磁盘空间不足", "清理磁盘空间后再试")

    monkeypatch.setattr("app.commands.readiness_report.write_bytes", no_room)
    with station(data_dir, "power"):
        answer = kiosk("doctor", "--self-test", "--report", report, "--json")
    found = by_part(answer.document)
    assert (found["power"]["state"], found["报告文件"]["state"], answer.code) == ("ok", "bad", 7)
    assert found["报告文件"]["what_to_do"]


def test_a_place_where_no_file_can_be_is_said_before_anything_is_tried(kiosk, data_dir, tmp_path):
    with station(data_dir, "receipt_printer") as devices:
        answer = kiosk("doctor", "--self-test", "--report", tmp_path, "--json")
        assert devices["receipt_printer"].slips == ()
    assert (answer.code, answer.error["code"]) == (2, "APP-100")


def test_a_place_that_turns_out_to_be_none_takes_only_the_file(kiosk, data_dir, tmp_path):
    file = tmp_path / "file"
    file.write_text("not ours")
    with station(data_dir, "power"):
        answer = kiosk("doctor", "--self-test", "--report", file / "report.pdf", "--json")
    found = by_part(answer.document)
    assert (found["power"]["state"], found["报告文件"]["state"], answer.code) == ("ok", "bad", 2)


def test_without_fonts_the_findings_are_told_all_the_same(kiosk, data_dir, report, monkeypatch):
    from app.documents import rendering

    monkeypatch.setattr(rendering, "_CHINESE_FONTS", {"No Such Font"})
    with station(data_dir, "power"):
        answer = kiosk("doctor", "--self-test", "--report", report, "--json")
    found = by_part(answer.document)
    assert (found["power"]["state"], found["报告文件"]["state"], answer.code) == ("ok", "bad", 70)
    assert "fonts-noto-cjk" in found["报告文件"]["what_to_do"]
    assert not report.exists()


def test_what_was_not_tried_is_not_called_ready(kiosk, data_dir, report):
    with station(data_dir, "evaluation_keypad", "power"):
        kiosk("doctor", "--self-test", "--yes", "--report", report)
        assert "试过的没有问题，还没有试完" in text_of(report)
        kiosk("doctor", "--self-test", "--only", "power", "--report", report)
    text = text_of(report)
    assert "只试了一部分部件" in text
    assert "可以投入使用" not in text


def test_a_slip_in_the_mouth_is_drawn_back_when_nobody_is_there(kiosk, data_dir):
    with ReceiptPrinterSimulator(presenter=True) as printer:
        configure(data_dir, {"receipt_printer": printer.address})
        path = data_dir / "station.toml"
        path.write_text(path.read_text("utf-8") + "presenter = true\n", "utf-8")
        answer = kiosk("doctor", "--self-test", "--yes", "--json")
        assert len(printer.retracted) == 1
    assert "已收回" in by_part(answer.document)["receipt_printer"]["words"]
