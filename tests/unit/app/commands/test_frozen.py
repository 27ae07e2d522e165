"""A station that takes nothing new: exit 7, in words, and whatever is saved stays and goes on."""

import json
import shutil
import sys
from datetime import UTC, datetime, timedelta

import pytest

from app.catalogue import load_catalogue
from app.central.server import EmbeddedCentre
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.errors import StationFrozen
from app.domain.trusted_time import Reading
from app.storage.trusted_clock import TrustedClock

MIB = 1 << 20


def limits(data_dir, text):
    data_dir.mkdir(exist_ok=True)
    (data_dir / "station.toml").write_text(f"[limits]\n{text}\n", "utf-8")


def finding(kiosk, part):
    return next(each for each in kiosk("doctor", "--json").document if each["part"] == part)


def test_too_many_waiting_cases_stop_the_next_one(kiosk, data_dir, sample):
    limits(data_dir, "waiting_warn = 1\nwaiting_stop = 2")
    assert finding(kiosk, "受理")["state"] == "ok"
    assert kiosk("case", "submit", *sample(seed=1).words()).code == 0
    assert finding(kiosk, "受理")["state"] == "warn"
    assert kiosk("case", "submit", *sample(seed=2).words()).code == 0
    answer = kiosk("case", "submit", *sample(seed=3).words())
    assert (answer.code, answer.error["code"]) == (7, "APP-706")
    assert "2 件办件等着上报" in answer.error["message"]
    assert "kiosk export" in answer.error["what_to_do"]
    told = finding(kiosk, "受理")
    assert (told["state"], "先不收新的" in told["words"]) == ("bad", True)
    assert len(kiosk("case", "list", "--json").document) == 2


def test_paper_cases_of_an_outage_are_taken_however_many_wait(kiosk, data_dir, sample, tmp_path):
    limits(data_dir, "waiting_warn = 1\nwaiting_stop = 1")
    first = sample(seed=1)
    assert kiosk("case", "submit", *first.words()).code == 0
    line = {"id": "paper-1", "item": first.item, "data": first.application, "attachments": first.files}
    (tmp_path / "paper.jsonl").write_text(json.dumps(line), "utf-8")
    assert kiosk("case", "import", tmp_path / "paper.jsonl", "--json").document["taken"] == 1


def test_too_long_without_the_centre_stops_until_it_is_heard_again(data_dir):
    now = datetime(2026, 3, 18, 4, tzinfo=UTC)
    machine = {"at": now, "counted": 0.0}
    clock = TrustedClock(lambda: Reading(machine["at"], machine["counted"], "run"))
    parts = Parts(load_settings(data_dir), clock)
    try:
        parts.require_open()
        clock.hear(now, timedelta(seconds=1))
        machine |= {"at": now - timedelta(days=100), "counted": 14.9 * 86_400}
        parts.require_open()
        machine["counted"] = 15 * 86_400.0
        with pytest.raises(StationFrozen, match="15 天没有连上中心"):
            parts.require_open()
        clock.hear(now + timedelta(days=15), timedelta(seconds=1))
        parts.require_open()
    finally:
        parts.close()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts")
def test_a_small_disk_is_frozen_before_it_is_full(kiosk, mounted, sample):
    disk = mounted("size=20M")
    home = disk / "station"
    words = sample().words()
    limits(home, "disk_stop_mb = 5\ndisk_no_video_mb = 6\ndisk_warn_mb = 7\nreserve_mb = 2")
    assert kiosk("case", "submit", *words, home=home).code == 0
    with (disk / "ballast").open("wb", buffering=0) as ballast:
        while shutil.disk_usage(disk).free > 4 * MIB:
            ballast.write(bytes(MIB))
    answer = kiosk("case", "submit", *words, home=home)
    assert (answer.code, answer.error["code"]) == (7, "APP-706")
    assert "磁盘只剩" in answer.error["message"]
    assert len(kiosk("case", "list", "--json", home=home).document) == 1
    assert kiosk("audit", "verify", "--json", home=home).document["intact"]


def test_the_doctor_speaks_of_the_clock(kiosk, data_dir):
    told = finding(kiosk, "时钟")
    assert told["state"] == "ok"
    assert "只凭本机的钟" in told["words"]
    ahead = Parts(
        load_settings(data_dir), TrustedClock(lambda: Reading(datetime.now(UTC) + timedelta(days=2), 1.0, "x"))
    )
    ahead.require_open()
    ahead.close()
    told = finding(kiosk, "时钟")
    assert (told["state"], "倒退" in told["words"], "往回拨过" in told["words"]) == ("warn", True, True)


@pytest.mark.parametrize(
    "text", ["waiting_stop = 1", "waiting_warn = true", "disk_warn_mb = 1", "reserve_mb = -1", "days = 3"]
)
def test_limits_that_make_no_sense_are_told(kiosk, data_dir, text):
    limits(data_dir, text)
    answer = kiosk("case", "list", "--json")
    assert (answer.code, answer.error["code"]) == (2, "APP-103")


def test_a_revoked_station_says_so_to_whoever_looks(kiosk, sample, tmp_path):
    place = tmp_path / "centre"
    with EmbeddedCentre(place, load_catalogue()) as centre:
        code = kiosk("central", "enrolment-code", "--station", "S1", "--json", home=place).document["code"]
        assert kiosk("enrol", "--central", centre.url, "--code", code).code == 0
        assert finding(kiosk, "中心")["state"] == "ok"
        assert kiosk("sync", "status", "--json").document["frozen"] == []
        assert kiosk("central", "revoke", "--station", "S1", "--reason", "被偷了", home=place).code == 0
        told = finding(kiosk, "中心")
        assert (told["state"], "停用" in told["words"], "登记码" in told["what_to_do"]) == ("bad", True, True)
        assert finding(kiosk, "受理")["state"] == "bad"
        answer = kiosk("case", "submit", *sample(seed=1).words())
        assert (answer.code, "中心平台停用了本机" in answer.error["message"]) == (7, True)
        assert [each["ground"] for each in kiosk("sync", "status", "--json").document["frozen"]] == ["refused"]
        assert "先不收新的：中心平台停用了本机" in kiosk("sync", "status").out


def test_a_locked_station_takes_nothing_by_command_either_and_opens_with_the_unlock(kiosk, sample, tmp_path):
    place, case = tmp_path / "centre", sample(seed=1)
    line = {"id": "paper-1", "item": case.item, "data": case.application, "attachments": case.files}
    (tmp_path / "paper.jsonl").write_text(json.dumps(line), "utf-8")
    (tmp_path / "data.json").write_text(json.dumps(case.application), "utf-8")
    new = (
        ("case", "submit", *case.words()),
        ("case", "import", tmp_path / "paper.jsonl", "--json"),
        ("hand-over", "make", "--item", case.item, "--data", tmp_path / "data.json", "--json"),
    )
    with EmbeddedCentre(place, load_catalogue()) as centre:
        code = kiosk("central", "enrolment-code", "--station", "S1", "--json", home=place).document["code"]
        assert kiosk("enrol", "--central", centre.url, "--code", code).code == 0
        assert kiosk("case", "submit", *sample(seed=2).words()).code == 0
        assert kiosk("central", "command", "--station", "S1", "lock", home=place).code == 0
        assert kiosk("sync", "once").code == 0
        for words in new:
            answer = kiosk(*words)
            assert (answer.code, answer.error["code"]) == (7, "APP-706"), words
            assert "中心暂停了本机" in answer.error["message"]
            assert answer.error["what_to_do"] == "联系中心；中心解除后自动恢复。"
        told = finding(kiosk, "受理")
        assert (told["state"], "中心暂停了本机" in told["words"]) == ("bad", True)
        assert [each["ground"] for each in kiosk("sync", "status", "--json").document["frozen"]] == ["locked"]
        assert "先不收新的：中心暂停了本机。联系中心；中心解除后自动恢复" in kiosk("sync", "status").out
        (tmp_path / "stick").mkdir()
        assert kiosk("export", tmp_path / "stick").code == 0
        assert kiosk("central", "command", "--station", "S1", "unlock", home=place).code == 0
        assert kiosk("sync", "once").code == 0
        assert finding(kiosk, "受理")["state"] == "ok"
        assert [kiosk(*words).code for words in new] == [0, 0, 0]
