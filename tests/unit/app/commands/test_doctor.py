"""kiosk doctor: the quick look, in the words of the fault tables; papers and things that wait for a person."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from app.composition import Parts, open_parts
from app.config import load_settings
from app.domain.custody import CustodyEnding
from app.domain.prints import OperatorAct, PaperKind, Presented, Unheard
from app.storage import lock_data_dir
from hardware import DeviceState, DeviceStatus, PaperState
from hardware.faults import faults_of
from hardware.id_card_reader.driver import open_driver
from tests.unit.app.commands.doctor_bench import MAKERS, by_part, configure, station


def test_every_room_is_looked_at_and_well(kiosk, data_dir):
    with station(data_dir) as devices:
        answer = kiosk("doctor", "--json")
        assert devices["receipt_printer"].slips == (), "a look prints nothing"
    found = by_part(answer.document)
    assert {room: found[room]["state"] for room in MAKERS} == dict.fromkeys(MAKERS, "ok")


def test_a_fault_is_told_in_the_words_and_by_the_code_of_its_table(kiosk, data_dir):
    with station(data_dir, "receipt_printer", "document_camera") as devices:
        devices["receipt_printer"].open_cover()
        devices["document_camera"].unplug()
        answer = kiosk("doctor", "--json")
        plain = kiosk("doctor").out
    found = by_part(answer.document)
    for part, fault in (
        ("receipt_printer", faults_of("receipt_printer")["cover_open"]),
        ("document_camera", faults_of("camera")["not_there"]),
    ):
        told = found[part]
        assert (told["state"], told["words"], told["what_to_do"], told["code"]) == (
            "bad",
            fault.zh,
            fault.zh_do,
            fault.code,
        )
        assert f"✗ {'凭条打印机' if part == 'receipt_printer' else '高拍仪'}　{fault.zh}（{fault.code}）" in plain
    assert answer.code == 3, "a device that is away is worse than one that needs a hand"


def test_only_what_was_asked_for_is_looked_at(kiosk, data_dir):
    with station(data_dir, "power", "io_board"):
        assert [each["part"] for each in kiosk("doctor", "--only", "power", "--json").document] == ["power"]


@pytest.mark.parametrize("only", [(), ("--only", "id_card_reader")])
def test_beside_a_running_terminal_the_devices_are_left_to_it_and_nothing_is_bad(kiosk, data_dir, only):
    with (
        station(data_dir, "id_card_reader") as devices,
        closing(open_driver(devices["id_card_reader"].address, {})) as held,
    ):
        assert held.status().state is DeviceState.ONLINE
        with lock_data_dir(data_dir):
            answer = kiosk("doctor", *only, "--json")
            plain = kiosk("doctor", *only).out
    assert answer.code == 0
    found = by_part(answer.document)
    assert "id_card_reader" not in found, "the terminal holds its reader: a look finds nobody there"
    assert (found["设备"]["state"], found["设备"]["code"]) == ("skipped", "")
    assert "关闭" in found["设备"]["what_to_do"]
    assert "－ 设备　" in plain
    assert ("数据库" in found) is (only == ())


def test_the_devices_are_the_terminals_again_after_the_look(kiosk, data_dir):
    with station(data_dir, "power"):
        kiosk("doctor", "--json")
        lock_data_dir(data_dir).close()


def test_a_station_without_devices_is_told_so_beside_its_terminal_too(kiosk, data_dir):
    with lock_data_dir(data_dir):
        found = by_part(kiosk("doctor", "--json").document)
    assert (found["设备"]["state"], found["设备"]["words"]) == ("warn", "一个也没有配置")


@pytest.mark.parametrize(
    ("status", "state", "word"),
    [
        (DeviceStatus(DeviceState.ONLINE, PaperState.OUT), "bad", "没有纸"),
        (DeviceStatus(DeviceState.ONLINE, PaperState.LOW), "warn", "纸快用完"),
        (DeviceStatus(DeviceState.HARDWARE_ERROR, detail="coil_hot"), "bad", "coil_hot"),
        (DeviceStatus(DeviceState.STARTING), "ok", "正在启动"),
    ],
)
def test_a_word_of_a_third_partys_driver_is_told_by_its_state(status, state, word):
    from app.commands.check_devices import told

    finding = told("receipt_printer", status)
    assert finding.state == state
    assert word in finding.words


# ------------------------------------------------------------ what waits for a person


@pytest.fixture
def printed(kiosk, sample, data_dir):
    """`printed(end, now=…)`: a receipt's job that came to this end, or to none."""
    case = kiosk("case", "submit", *sample().words()).document

    def make(end, ago=timedelta()):
        parts = Parts(load_settings(data_dir), lambda: datetime.now(UTC) - ago)
        job = parts.prints.queue(case["id"], PaperKind.RECEIPT, case["number"], "zh_CN")
        parts.prints.sent(job.id)
        if end is not None:
            parts.prints.end(job.id, end)
        parts.close()

    return make


@pytest.mark.parametrize(
    ("end", "ago", "state", "word"),
    [
        (Presented(), timedelta(), "ok", "每张都有结果"),
        (Unheard("no_answer"), timedelta(), "warn", "1 张不知道出来没有"),
        (None, timedelta(), "ok", "正在打 1 张"),
        (None, timedelta(hours=1), "warn", "1 张打到一半断了"),
    ],
)
def test_papers_nobody_knows_the_end_of_are_found(kiosk, printed, end, ago, state, word):
    printed(end, ago)
    answer = kiosk("doctor", "--json")
    found = by_part(answer.document)["打印台账"]
    assert (found["state"], found["words"], answer.code) == (state, word, 0)
    assert ("settle" in found["what_to_do"]) is (state == "warn")


def test_things_left_behind_are_found_until_somebody_closed_them(kiosk, data_dir):
    with open_parts(load_settings(data_dir)) as parts:
        record = parts.custody.open("card", "")
    assert by_part(kiosk("doctor", "--json").document)["遗落物品"]["words"] == "1 件要人去收"
    with open_parts(load_settings(data_dir)) as parts:
        parts.custody.close(record.id, CustodyEnding.HANDED_OVER, OperatorAct("G0017", "核对过"))
    assert by_part(kiosk("doctor", "--json").document)["遗落物品"]["state"] == "ok"


def test_a_look_changes_nothing_in_the_ledger(kiosk, printed, data_dir):
    printed(None, timedelta(hours=1))
    kiosk("doctor", "--json")
    with open_parts(load_settings(data_dir)) as parts:
        assert [job.state for job in parts.prints.jobs()] == ["sent"]


def test_a_setting_that_cannot_be_used_is_told_with_its_cure(kiosk, data_dir):
    configure(data_dir, {"camera": "nonsense"})
    found = by_part(kiosk("doctor", "--json").document)["camera"]
    assert (found["state"], found["code"]) == ("bad", "HW-101")
    assert found["what_to_do"]
