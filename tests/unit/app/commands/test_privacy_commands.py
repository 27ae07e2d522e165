"""kiosk privacy: what a station holds of a person, told and erased."""

import io
import sys

import pytest

from app.composition import open_parts
from app.config import load_settings
from app.domain.ports import EventVerdict


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
    assert number in told


def test_another_person_is_told_nothing_of_it(kiosk, case, say_number):
    say_number("110105194912310021")

    assert kiosk("privacy", "report", "--operator", "T01", "--json").document["cases"] == []


def test_erasing_waits_for_the_centre_and_then_leaves_only_the_number(kiosk, case, say_number, data_dir):
    saved, number, _ = case
    say_number(number)
    assert kiosk("privacy", "erase", "--operator", "T01", "--json").document == {"erased": 0, "waiting": 1}
    taken(data_dir)
    say_number(number)
    assert kiosk("privacy", "erase", "--operator", "T01", "--json").document == {"erased": 1, "waiting": 0}

    shown = kiosk("case", "show", saved["id"], "--json").document
    assert (shown["number"], shown["kept"], shown["data"]) == (saved["number"], "erased", None)
    assert "清除" in kiosk("case", "show", saved["id"]).out
    assert kiosk("audit", "verify", "--json").document["intact"]


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
