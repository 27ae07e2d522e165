"""kiosk privacy: what a station holds of a person, told and erased."""

import io
import sys
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from app.composition import open_parts
from app.config import load_settings
from app.domain.drafts import KeptDraft
from app.domain.ports import EventVerdict
from app.storage import database
from app.storage.tables import cases
from tests.unit.app.storage.raw_pages import raw_pages


@pytest.fixture
def say_number(monkeypatch):
    def say(text):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))

    return say


@pytest.fixture
def case(kiosk, sample):
    files = sample()
    saved = kiosk("case", "submit", *files.words()).document
    return saved, files.application["applicant"]["id_number"], files


def taken(data_dir):
    with open_parts(load_settings(data_dir)) as parts:
        for event in parts.outbox.due_events(parts.now(), 10):
            parts.outbox.settle_event(event.id, EventVerdict.ACCEPTED)
        for upload in parts.outbox.due_uploads(parts.now(), 10):
            parts.outbox.settle_upload(upload.id)


@contextmanager
def held_by_a_reader(data_dir):
    """Another connection in the middle of a reading that began before."""
    key = (data_dir / "keys" / "database.key").read_text().strip()
    other = database.Database(data_dir / "terminal.db", key)
    try:
        with other.reading() as connection:
            connection.execute(select(cases.c.id)).all()
            yield
    finally:
        other.close()


def test_a_person_is_told_everything_that_is_held(kiosk, case, say_number):
    saved, number, files = case
    say_number(number)
    (held,) = kiosk("privacy", "report", "--operator", "T01", "--json").document["cases"]

    assert (held["number"], held["kept"], held["at_centre"]) == (saved["number"], "readable", False)
    assert held["data"] == files.application
    assert {each["name"] for each in held["files"]} == set(files.files)
    say_number(number)
    told = kiosk("privacy", "report", "--operator", "T01").out
    assert files.application["applicant"]["name"] in told
    assert "临时居民身份证" in told
    assert "待上报" in told
    assert "申领原因：" in told
    assert not any(code in told for code in ("form.", "applicant.", "damaged", "saved", "temporary-id-card"))
    assert number in told


def test_another_person_is_told_nothing_of_it(kiosk, case, say_number):
    say_number("110105194912310021")

    assert kiosk("privacy", "report", "--operator", "T01", "--json").document["cases"] == []


def test_erasing_waits_for_the_centre_and_then_leaves_only_the_number(kiosk, case, say_number, data_dir):
    saved, number, _ = case
    say_number(number)
    told = kiosk("privacy", "erase", "--operator", "T01", "--json").document
    assert told == {"erased": 0, "waiting": 1, "drafts": 0, "pages_wait": False}
    taken(data_dir)
    say_number(number)
    told = kiosk("privacy", "erase", "--operator", "T01", "--json").document
    assert told == {"erased": 0, "waiting": 0, "drafts": 0, "pages_wait": False}

    shown = kiosk("case", "show", saved["id"], "--json").document
    assert (shown["number"], shown["kept"], shown["data"]) == (saved["number"], "erased", None)
    assert "清除" in kiosk("case", "show", saved["id"]).out
    assert kiosk("audit", "verify", "--json").document["intact"]


def test_while_another_program_reads_the_erasing_says_that_it_waits(kiosk, case, say_number, data_dir, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.1)
    number = case[1]
    taken(data_dir)
    with held_by_a_reader(data_dir):
        say_number(number)
        told = kiosk("privacy", "erase", "--operator", "T01", "--json")
        assert (told.code, told.document["erased"], told.document["pages_wait"]) == (0, 1, True)
        say_number(number)
        assert "还没有抹掉" in kiosk("privacy", "erase", "--operator", "T01").out
        assert number.encode() in raw_pages(data_dir)

    assert kiosk("case", "list", "--json").code == 0
    assert number.encode() not in raw_pages(data_dir)
    say_number(number)
    assert not kiosk("privacy", "erase", "--operator", "T01", "--json").document["pages_wait"]


def test_the_number_is_no_argument_and_stands_in_no_message(kiosk, case, say_number):
    _, number, _ = case
    assert kiosk("privacy", "report", number, "--operator", "T01", "--json").code == 2
    say_number("")
    answer = kiosk("privacy", "report", "--operator", "T01", "--json")
    assert answer.code == 2
    say_number(number)
    refused = kiosk("privacy", "erase", "--operator", number, "--json")
    assert (refused.code, number in refused.out) == (2, False)


def test_a_sealed_case_says_so(kiosk, case, say_number, data_dir):
    import pyrage

    saved, number, _ = case
    with open_parts(load_settings(data_dir)) as parts:
        recipient = str(pyrage.x25519.Identity.generate().to_public())
        parts._store().settings.put({"centre.seal_recipient": recipient})

    shown = kiosk("case", "show", saved["number"], "--json").document
    assert (shown["kept"], shown["data"]) == ("sealed", None)
    assert "打不开" in kiosk("case", "show", saved["number"]).out
    say_number(number)
    (held,) = kiosk("privacy", "report", "--operator", "T01", "--json").document["cases"]
    assert (held["kept"], held["data"]) == ("sealed", None)
    assert all(each["here"] and not each["opens_here"] for each in held["files"])


def test_a_person_is_told_of_what_is_held_for_them_and_has_it_erased(kiosk, data_dir, say_number):
    number = "33010219900101001X"
    content = {"held": True, "card": {"id_number": number, "name": "张三"}, "form": {"phone": "13800000000"}}
    case_id = "01900000-0000-7000-8000-000000000001"
    with open_parts(load_settings(data_dir)) as parts:
        draft = KeptDraft(case_id, "temporary-id-card", "1", "form", "T01", parts.now(), content, {"portrait": b"jpg"})
        parts.drafts.keep(draft)
    say_number(number)
    (held,) = kiosk("privacy", "report", "--operator", "T01", "--json").document["drafts"]
    assert (held["id"], held["held"], held["data"]) == (case_id, True, content)
    assert held["files"] == [{"kind": "picture", "name": "portrait", "size": 3}]
    say_number(number)
    told = kiosk("privacy", "report", "--operator", "T01").out
    assert all(each in told for each in ("草稿", "已挂起", "保存到", "张三", number, "图片 portrait（3 字节）"))

    say_number(number)
    assert "清除了 1 份没提交的草稿" in kiosk("privacy", "erase", "--operator", "T01").out

    say_number(number)
    assert "也没有没提交的草稿" in kiosk("privacy", "report", "--operator", "T01").out
