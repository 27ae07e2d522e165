"""Seals opened in processes beside the centre: the same answers, whatever becomes of the processes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from uuid_utils import uuid7

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.samples import make_sample
from app.central.intake import opener_processes
from app.central.intake.envelope import Opened, Unopened
from app.central.intake.opener_processes import OpenerProcesses
from app.central.intake.openers import OpenerHere
from app.central.intake.packed import Packed
from app.central.intake.small_files import SentFile, SoundFile
from app.central.seal_identities import SealIdentities
from app.central.sealing import open_sealed

STATION = "hall-01"
MANY = 3 * opener_processes.FEWEST_EVENTS
NO_HANG_S = 60.0


@pytest.fixture(scope="module")
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "seal.key"
    path.write_text(f"{pyrage.x25519.Identity.generate()}\n", encoding="ascii")
    return path


@pytest.fixture(scope="module")
def processes(key_file: Path, catalogue: LoadedCatalogue) -> Iterator[OpenerProcesses]:
    opener = OpenerProcesses(2, key_file, catalogue)
    yield opener
    opener.close()


@pytest.fixture
def here(key_file: Path, catalogue: LoadedCatalogue) -> OpenerHere:
    return OpenerHere(SealIdentities(key_file), catalogue)


def at_work(opener: OpenerProcesses, raws: list[Any]) -> list[int]:
    """The processes, begun and ready."""
    end = time.monotonic() + NO_HANG_S
    while not opener.process_ids:
        opener.events(raws, STATION)
        assert time.monotonic() < end, "they never began"
        time.sleep(0.05)
    return opener.process_ids


def sealed(key_file: Path, content: bytes) -> bytes:
    recipient = pyrage.x25519.Recipient.from_str(SealIdentities(key_file).recipient)
    return bytes(pyrage.encrypt(content, [recipient]))


def evaluation(key_file: Path, sequence: int) -> dict[str, Any]:
    case_id = str(uuid7())
    plain = json.dumps({"case_id": case_id, "grade": 5, "channel": "pad"}).encode()
    return {
        "id": str(uuid7()),
        "station_id": STATION,
        "sequence": sequence,
        "kind": "case.evaluated",
        "case_id": case_id,
        "occurred_at": "2026-03-18T09:30:00+08:00",
        "catalogue_version": "1",
        "payload_sha256": hashlib.sha256(plain).hexdigest(),
        "payload": base64.b64encode(sealed(key_file, zstandard.ZstdCompressor().compress(plain))).decode(),
    }


@pytest.fixture
def raws(key_file: Path) -> list[Any]:
    """Sound events with bad ones among them."""
    events: list[Any] = [evaluation(key_file, number + 1) for number in range(MANY)]
    events[7] = {**events[7], "payload": "AAAA"}
    events[30] = {**events[30], "station_id": "another"}
    events[31] = "no event at all"
    events[-1] = {**events[-1], "payload_sha256": "0" * 64}
    return events


def attachment(key_file: Path, number: int, plain: bytes) -> SentFile:
    content = sealed(key_file, plain)
    told = {"case_id": str(uuid7()), "name": f"photo-{number}", "media_type": "image/jpeg", "size": str(len(plain))}
    told["sha256"] = hashlib.sha256(plain).hexdigest()
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
    return SentFile(f'attachment; filename="{hashlib.sha256(content).hexdigest()}"', metadata, content)


def test_events_are_opened_there_as_here_and_in_their_order(
    processes: OpenerProcesses, here: OpenerHere, raws: list[Any]
) -> None:
    assert len(at_work(processes, raws)) == 2
    assert processes.events(raws, STATION) == here.events(raws, STATION)


def test_files_are_checked_there_as_here_and_keep_their_bytes(
    processes: OpenerProcesses, here: OpenerHere, raws: list[Any], key_file: Path
) -> None:
    sent = [attachment(key_file, number, os.urandom(40_000)) for number in range(8)]
    sent[3] = replace(sent[3], sealed=sent[3].sealed + b"x")
    at_work(processes, raws)
    found = processes.files(sent)
    assert found == here.files(sent)
    sound = [each for each in found if isinstance(each, SoundFile)]
    assert [each.sealed for each in sound] == [each.sealed for each in sent if each is not sent[3]]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_a_batch_is_opened_though_the_processes_die_or_hang_under_it(
    processes: OpenerProcesses,
    here: OpenerHere,
    raws: list[Any],
    how: signal.Signals,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opener_processes, "REPLY_WAIT_S", 0.5 if how is signal.SIGSTOP else NO_HANG_S)
    before = at_work(processes, raws)
    for each in before:
        os.kill(each, how)
    assert processes.events(raws, STATION) == here.events(raws, STATION)
    monkeypatch.undo()
    assert not set(at_work(processes, raws)) & set(before)


def test_a_new_identity_of_the_centre_is_known_there_too(
    processes: OpenerProcesses, here: OpenerHere, raws: list[Any], key_file: Path
) -> None:
    at_work(processes, raws)
    SealIdentities(key_file).rotate()
    newer = [evaluation(key_file, number + 1) for number in range(MANY)]
    assert processes.events(newer, STATION) == here.events(newer, STATION)
    assert processes.events(raws, STATION) == here.events(raws, STATION)


def test_a_small_batch_begins_no_process(key_file: Path, catalogue: LoadedCatalogue, raws: list[Any]) -> None:
    opener = OpenerProcesses(1, key_file, catalogue)
    opener.events(raws[: opener_processes.FEWEST_EVENTS - 1], STATION)
    assert opener._lines == ()
    opener.close()


def test_once_closed_it_works_here_and_begins_nothing(
    key_file: Path, catalogue: LoadedCatalogue, raws: list[Any], here: OpenerHere
) -> None:
    opener = OpenerProcesses(1, key_file, catalogue)
    opener.close()
    assert opener.events(raws, STATION) == here.events(raws, STATION)
    assert opener._lines == ()


def case(number: int, catalogue: LoadedCatalogue) -> tuple[dict[str, Any], bytes]:
    item = catalogue.item("temporary-id-card")
    sample = make_sample(item, number % 3)
    case_id = str(uuid7())
    attachments = [
        {"name": each.name, "media_type": each.media_type, "size": len(each.content), "sha256": "0" * 64}
        for each in sample.attachments.values()
    ]
    body = {"id": case_id, "number": f"BM0120260318-{number:06d}", "item": item.code, "item_version": item.version}
    body |= {"submitted_at": "2026-03-18T09:30:00+08:00", "channel": "screen", "data": sample.data}
    plain = json.dumps(body | {"attachments": attachments}).encode()
    told = {"id": str(uuid7()), "station_id": STATION, "sequence": number, "kind": "case.submitted"}
    told |= {"case_id": case_id, "occurred_at": "2026-03-18T09:30:00+08:00", "catalogue_version": "1"}
    return told | {"payload_sha256": hashlib.sha256(plain).hexdigest()}, zstandard.ZstdCompressor().compress(plain)


def under_one_seal(key_file: Path, catalogue: LoadedCatalogue) -> list[Any]:
    """Every fifth by itself, one altered, one in another's place, one that is no event."""
    key = os.urandom(32)
    seal, lock = sealed(key_file, key), ChaCha20Poly1305(key)
    raws: list[Any] = []
    for place in range(MANY):
        told, squeezed = case(place + 1, catalogue)
        if place % 5 == 0:
            raws.append(Packed(told, sealed(key_file, squeezed), b"", place))
        else:
            raws.append(Packed(told, lock.encrypt(place.to_bytes(12, "big"), squeezed, None), seal, place))
    raws[11] = raws[11]._replace(payload=raws[11].payload[:-1])
    raws[12] = raws[12]._replace(place=13)
    raws[13] = raws[13]._replace(told="no event at all")
    return raws


def test_a_batch_under_one_seal_opens_the_same_in_the_processes_as_here(
    processes: OpenerProcesses, here: OpenerHere, raws: list[Any], key_file: Path, catalogue: LoadedCatalogue
) -> None:
    at_work(processes, raws)
    packed = under_one_seal(key_file, catalogue)
    found = processes.events(packed, STATION)
    assert found == here.events(packed, STATION)
    assert [each.reason for each in found if isinstance(each, Unopened)] == [
        "payload_seal",
        "payload_seal",
        "event_malformed",
    ]
    assert {each.objection for each in found if isinstance(each, Opened)} == {""}
    identities = SealIdentities(key_file).all()
    rows = [each.sealed for each in found if isinstance(each, Opened)]
    assert all(json.loads(open_sealed(identities, each))["channel"] == "screen" for each in rows)


def test_while_the_interpreter_is_wanted_for_something_else_the_processes_do_it_all(
    processes: OpenerProcesses, here: OpenerHere, raws: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work(processes, raws)
    opened_here: list[int] = []
    monkeypatch.setattr(processes, "_own", _Counting(here, opened_here))
    with processes.busy():
        assert processes.events(raws, STATION) == here.events(raws, STATION)
    assert opened_here == []


def test_while_others_have_the_processes_it_is_done_here(
    processes: OpenerProcesses, here: OpenerHere, raws: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work(processes, raws)
    opened_here: list[int] = []
    monkeypatch.setattr(processes, "_own", _Counting(here, opened_here))
    held = [each for each in processes._lines if each.take()]
    try:
        assert processes.events(raws, STATION) == here.events(raws, STATION)
    finally:
        for each in held:
            each.let_go()
    assert (len(held), sum(opened_here)) == (2, len(raws))


class _Counting:
    """Opens as `here` does, and notes how many each time."""

    def __init__(self, here: OpenerHere, counts: list[int]) -> None:
        self._here, self._counts = here, counts

    def events(self, some: list[Any], station_id: str) -> Any:
        self._counts.append(len(some))
        return self._here.events(some, station_id)


def test_many_batches_at_once_share_the_processes_and_get_each_their_own(
    processes: OpenerProcesses, here: OpenerHere, raws: list[Any], key_file: Path
) -> None:
    at_work(processes, raws)
    batches = [[evaluation(key_file, number + 1) for number in range(MANY)] for _ in range(6)]
    with ThreadPoolExecutor(len(batches)) as pool:
        found = list(pool.map(lambda batch: processes.events(batch, STATION), batches))
    assert found == [here.events(batch, STATION) for batch in batches]


def test_a_process_that_dies_before_it_begins_holds_up_nobody(
    key_file: Path, catalogue: LoadedCatalogue, raws: list[Any], here: OpenerHere
) -> None:
    opener = OpenerProcesses(1, key_file, catalogue)
    try:
        opener.events(raws, STATION)
        (line,) = opener._lines
        os.kill(line.process_id, signal.SIGKILL)
        line._process.join(NO_HANG_S)
        assert opener.events(raws, STATION) == here.events(raws, STATION)
        assert line.process_id not in at_work(opener, raws)
    finally:
        opener.close()


def _fails(_opener: OpenerHere, pieces: list[Any], *_words: Any) -> None:
    raise ValueError(f"{pieces[0]} has a name in it")


def test_what_fails_there_is_done_here_and_nobodys_words_are_printed(
    key_file: Path,
    catalogue: LoadedCatalogue,
    raws: list[Any],
    here: OpenerHere,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    opener = OpenerProcesses(1, key_file, catalogue)
    try:
        at_work(opener, raws)
        monkeypatch.setattr(opener_processes, "_open_events", _fails)
        assert opener.events(raws, STATION) == here.events(raws, STATION)
    finally:
        opener.close()
    told = capfd.readouterr()
    assert "an opener process ended: ValueError" in told.err
    assert "has a name in it" not in told.err + told.out
