"""A data directory that cannot be used: exit 7, words, and what was there stays there."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.commands.check_machine import check_clock, check_disk
from app.commands.findings import Mark
from app.commands.submitting import save
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.freeze import FreezeLimits
from app.storage import open_store
from app.storage.tables import audit_records

STORE_COMMANDS = [
    ("case", "list"),
    ("sync", "once"),
    ("sync", "status"),
    ("audit", "verify"),
    ("token",),
    ("enrol", "--central", "http://127.0.0.1:1", "--code", "X"),
]


@pytest.mark.parametrize("words", STORE_COMMANDS)
def test_the_wrong_key_is_exit_7(kiosk, data_dir, words):
    assert kiosk("case", "list").code == 0
    (data_dir / "keys" / "database.key").write_text("ab" * 32)
    answer = kiosk(*words, "--json")
    assert (answer.code, answer.error["code"]) == (7, "APP-701")


def test_a_lost_key_is_not_replaced_by_a_new_one(kiosk, data_dir, sample):
    kiosk("case", "submit", *sample().words())
    key = (data_dir / "keys" / "database.key").read_bytes()
    (data_dir / "keys" / "database.key").unlink()
    assert kiosk("case", "list", "--json").code == 7
    assert not (data_dir / "keys" / "database.key").exists()
    (data_dir / "keys" / "database.key").write_bytes(key)
    assert len(kiosk("case", "list", "--json").document) == 1


@pytest.mark.parametrize("words", [*STORE_COMMANDS, ("central", "cases"), ("central", "serve", "--port", "0")])
def test_a_data_directory_that_is_a_file_is_exit_7(kiosk, tmp_path, words):
    file = tmp_path / "file"
    file.write_text("not ours")
    code = kiosk(*words, home=file).code
    assert code == 7
    assert file.read_text() == "not ours"


@pytest.mark.skipif(sys.platform != "linux", reason="a place where nobody can write")
@pytest.mark.parametrize("words", [("case", "list"), ("central", "cases"), ("central", "serve", "--port", "0")])
def test_a_place_where_nobody_can_write_is_exit_7(kiosk, words):
    assert kiosk(*words, home=Path("/sys/kiosk")).code == 7


def test_the_doctor_says_so_too(kiosk, data_dir):
    kiosk("case", "list")
    (data_dir / "keys" / "database.key").write_text("ab" * 32)
    answer = kiosk("doctor", "--json")
    assert answer.code == 7
    assert {each["part"]: each["state"] for each in answer.document}["数据库"] == "bad"


def test_a_station_without_devices_and_centre_can_still_work(kiosk):
    answer = kiosk("doctor", "--json")
    assert answer.code == 0
    assert all(set(each) == {"part", "state", "words", "what_to_do", "code"} for each in answer.document)
    states = {each["part"]: each["state"] for each in answer.document}
    assert {states[part] for part in ("数据库", "日志", "密钥", "时钟")} == {"ok"}
    assert {states[part] for part in ("设备", "中心", "签名证书")} == {"warn"}
    assert all(each["what_to_do"] for each in answer.document if each["state"] != "ok")


def test_a_device_that_is_away_is_exit_3(kiosk, data_dir):
    data_dir.mkdir()
    (data_dir / "station.toml").write_text('[devices.id_card_reader]\naddress = "pty:/nowhere/tty"', "utf-8")
    answer = kiosk("doctor", "--json")
    assert answer.code == 3
    assert answer.document[0]["state"] == "bad"
    assert "station.toml" in answer.document[0]["what_to_do"] or "电源" in answer.document[0]["what_to_do"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files as POSIX has them")
def test_a_key_that_others_may_read_is_found(kiosk, data_dir):
    kiosk("case", "list")
    (data_dir / "keys" / "database.key").chmod(0o644)
    answer = kiosk("doctor", "--json")
    assert answer.code == 4
    assert {each["part"]: each["state"] for each in answer.document}["密钥"] == "bad"


def test_a_clock_that_went_back_is_found(kiosk, sample, data_dir):
    files = sample()
    parts = Parts(load_settings(data_dir), now=lambda: datetime(2199, 1, 1, tzinfo=UTC))
    save(parts, files.item, files.application, {name: Path(path) for name, path in files.files.items()})
    parts.close()
    answer = kiosk("doctor", "--json")
    assert answer.code == 4
    assert {each["part"]: each["state"] for each in answer.document}["办件时间"] == "bad"


def test_the_disk_and_the_clock_of_this_machine_are_looked_at(tmp_path):
    assert check_disk(tmp_path / "not" / "yet", FreezeLimits()).words.startswith("还空")
    assert check_clock().state in (Mark.OK, Mark.BAD)


def test_a_broken_chain_is_exit_7(kiosk, data_dir):
    with open_store(data_dir, lambda: datetime.now(UTC)) as store, store.database.writing() as connection:
        first = connection.execute(select(audit_records.c.record)).scalar_one()
        connection.execute(update(audit_records).values(record=first.replace(b"store.created", b"store.cre4ted")))
    answer = kiosk("audit", "verify", "--json")
    assert (answer.code, answer.document["records"], answer.document["intact"]) == (7, 1, False)
    assert kiosk("doctor", "--json").code == 7
