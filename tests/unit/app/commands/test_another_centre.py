"""A station that is enrolled at another centre while cases wait that only the first one can open."""

import json
from contextlib import contextmanager

import pytest

from app.catalogue import load_catalogue
from app.central.server import EmbeddedCentre


class Place:
    """A centre with its data directory; `code()` is a new one-time code for the station."""

    def __init__(self, kiosk, home, centre):
        self._kiosk, self.home, self.url = kiosk, home, centre.url

    def code(self):
        told = self._kiosk("central", "enrolment-code", "--station", "S1", "--json", home=self.home)
        return told.document["code"]

    def cases(self):
        return {each["id"] for each in self._kiosk("central", "cases", "--json", home=self.home).document}


@contextmanager
def centre_at(kiosk, home):
    with EmbeddedCentre(home, load_catalogue()) as centre:
        yield Place(kiosk, home, centre)


@pytest.fixture
def places(kiosk, data_dir, tmp_path):
    data_dir.mkdir()
    (data_dir / "station.toml").write_text('[station]\nkind = "self_service"\n', "utf-8")
    with centre_at(kiosk, tmp_path / "a") as first, centre_at(kiosk, tmp_path / "b") as second:
        yield first, second


def enrol(kiosk, place, *words, code=""):
    return kiosk("enrol", "--central", place.url, "--code", code or place.code(), *words, "--json")


def submit(kiosk, sample, seed):
    return kiosk("case", "submit", *sample(seed=seed).words()).document["id"]


def status(kiosk):
    return kiosk("sync", "status", "--json").document


def test_it_is_refused_with_words_and_the_first_enrolment_goes_on(kiosk, places, sample):
    first, second = places
    assert enrol(kiosk, first).code == 0
    case = submit(kiosk, sample, 1)
    answer = enrol(kiosk, second)
    assert answer.code == 2
    assert "1 件办件封给了原来登记的中心" in answer.error["message"]
    assert "--leave-behind" in answer.error["what_to_do"]
    assert kiosk("sync", "once").code == 0
    assert first.cases() == {case}
    assert enrol(kiosk, second).code == 0, "nothing waits any more"


def test_what_is_left_behind_waits_untouched_and_goes_when_the_station_is_back(kiosk, places, sample, tmp_path):
    first, second = places
    assert enrol(kiosk, first).code == 0
    left = submit(kiosk, sample, 1)
    code = second.code()
    assert enrol(kiosk, second, code=code).code == 2
    assert enrol(kiosk, second, "--leave-behind", code=code).code == 0, "the code is still good"
    new = submit(kiosk, sample, 2)
    report = kiosk("sync", "once", "--json").document
    assert (report["accepted"], report["rejected"], report["conflict"]) == (1, 0, 0)
    assert second.cases() == {new}
    told = status(kiosk)
    assert (told["elsewhere"], told["conflict"]) == (1, 0)
    assert {(each["case_id"], each["state"]) for each in told["items"]} == {(left, "held")}
    assert "封给了另一个中心" in json.dumps(told["items"], ensure_ascii=False)
    assert "其中 1 件封给了另一个中心" in kiosk("sync", "status").out
    stick = tmp_path / "stick"
    stick.mkdir()
    exported = kiosk("export", stick, "--json").document
    assert (exported["events"], exported["attachments"]) == (0, 0)
    assert enrol(kiosk, second).code == 0, "what was left behind before is not asked about again"
    assert enrol(kiosk, first).code == 0
    assert kiosk("sync", "once", "--json").document["accepted"] == 1
    assert first.cases() == {left}
    assert (status(kiosk)["elsewhere"], status(kiosk)["waiting"]) == (0, 0)


def test_a_centre_that_changed_its_key_is_the_same_centre(kiosk, places, sample):
    first, _ = places
    assert enrol(kiosk, first).code == 0
    case = submit(kiosk, sample, 1)
    assert kiosk("central", "rotate-key", home=first.home).code == 0
    assert kiosk("central", "revoke", "--station", "S1", "--reason", "换机", home=first.home).code == 0
    assert enrol(kiosk, first).code == 0
    assert status(kiosk)["elsewhere"] == 0
    assert kiosk("sync", "once", "--json").document["accepted"] == 1
    assert first.cases() == {case}
