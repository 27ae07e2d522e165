"""The centre takes a new key to which stations seal; whatever is sealed to an older one still opens."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from app.central.administration import Administration
from app.central.key_rotation import prepare_key, rotate_key
from app.central.seal_identities import NEXT, SealIdentities, key_id
from app.central.server import EmbeddedCentre
from app.domain.errors import StorageProblem
from tests.central.conftest import Running, Station


def newest(running: Running) -> str:
    return SealIdentities(running.data_dir / "central" / "keys" / "seal.key").recipient


def test_a_running_centre_opens_old_seals_and_new_ones_after_a_rotation(
    station: Station, office: Administration, running: Running
) -> None:
    old = station.enrolment["seal_recipient"]
    before, sample_before = station.case()
    waiting = station.submitted(before)
    done = rotate_key(office.database, office.keys)
    assert done["recipient"] == newest(running) != old

    assert station.verdicts(waiting) == ["accepted"]
    station.upload_all(before, sample_before)
    feed = station.request("GET", "/api/v1/changes?limit=1000").json()["changes"]
    told = [each["body"] for each in feed if each["kind"] == "seal_key.changed"]
    assert told[-1] == {"recipient": done["recipient"], "key_id": key_id(done["recipient"])}
    station.enrolment["seal_recipient"] = told[-1]["recipient"]
    after, sample_after = station.case(seed=2)
    assert station.verdicts(station.submitted(after)) == ["accepted"]
    station.upload_all(after, sample_after)

    for each in (before, after):
        case = office.get_case(each["id"])
        assert (case["status"], case["data"]) == ("accepted", each["data"])


def test_whoever_enrols_after_a_rotation_gets_the_new_key(
    hall: Callable[..., Station], centre: EmbeddedCentre, office: Administration
) -> None:
    done = rotate_key(office.database, office.keys)

    assert hall(centre.url, office).enrolment["seal_recipient"] == done["recipient"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "seal.key"
    path.write_text(f"{pyrage.x25519.Identity.generate()}\n")
    return path


def sealed_to(recipient: str) -> bytes:
    content: bytes = pyrage.encrypt(b"a case", [pyrage.x25519.Recipient.from_str(recipient)])
    return content


def test_a_prepared_key_opens_at_once_and_is_sealed_to_only_after_the_rotation(path: Path) -> None:
    mine, replica = SealIdentities(path), SealIdentities(path)
    first = mine.recipient
    prepared = mine.prepare()

    assert (mine.recipient, replica.recipient, mine.prepare()) == (first, first, prepared)
    assert pyrage.decrypt(sealed_to(prepared), list(replica.all())) == b"a case"
    assert mine.rotate() == prepared
    assert replica.recipient == prepared
    assert pyrage.decrypt(sealed_to(first), list(replica.all())) == b"a case"
    assert NEXT not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_age_command_opens_what_was_sealed_to_any_of_the_keys(path: Path, tmp_path: Path) -> None:
    keys = SealIdentities(path)
    recipients = [keys.recipient, keys.rotate(), keys.rotate(), keys.prepare()]

    for each in recipients:
        (tmp_path / "case.age").write_bytes(sealed_to(each))
        command = ["age", "-d", "-i", path, tmp_path / "case.age"]
        assert subprocess.run(command, capture_output=True, check=True).stdout == b"a case"


@pytest.mark.parametrize(
    "content", ["", "# next\n", "AGE-SECRET-KEY-1NONE\n", "\xff"], ids=["empty", "mark", "none", "junk"]
)
def test_a_key_file_that_holds_no_key_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "seal.key").write_text(content, "latin-1")

    with pytest.raises(StorageProblem):
        SealIdentities(tmp_path / "seal.key")


def test_a_centre_that_cannot_read_its_file_any_more_goes_on_with_what_it_has(path: Path) -> None:
    keys = SealIdentities(path)
    recipient = keys.recipient
    path.unlink()

    assert keys.recipient == recipient


def test_the_command_says_the_key_and_how_many_heard(
    office: Administration, station: Station, running: Running
) -> None:
    prepared = prepare_key(office.keys)
    assert prepared["prepared"]
    assert newest(running) != prepared["recipient"]
    done = rotate_key(office.database, office.keys)

    assert done["recipient"] == prepared["recipient"]
    assert done["stations"] >= 1
    assert json.dumps(done)
