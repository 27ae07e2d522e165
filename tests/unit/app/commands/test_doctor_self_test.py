"""kiosk doctor --self-test: every device worked by its real driver, over the real bytes of its simulator."""

from __future__ import annotations

import json
import os
import signal
import sys

import pytest

from app.commands import trial
from app.documents.readiness_slip import SELF_TEST_CODE
from app.storage import lock_data_dir
from hardware import PaperState
from hardware.receipt_printer.slip import PrintedQr, PrintedRaster
from tests.unit.app.commands.doctor_bench import CARD, MAKERS, Technician, by_part, configure, hands, station

SHAPE = {"part", "state", "words", "what_to_do", "code", "measured"}
ALL_ROOMS = tuple(MAKERS)


@pytest.fixture
def technician(monkeypatch):
    """`technician("", "n")`: somebody sits there and answers the questions so."""

    def sit_down(*answers):
        monkeypatch.setattr("sys.stdin", Technician(*answers))

    return sit_down


@pytest.fixture
def short_waits(monkeypatch):
    monkeypatch.setattr(trial, "HAND_S", 1.0)


def test_a_whole_station_that_is_well_says_so_and_leaves_nothing_behind(kiosk, data_dir, technician):
    technician()
    with station(data_dir) as devices, hands(devices):
        answer = kiosk("doctor", "--self-test", "--json")
        (slip,) = devices["receipt_printer"].slips
        assert len(devices["certificate_printer"].documents) == 1
        assert devices["certificate_printer"].unfinished_jobs == 0
        assert devices["evaluation_keypad"].asking is None
        assert not any(devices["io_board"].lights.values())
        assert len(devices["speaker"].heard) == 1
    found = by_part(answer.document)
    assert answer.code == 0
    assert all(set(each) == SHAPE for each in answer.document)
    assert {room: found[room]["state"] for room in ALL_ROOMS} == dict.fromkeys(ALL_ROOMS, "ok")
    assert any(isinstance(mark, PrintedRaster) for mark in slip.marks), "the line of rare characters"
    assert [mark.content.decode() for mark in slip.marks if isinstance(mark, PrintedQr)] == [SELF_TEST_CODE]
    assert found["id_card_reader"]["measured"]["check_digit_valid"] is True
    assert found["id_card_reader"]["measured"]["card_kind"] == "resident"
    assert found["id_card_reader"]["measured"]["sam_id"]
    assert found["code_scanner"]["measured"]["same_as_slip"] is True
    assert found["certificate_printer"]["measured"]["a4"] is True
    assert found["camera"]["measured"]["size_px"] == "1280×720"
    assert found["camera"]["measured"]["pictures_per_s"] > 1
    assert found["document_camera"]["measured"]["page_found"] is True
    assert found["power"]["measured"]["source"] == "mains"
    assert found["io_board"]["measured"]["lights"] == 4


def test_of_the_card_neither_name_nor_number_is_told(kiosk, data_dir, technician):
    technician()
    card = json.loads(CARD.read_text("utf-8"))
    with station(data_dir, "id_card_reader") as devices, hands(devices):
        plain, told = (
            kiosk("doctor", "--self-test"),
            kiosk("doctor", "--self-test", "--json", "--only", "id_card_reader"),
        )
    for said in (plain.out + plain.err, told.out + told.err):
        assert card["name"] not in said
        assert card["id_number"] not in said
        assert card["address"] not in said


@pytest.mark.parametrize("words", [("--yes",), ()])
def test_without_hands_what_needs_one_is_skipped_and_the_rest_is_tried(kiosk, data_dir, technician, words):
    if words:
        technician()
    with station(data_dir, "id_card_reader", "receipt_printer", "code_scanner", "evaluation_keypad") as devices:
        answer = kiosk("doctor", "--self-test", *words, "--json")
        assert len(devices["receipt_printer"].slips) == 1
        assert devices["evaluation_keypad"].asking is None
    found = by_part(answer.document)
    assert answer.code == 0
    assert found["receipt_printer"]["state"] == "ok"
    for room in ("id_card_reader", "code_scanner", "evaluation_keypad"):
        assert found[room]["state"] == "skipped"
        assert found[room]["what_to_do"]
    assert found["id_card_reader"]["measured"]["sam_id"], "what needs no hand is done all the same"
    assert "请把" not in answer.err


@pytest.mark.usefixtures("short_waits")
@pytest.mark.parametrize("room", ["id_card_reader", "code_scanner", "evaluation_keypad"])
def test_a_hand_that_was_asked_and_did_not_come_is_bad(kiosk, data_dir, technician, room):
    technician()
    with station(data_dir, room):
        answer = kiosk("doctor", "--self-test", "--only", room, "--json")
    assert answer.code == 4
    assert "请" in answer.err
    assert "没有等到" in by_part(answer.document)[room]["words"]


def test_a_person_who_heard_nothing_makes_the_speaker_bad(kiosk, data_dir, technician):
    technician("n")
    with station(data_dir, "speaker"):
        answer = kiosk("doctor", "--self-test", "--only", "speaker", "--json")
    assert answer.code == 4
    assert by_part(answer.document)["speaker"]["words"] == "放了声音，没有听到"


def test_another_code_than_the_slips_is_warned_of_and_not_told(kiosk, data_dir, technician):
    technician()
    with station(data_dir, "receipt_printer", "code_scanner") as devices, hands(devices, "SECRET-4711"):
        answer = kiosk("doctor", "--self-test", "--json")
    assert by_part(answer.document)["code_scanner"]["state"] == "warn"
    assert "SECRET-4711" not in answer.out + answer.err


BROKEN = [
    ("id_card_reader", lambda reader: reader.set_faults(silent=True), "CR-02", 3),
    ("receipt_printer", lambda printer: printer.set_paper(PaperState.OUT), "RP-04", 4),
    ("receipt_printer", lambda printer: printer.paper_out_after(200), "RP-04", 4),
    ("receipt_printer", lambda printer: printer.open_cover(), "RP-06", 4),
    ("receipt_printer", lambda printer: printer.stick_cutter(), "RP-08", 4),
    ("receipt_printer", lambda printer: printer.go_silent(), "RP-02", 3),
    ("certificate_printer", lambda printer: printer.media_empty(), "CP-05", 4),
    ("certificate_printer", lambda printer: printer.jam(), "CP-07", 4),
    ("certificate_printer", lambda printer: printer.vanish_with_next_job(), "CP-02", 3),
    ("evaluation_keypad", lambda pad: pad.set_faults(silent=True), "EK-02", 3),
    ("camera", lambda camera: camera.corrupt(), "CA-06", 4),
    ("camera", lambda camera: camera.pause(), "CA-03", 3),
    ("speaker", lambda speaker: speaker.unplug(), "SP-01", 3),
    ("power", lambda ups: ups.flag("OVER"), "PW-13", 4),
    ("io_board", lambda board: board.set_faults(silent=True), "IO-02", 3),
    ("io_board", lambda board: board.tamper(), "IO-07", 4),
]


@pytest.mark.parametrize(("room", "break_it", "code", "exit_code"), BROKEN, ids=lambda each: str(each)[:20])
def test_a_broken_device_is_told_by_the_code_of_its_fault_table(kiosk, data_dir, room, break_it, code, exit_code):
    with station(data_dir, room) as devices:
        break_it(devices[room])
        answer = kiosk("doctor", "--self-test", "--yes", "--only", room, "--json")
    found = by_part(answer.document)[room]
    assert (found["state"], found["code"], answer.code) == ("bad", code, exit_code), found
    assert found["what_to_do"]


WARNED = [
    ("receipt_printer", lambda printer: printer.set_paper(PaperState.LOW), "RP-05"),
    ("certificate_printer", lambda printer: printer.toner_low(), "CP-10"),
    ("camera", lambda camera: camera.cover(), "CA-07"),
    ("power", lambda ups: ups.mains_out(), "PW-10"),
    ("io_board", lambda board: board.open_door(), "IO-06"),
]


@pytest.mark.parametrize(("room", "wear", "code"), WARNED, ids=lambda each: str(each)[:20])
def test_what_still_works_is_warned_of_and_tried_all_the_same(kiosk, data_dir, room, wear, code):
    with station(data_dir, room) as devices:
        wear(devices[room])
        answer = kiosk("doctor", "--self-test", "--yes", "--only", room, "--json")
    found = by_part(answer.document)[room]
    assert (found["state"], found["code"], answer.code) == ("warn", code, 0), found
    assert found["measured"]


def test_a_half_slip_is_said_to_be_torn_off(kiosk, data_dir):
    with station(data_dir, "receipt_printer") as devices:
        devices["receipt_printer"].paper_out_after(200)
        answer = kiosk("doctor", "--self-test", "--only", "receipt_printer", "--json")
    assert by_part(answer.document)["receipt_printer"]["what_to_do"].startswith("出纸口可能有半张")


def test_absent_devices_do_not_hide_one_another(kiosk, data_dir, tmp_path):
    gone = f"pty:{tmp_path}/absent"
    configure(
        data_dir,
        {
            "id_card_reader": gone,
            "receipt_printer": "tcp://127.0.0.1:1",
            "code_scanner": gone,
            "certificate_printer": "ipp://127.0.0.1:1/ipp/print",
            "evaluation_keypad": gone,
            "camera": f"images:{tmp_path}/absent",
            "document_camera": f"images:{tmp_path}/absent",
            "speaker": f"alsa:absent?config={tmp_path}/absent",
            "power": "nut://127.0.0.1:1/ups",
            "io_board": gone,
        },
    )
    answer = kiosk("doctor", "--self-test", "--json")
    found = by_part(answer.document)
    assert answer.code == 3
    assert {room: found[room]["state"] for room in ALL_ROOMS} == dict.fromkeys(ALL_ROOMS, "bad")
    assert all(found[room]["code"] and found[room]["what_to_do"] for room in ALL_ROOMS)


def test_a_setting_a_driver_cannot_use_is_one_finding_and_no_end(kiosk, data_dir):
    configure(data_dir, {"id_card_reader": "nonsense", "power": "simulated:"})
    answer = kiosk("doctor", "--self-test", "--json")
    found = by_part(answer.document)
    assert (found["id_card_reader"]["code"], found["power"]["code"]) == ("HW-101", "HW-101")
    assert found["数据库"]["state"] == "ok"


# ---------------------------------------------------------------- beside a terminal, with a hand tied


def test_while_the_terminal_runs_no_device_is_touched(kiosk, data_dir):
    with station(data_dir, "receipt_printer") as devices, lock_data_dir(data_dir):
        answer = kiosk("doctor", "--self-test", "--json")
        assert devices["receipt_printer"].slips == ()
    assert (answer.code, answer.error["code"]) == (7, "APP-704")
    assert "关闭" in answer.error["what_to_do"]


def test_a_store_that_does_not_open_does_not_keep_the_devices_from_being_tried(kiosk, data_dir):
    kiosk("case", "list")
    (data_dir / "keys" / "database.key").write_text("ab" * 32)
    with station(data_dir, "power"):
        answer = kiosk("doctor", "--self-test", "--json")
    found = by_part(answer.document)
    assert answer.code == 7
    assert (found["数据库"]["state"], found["power"]["state"]) == ("bad", "ok")


@pytest.mark.parametrize(
    "words", [("--report", "x.pdf"), ("--print",), ("--yes",), ("--only", "camera"), ("--only", "toaster")]
)
def test_options_that_say_nothing_are_exit_2(kiosk, words):
    assert kiosk("doctor", *words, "--json").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a signal to oneself")
def test_ctrl_c_lets_the_device_go_and_never_looks_like_success(kiosk, data_dir, technician, monkeypatch, tmp_path):
    technician()
    report = tmp_path / "report.pdf"
    with station(data_dir, "id_card_reader", "receipt_printer") as devices:
        with monkeypatch.context() as patch:
            patch.setattr(trial.Trial, "ask", lambda _self, _words: os.kill(os.getpid(), signal.SIGINT))
            ended = kiosk("doctor", "--self-test", "--report", report, "--json")
        assert devices["receipt_printer"].slips == ()
        assert (ended.code, ended.error["code"]) == (130, "APP-130")
        assert not report.exists()
        again = kiosk("doctor", "--self-test", "--yes", "--json")
    assert by_part(again.document)["id_card_reader"]["state"] == "skipped"
