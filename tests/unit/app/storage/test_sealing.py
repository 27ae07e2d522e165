"""A self-service station keeps what was submitted so that the centre alone can open it."""

import io
import json
import shutil
import subprocess
from contextlib import contextmanager

import pyrage
import pytest
import zstandard
from sqlalchemy import select

from app.audit import canonical_json
from app.domain.case import Attachment, Kept, NewAttachment
from app.domain.errors import DiskFull, StorageProblem, WrongInput
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.ports import EventVerdict
from app.storage import StoreChoices, open_store, sealing_up
from app.storage.tables import attachments, evaluations, metadata, outbox_uploads
from tests.unit.app.storage.unpacked import as_bytes

SELF_SERVICE = StoreChoices(keeps_readable=False)


@pytest.fixture(scope="module")
def centre():
    return pyrage.x25519.Identity.generate()


def enrol(store, centre):
    store.settings.put({"centre.seal_recipient": str(centre.to_public())})


@pytest.fixture
def station(new_data_dir, data_dir, clock, centre):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock, SELF_SERVICE) as opened:
        enrol(opened, centre)
        yield opened


def no_seal(_plain, _sealed):
    raise AssertionError("sealed a second time")


def opened_payload(event, *identities):
    compressed = pyrage.decrypt(event.payload, list(identities))
    return json.loads(zstandard.ZstdDecompressor().stream_reader(io.BytesIO(compressed)).read())


def everything_in(store):
    """Every value of every table, as bytes."""
    found = []
    with store.database.reading() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(select(table)):
                found += [as_bytes(each) for each in row]
    return b"\n".join(found)


def secrets(samples):
    return [each.encode() for each in (*samples.applicant.values(), samples.phone, "遗失")]


def test_a_submitted_case_is_open_to_the_centre_and_no_more_to_the_station(station, samples, centre):
    saved = station.cases.submit(samples.submission())

    case = station.cases.case(saved.id)
    assert (case.kept, case.data, case.number) == (Kept.SEALED, {}, saved.number)
    assert [each.name for each in case.attachments] == ["photo", "signature"]
    for name in ("photo", "signature"):
        with pytest.raises(WrongInput, match="本机打不开"):
            station.cases.attachment(saved.id, name)
    inside = everything_in(station)
    assert not [each for each in secrets(samples) if each in inside]
    (event,) = station.outbox.due_events(station.cases._clock(), 10)
    payload = opened_payload(event, centre)
    assert payload["data"]["applicant"] == samples.applicant
    assert payload["number"] == saved.number


def test_no_file_on_the_disk_opens_with_anything_the_station_holds(station, samples, data_dir):
    station.cases.submit(samples.submission())

    own = pyrage.x25519.Identity.from_str(station.settings.get("storage.identity"))
    files = list((data_dir / "attachments").rglob("*.age"))
    assert len(files) == 2
    for each in files:
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(each.read_bytes(), [own])


def test_the_person_still_finds_the_case_by_the_card(station, samples):
    saved = station.cases.submit(samples.submission())

    (found,) = station.cases.cases_of(samples.applicant["id_number"])
    assert (found.number, found.item_code, found.status.value) == (saved.number, "temporary-id-card", "saved")


def test_the_very_bytes_on_the_disk_are_sent_at_every_try(station, samples, data_dir, clock):
    station.cases.submit(samples.submission())
    for event in station.outbox.due_events(clock(), 10):
        station.outbox.settle_event(event.id, EventVerdict.ACCEPTED)
    on_disk = {each.read_bytes() for each in (data_dir / "attachments").rglob("*.age")}

    sent = [
        station.outbox.sealed_upload(each.id, no_seal).path.read_bytes()
        for each in station.outbox.due_uploads(clock(), 10)
        for _ in range(2)
    ]

    assert set(sent) == on_disk
    assert list((data_dir / "spool").iterdir()) == []


def test_a_file_that_the_disk_spoilt_is_not_sent_as_if_it_were_sound(station, samples, data_dir, clock):
    station.cases.submit(samples.submission())
    for event in station.outbox.due_events(clock(), 10):
        station.outbox.settle_event(event.id, EventVerdict.ACCEPTED)
    for each in (data_dir / "attachments").rglob("*.age"):
        content = each.read_bytes()
        each.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    for upload in station.outbox.due_uploads(clock(), 10):
        with pytest.raises(StorageProblem, match="附件文件已损坏"):
            station.outbox.sealed_upload(upload.id, no_seal)


def test_the_age_command_opens_an_attachment_from_the_disk_with_the_centres_identity(
    station, samples, centre, data_dir, tmp_path
):
    station.cases.submit(samples.submission())
    identity = tmp_path / "seal.key"
    identity.write_text(f"{centre}\n")

    opened = {
        subprocess.run(["age", "-d", "-i", identity, each], check=True, capture_output=True).stdout
        for each in (data_dir / "attachments").rglob("*.age")
    }

    assert opened == {samples.photo, samples.signature}


def test_the_words_of_an_evaluation_are_the_centres_only(station, samples, centre, clock):
    station.cases.submit(samples.submission())
    station.cases.evaluate(Evaluation(samples.case_id(), Grade.BAD, EvaluationChannel.PAD, ("等得太久",), "排队"))

    with station.database.reading() as connection:
        kept = connection.execute(select(evaluations)).one()
    assert (kept.grade, kept.reasons, kept.text) == (2, "[]", "")
    assert "排队".encode() not in everything_in(station)
    submitted = station.outbox.due_events(clock(), 1)[0]
    station.outbox.settle_event(submitted.id, EventVerdict.ACCEPTED)
    (event,) = station.outbox.due_events(clock(), 10)
    assert opened_payload(event, centre)["text"] == "排队"


def test_the_same_submission_is_known_again_and_another_one_is_not(station, samples):
    submission = samples.submission()
    station.cases.submit(submission)

    assert station.cases.holds(submission)
    assert not station.cases.holds(samples.submission(data={"applicant": samples.applicant, "form": {}}))
    assert not station.cases.holds(samples.submission(attachments=()))
    assert not station.cases.holds(samples.submission(2))


def test_after_a_new_key_of_the_centre_the_old_seal_stays_and_new_ones_are_to_the_new(station, samples, centre, clock):
    newer = pyrage.x25519.Identity.generate()
    station.cases.submit(samples.submission(1))
    enrol(station, newer)
    station.cases.submit(samples.submission(2))

    first, second = station.outbox.due_events(clock(), 10)
    assert [first.sealed_to, second.sealed_to] == [str(centre.to_public()), str(newer.to_public())]
    assert opened_payload(first, newer, centre)["id"] == samples.case_id(1)
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(second.payload, [centre])


def test_a_counter_keeps_a_readable_copy(store, samples, centre, clock):
    enrol(store, centre)
    saved = store.cases.submit(samples.submission())

    case = store.cases.case(saved.id)
    assert case.kept is Kept.READABLE
    assert case.data["applicant"] == samples.applicant
    assert store.cases.attachment(saved.id, "photo") == samples.photo
    (event,) = store.outbox.due_events(clock(), 10)
    assert event.sealed_to == ""


def test_before_enrolment_a_case_stays_readable_and_is_sealed_up_after_it(
    new_data_dir, data_dir, clock, samples, centre
):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock, SELF_SERVICE) as store:
        saved = store.cases.submit(samples.submission())
        store.cases.evaluate(Evaluation(saved.id, Grade.BAD, EvaluationChannel.PAD, ("等得太久",), "排队"))
        digest = store.outbox.due_events(clock(), 1)[0].payload_sha256
        assert store.cases.case(saved.id).kept is Kept.READABLE
        enrol(store, centre)
        assert store.life.seal_up() == 3

        assert store.cases.case(saved.id).kept is Kept.SEALED
        inside = everything_in(store)
        assert not [each for each in [*secrets(samples), "排队".encode()] if each in inside]
        (event,) = store.outbox.due_events(clock(), 10)
        assert event.payload_sha256 == digest
        assert canonical_json(opened_payload(event, centre))
        assert store.cases.holds(samples.submission())
        files = list((data_dir / "attachments").rglob("*.age"))
        assert {pyrage.decrypt(each.read_bytes(), [centre]) for each in files} == {samples.photo, samples.signature}
        assert store.life.seal_up() == 0
        assert store.audit.verify().intact


def test_a_station_that_was_enrolled_while_it_was_closed_is_sealed_up_at_the_next_opening(
    new_data_dir, data_dir, clock, samples, centre
):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock) as store:
        store.cases.submit(samples.submission())
        enrol(store, centre)
    with open_store(data_dir, clock, SELF_SERVICE) as store:
        assert store.cases.case(samples.case_id()).kept is Kept.SEALED


def test_what_the_centre_has_of_a_readable_case_is_sealed_up_too(new_data_dir, data_dir, clock, samples, centre):
    """Its payload is kept for a centre that may be restored from an older back-up."""
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock) as store:
        store.cases.submit(samples.submission())
        store.outbox.settle_event(store.outbox.due_events(clock(), 1)[0].id, EventVerdict.ACCEPTED)
        enrol(store, centre)
    with open_store(data_dir, clock, SELF_SERVICE) as store:
        inside = everything_in(store)

    assert not [each for each in secrets(samples) if each in inside]


def test_an_upload_under_way_goes_on_with_the_same_bytes_when_its_case_is_sealed_up(
    new_data_dir, data_dir, clock, samples, centre
):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock) as store:
        store.cases.submit(samples.submission())
        enrol(store, centre)
        store.outbox.settle_event(store.outbox.due_events(clock(), 1)[0].id, EventVerdict.ACCEPTED)
        upload = store.outbox.due_uploads(clock(), 1)[0]
        recipient = centre.to_public()
        begun = store.outbox.sealed_upload(
            upload.id, lambda plain, sealed: pyrage.encrypt_io(plain, sealed, [recipient])
        ).path.read_bytes()
        store.outbox.begin_upload(upload.id, "/uploads/1")
    with open_store(data_dir, clock, SELF_SERVICE) as store:
        again = store.outbox.sealed_upload(upload.id, no_seal).path.read_bytes()

        assert again == begun
        assert store.outbox.upload_url(upload.id) == "/uploads/1"


def test_a_file_that_arrived_early_is_sealed_up_with_its_case(station, samples, centre, data_dir):
    film = b"moving pictures" * 1000
    begun = station.early_uploads.begin_early(samples.case_id(), "film", "video/mp4", io.BytesIO(film))
    assert isinstance(begun, Attachment)
    station.cases.submit(samples.submission(attachments=(NewAttachment("photo", "image/jpeg", b"p"),), begun=(begun,)))

    assert station.life.tend_daily() is None, "the day is not over, and it is sealed all the same"

    with station.database.reading() as connection:
        rows = connection.execute(select(attachments.c.sealed_to, outbox_uploads.c.sealed_sha256).join(outbox_uploads))
        assert all(row.sealed_to and row.sealed_sha256 for row in rows)
    files = [each.read_bytes() for each in (data_dir / "attachments").rglob("*.age")]
    assert {pyrage.decrypt(each, [centre]) for each in files} == {b"p", film}


def test_a_file_that_arrived_before_its_case_is_gone_once_the_centre_has_both(station, samples, data_dir, clock):
    film = b"moving pictures" * 1000
    begun = station.early_uploads.begin_early(samples.case_id(), "film", "video/mp4", io.BytesIO(film))
    (upload,) = station.outbox.due_uploads(clock(), 10)
    station.outbox.settle_upload(upload.id)
    station.cases.submit(samples.submission(attachments=(), begun=(begun,)))

    station.life.tend_daily()
    assert len(list((data_dir / "attachments").rglob("*.age"))) == 1
    station.outbox.settle_event(station.outbox.due_events(clock(), 1)[0].id, EventVerdict.ACCEPTED)
    station.life.tend()

    assert list((data_dir / "attachments").rglob("*.age")) == []


@pytest.mark.parametrize("spoil", [lambda file: file.write_bytes(file.read_bytes()[:-5]), lambda file: file.unlink()])
def test_a_file_the_disk_does_not_give_back_keeps_nothing_else_from_being_sealed_up(
    new_data_dir, data_dir, clock, samples, centre, spoil
):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock) as store:
        for index in (1, 2):
            store.cases.submit(samples.submission(index, attachments=(NewAttachment("photo", "image/jpeg", b"p"),)))
        enrol(store, centre)
    spoil(min((data_dir / "attachments").rglob("*.age")))

    with open_store(data_dir, clock, SELF_SERVICE) as store:
        kept = [store.cases.case(samples.case_id(index)).kept for index in (1, 2)]
        with store.database.reading() as connection:
            sealed = [bool(row.sealed_to) for row in connection.execute(select(attachments.c.sealed_to))]
        assert store.cases.submit(samples.submission(3)).number

    assert kept == [Kept.SEALED, Kept.SEALED]
    assert sorted(sealed) == [False, True]


def test_a_disk_that_is_full_while_sealing_up_is_told_as_full_and_the_station_opens(
    station, data_dir, clock, samples, monkeypatch
):
    @contextmanager
    def full(_path):
        with open("/dev/full", "wb", buffering=0) as target:
            yield target

    film = b"moving pictures" * 1000
    begun = station.early_uploads.begin_early(samples.case_id(), "film", "video/mp4", io.BytesIO(film))
    station.cases.submit(samples.submission(attachments=(), begun=(begun,)))
    monkeypatch.setattr(sealing_up, "new_durable_file", full)

    with pytest.raises(DiskFull):
        station.life.tend_daily()
    with open_store(data_dir, clock, SELF_SERVICE) as again:
        assert again.outbox.due_events(clock(), 1)
