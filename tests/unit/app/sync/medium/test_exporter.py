"""What `kiosk export` leaves on a medium, and what it leaves when the medium does not do its part."""

import hashlib
import json
import os
import subprocess
import sys

import pyrage
import pytest
import zstandard

from app.domain.case import NewAttachment
from app.domain.errors import DataDirReadOnly, DiskFull, WrongInput
from app.storage import StoreChoices, open_store
from app.sync.client import CentreClient
from app.sync.medium.exporter import MediumExport


def test_a_package_holds_all_that_waits_sealed_and_listed(exporting, samples, identity, open_payload):
    for index in (1, 2, 3):
        exporting.store.cases.submit(samples.submission(index))

    done = exporting.export()

    (package,) = exporting.packages()
    manifest = exporting.manifest(package)
    assert (done.package, done.events, done.attachments, done.unreadable) == (package.name, 3, 6, 0)
    assert (manifest["first_sequence"], manifest["last_sequence"]) == (1, 3)
    for part in manifest["parts"]:
        content = (package / part["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (part["size"], part["sha256"])
    assert done.bytes == sum(part["size"] for part in manifest["parts"])
    (events,) = (package / "events").iterdir()
    sent = json.loads(zstandard.ZstdDecompressor().decompress(events.read_bytes()))["events"]
    assert [each["sequence"] for each in sent] == [1, 2, 3]
    assert all(json.loads(open_payload(each["payload"]))["id"] == each["case_id"] for each in sent)
    index = json.loads(
        zstandard.ZstdDecompressor().decompress(pyrage.decrypt((package / "attachments.age").read_bytes(), [identity]))
    )
    for each in index:
        plain = pyrage.decrypt((package / each["path"]).read_bytes(), [identity])
        assert (len(plain), hashlib.sha256(plain).hexdigest()) == (each["size"], each["sha256"])


def test_nothing_of_a_person_can_be_read_on_the_medium(exporting, samples):
    exporting.store.cases.submit(samples.submission())
    exporting.export()
    content = b"".join(each.read_bytes() for each in exporting.stick.rglob("*") if each.is_file())
    for text in (*samples.applicant.values(), "photo", "signature"):
        assert text.encode() not in content
    plain_digest = hashlib.sha256(b"JPEG" * 500).hexdigest()
    assert plain_digest.encode() not in content


def test_exporting_settles_nothing_and_later_events_of_a_case_go_along(exporting, samples):
    from app.domain.evaluation import Evaluation, EvaluationChannel, Grade

    saved = exporting.store.cases.submit(samples.submission())
    exporting.store.cases.evaluate(Evaluation(saved.id, Grade(5), EvaluationChannel.SCREEN))
    waiting = exporting.store.outbox.waiting()
    assert exporting.export().events == 2
    assert exporting.store.outbox.waiting() == waiting
    assert exporting.export().events == 2
    assert len(exporting.packages()) == 2


def test_many_events_go_in_batches(exporting, samples):
    for index in range(1, 106):
        exporting.store.cases.submit(samples.submission(index, attachments=()))
    assert exporting.export().events == 105
    (package,) = exporting.packages()
    assert [each["kind"] for each in exporting.manifest(package)["parts"]] == ["events", "events", "index"]


def test_where_nothing_waits_nothing_is_written(exporting):
    assert exporting.export().package == ""
    assert list(exporting.stick.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_made(exporting, samples, tmp_path):
    exporting.store.cases.submit(samples.submission())
    with pytest.raises(WrongInput):
        exporting.export(tmp_path / "not plugged in")
    assert not (tmp_path / "not plugged in").exists()


def test_a_station_that_is_not_enrolled_cannot_export(store, clock, stick):
    client = CentreClient(store.settings, store.outbox, clock)
    with pytest.raises(WrongInput):
        MediumExport(client.enroller, store.outbox_reading, store.outbox, clock).export(stick)
    client.close()


def test_what_a_pulled_stick_left_is_cleared_away_and_nothing_else(exporting, samples):
    exporting.store.cases.submit(samples.submission())
    ours = exporting.stick / "bianmin-hall-01-20260101T000000Z-1.part"
    others = [exporting.stick / f"bianmin-{name}-20260101T000000Z-1.part" for name in ("hall", "hall-01-b", "hall-02")]
    for each in (ours, *others):
        (each / "events").mkdir(parents=True)
    (exporting.stick / "holiday.jpg").write_bytes(b"JPEG")
    exporting.export()
    assert not ours.exists()
    assert all(each.exists() for each in (*others, exporting.stick / "holiday.jpg"))


def test_what_is_parked_stays_for_a_person_with_all_of_its_case(exporting, samples):
    from app.domain.ports import EventVerdict

    first = exporting.store.cases.submit(samples.submission(1))
    exporting.store.cases.submit(samples.submission(2))
    event = next(each for each in exporting.events() if each.case_id == first.id)
    exporting.store.outbox.settle_events([(event.id, EventVerdict.CONFLICT, "id_used")])
    done = exporting.export()
    assert (done.events, done.attachments) == (1, 2)


def test_an_attachment_our_own_disk_does_not_give_back_stays_behind_alone(exporting, samples, tmp_path):
    exporting.store.cases.submit(samples.submission(1))
    files = sorted(each for each in (tmp_path / "data" / "attachments").rglob("*.age"))
    damaged = bytearray(files[0].read_bytes())
    damaged[-1] ^= 1
    files[0].write_bytes(damaged)
    done = exporting.export()
    assert (done.events, done.attachments, done.unreadable) == (1, 1, 1)
    (package,) = exporting.packages()
    listed = {each["path"] for each in exporting.manifest(package)["parts"]}
    there = {each.relative_to(package).as_posix() for each in package.rglob("*") if each.is_file()}
    assert there == listed | {"manifest.jws"}


@pytest.fixture
def sealed(exporting, clock, tmp_path):
    """The same station, where a submitted case is sealed to the centre at once."""
    with open_store(tmp_path / "data", clock, StoreChoices(keeps_readable=False)) as store:
        yield type(exporting)(store, exporting.medium, exporting.issuer, exporting.stick)


def test_what_the_station_itself_cannot_open_any_more_goes_as_it_is(sealed, samples, identity, open_payload, tmp_path):
    sealed.store.cases.submit(samples.submission(1))
    sealed.store.life.seal_up()
    (event,) = sealed.events()
    assert event.sealed_to
    done = sealed.export()
    assert (done.events, done.attachments, done.unreadable) == (1, 2, 0)
    (package,) = sealed.packages()
    (events,) = (package / "events").iterdir()
    (sent,) = json.loads(zstandard.ZstdDecompressor().decompress(events.read_bytes()))["events"]
    assert hashlib.sha256(open_payload(sent["payload"])).hexdigest() == sent["payload_sha256"]
    plain = {pyrage.decrypt(each.read_bytes(), [identity]) for each in (package / "attachments").rglob("*.age")}
    assert plain == {b"JPEG" * 500, b"PNG"}

    stored = next(iter((tmp_path / "data" / "attachments").rglob("*.age")))
    stored.write_bytes(stored.read_bytes()[:-1])
    again = sealed.export()
    assert (again.attachments, again.unreadable) == (1, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts")
def test_a_full_medium_is_said_before_the_first_byte(exporting, samples, mounted):
    stick = mounted("size=1536k")
    exporting.store.cases.submit(
        samples.submission(attachments=(NewAttachment("film", "video/mp4", os.urandom(600_000)),))
    )
    with pytest.raises(DiskFull) as caught:
        exporting.export(stick)
    assert "介质" in caught.value.message
    assert list(stick.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="mounts")
def test_a_medium_that_fills_up_on_the_way_is_left_as_it_was(exporting, samples, mounted):
    """More files than the medium has room for: its file system counts them, whatever space it says is free."""
    stick = mounted("size=8m,nr_inodes=9")
    for index in (1, 2, 3, 4):
        exporting.store.cases.submit(samples.submission(index))
    with pytest.raises(DiskFull) as caught:
        exporting.export(stick)
    assert "都还在本机" in caught.value.what_to_do
    assert list(stick.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="mounts")
def test_a_read_only_medium_is_said(exporting, samples, mounted):
    stick = mounted("size=8m")
    subprocess.run(["mount", "-o", "remount,ro", stick], check=True)
    exporting.store.cases.submit(samples.submission())
    with pytest.raises(DataDirReadOnly) as caught:
        exporting.export(stick)
    assert "介质" in caught.value.message
