"""A week without a line: the outbox goes to the centre on a stick, the centre's answer comes back on it."""

import hashlib
from pathlib import Path

import pytest

from app.catalogue import load_catalogue
from app.central.server import EmbeddedCentre
from app.domain.formats import moment

STATION = "T01"
NOTHING = {
    "package": None,
    "events": 0,
    "attachments": 0,
    "bytes": 0,
    "answers": 0,
    "unreadable": 0,
    "outdated": 0,
    "unbelieved": 0,
}


@pytest.fixture
def centre_dir(tmp_path):
    return tmp_path / "centre"


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def cut_off(kiosk, centre_dir):
    """Enrolled, and from then on without a line: the centre's server has ended."""
    with EmbeddedCentre(centre_dir, load_catalogue()) as centre:
        code = kiosk("central", "enrolment-code", "--station", STATION, "--json", home=centre_dir).document["code"]
        assert kiosk("enrol", "--central", centre.url, "--code", code, "--json").code == 0


@pytest.fixture
def carry(kiosk, centre_dir, stick):
    """What the centre says of the stick."""
    return lambda *more: kiosk("central", "import", stick, *more, "--json", home=centre_dir)


def test_cases_travel_by_stick_and_are_settled_by_the_answer(kiosk, cut_off, sample, stick, carry, centre_dir):
    files = sample("residence-permit-endorsement", 4)
    saved = kiosk("case", "submit", *files.words(), "--evaluate", 5).document
    waiting = kiosk("sync", "status", "--json").document["waiting"]

    exported = kiosk("export", stick, "--json")

    assert exported.code == 0
    assert exported.document["events"] == 2
    assert exported.document["attachments"] == len(files.files)
    assert exported.document["bytes"] == sum(
        each.stat().st_size for each in stick.rglob("*.*") if each.name != "manifest.jws" and each.is_file()
    )
    assert kiosk("sync", "status", "--json").document["waiting"] == waiting

    taken = carry()

    assert taken.code == 0
    assert taken.document == {
        "packages": 1,
        "accepted": 2,
        "duplicate": 0,
        "conflict": 0,
        "rejected": 0,
        "attachments": len(files.files),
        "refused": [],
        "damaged": [],
    }
    (case,) = kiosk("central", "cases", "--json", home=centre_dir).document
    assert (case["id"], case["status"], case["data"]) == (saved["id"], "accepted", files.application)
    sent = {name: Path(path).read_bytes() for name, path in files.files.items()}
    told = {each["name"]: (each["size"], each["sha256"]) for each in case["attachments"]}
    assert told == {name: (len(body), hashlib.sha256(body).hexdigest()) for name, body in sent.items()}

    assert kiosk("export", stick, "--json").document == {**NOTHING, "answers": 1}
    assert kiosk("sync", "status", "--json").document["waiting"] == 0
    assert kiosk("case", "list", "--json").document[0]["status"] == "received"
    assert list(stick.iterdir()) == []


def test_the_stick_of_a_stolen_terminal_is_taken_where_somebody_says_why(
    kiosk, cut_off, sample, stick, carry, centre_dir
):
    kiosk("case", "submit", *sample("temporary-id-card", 4).words())
    kiosk("export", stick)
    revoked = kiosk("central", "revoke", "--station", STATION, "--reason", "被偷", home=centre_dir)
    assert "central import" in revoked.out
    assert "先导入" in revoked.out

    refused = kiosk("central", "import", stick, home=centre_dir)
    assert (refused.code, "--of-revoked" in refused.out) == (2, True)
    assert carry("--of-revoked", STATION).code == 2, "nobody said why"
    assert carry("--reason", "昨天导出的").code == 2, "of no station"
    assert kiosk("central", "cases", "--json", home=centre_dir).document == []

    taken = carry("--of-revoked", STATION, "--reason", "昨天导出的")
    assert (taken.code, taken.document["accepted"], taken.document["refused"]) == (0, 1, [])
    audit = kiosk("central", "audit", "--station", STATION, home=centre_dir)
    assert "没有了结" in audit.out
    (finding,) = kiosk("central", "audit", "--station", STATION, "--json", home=centre_dir).document["findings"]
    assert moment(finding["found_at"]) in audit.out
    (case,) = kiosk("central", "cases", "--json", home=centre_dir).document
    looks = kiosk("central", "case", case["id"], "--json", home=centre_dir).document["looks"]
    assert [(each["reviewer"], each["act"], each["detail"]) for each in looks] == [
        ("command", "took_of_revoked", "昨天导出的")
    ]


def test_the_centre_says_that_the_stick_goes_back_for_its_answer_to_be_read(kiosk, cut_off, sample, stick, centre_dir):
    kiosk("case", "submit", *sample().words())
    kiosk("export", stick)

    assert "拿回终端" in kiosk("central", "import", stick, home=centre_dir).out
    kiosk("export", stick)
    assert "拿回终端" not in kiosk("central", "import", stick, home=centre_dir).out, "nothing was on it"


def test_an_answer_that_is_not_believed_is_told_with_what_to_do(kiosk, cut_off, sample, stick, carry):
    kiosk("case", "submit", *sample().words())
    kiosk("export", stick)
    carry()
    (answer,) = stick.glob("answer-*.jws")
    answer.write_bytes(answer.read_bytes()[:-4] + b"AAAA")

    told = kiosk("export", stick)

    assert told.code == 0
    assert "有 1 份回执不可信" in told.out
    assert "导入一次" in told.out
    assert kiosk("export", stick, "--json").document["unbelieved"] == 1
