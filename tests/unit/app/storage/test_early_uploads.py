"""Attachments that go before their case: they become the case's own, or nothing of them stays."""

import io
import os
import shutil
from contextlib import contextmanager
from hashlib import sha256

import pyrage
import pytest
from sqlalchemy import text

from app.domain.case import Attachment
from app.domain.errors import DiskFull, StorageProblem, WrongInput
from app.domain.ports import EventVerdict
from app.storage import attachment_files, open_store, spool

VIDEO = os.urandom(300_000)


def begin(store, samples, index=1, name="video", content=VIDEO):
    return store.early_uploads.begin_early(samples.case_id(index), name, "video/mp4", io.BytesIO(content))


def due(store, clock):
    return store.outbox.due_uploads(clock(), 10)


def sealed_by(mark):
    return lambda plain, sealed: sealed.write(mark + plain.read()[::-1])


def files_of(data_dir):
    return [each for each in (data_dir / "attachments").rglob("*.age")] + list((data_dir / "spool").iterdir())


def test_it_is_due_at_once_and_lies_sealed_on_the_disk(store, data_dir, clock, samples):
    begun = begin(store, samples)

    assert begun == Attachment("video", "video/mp4", len(VIDEO), sha256(VIDEO).hexdigest())
    (upload,) = due(store, clock)
    assert (upload.case_id, upload.attachment) == (samples.case_id(), begun)
    (file,) = files_of(data_dir)
    assert VIDEO[:64] not in file.read_bytes()
    assert store.outbox.sealed_upload(upload.id, sealed_by(b"1")).path.read_bytes() == b"1" + VIDEO[::-1]


def test_its_case_takes_it_over_with_all_that_has_arrived(store, clock, samples):
    begun = begin(store, samples)
    (upload,) = due(store, clock)
    sealed = store.outbox.sealed_upload(upload.id, sealed_by(b"1"))
    store.outbox.begin_upload(upload.id, "http://centre/uploads/7")

    store.cases.submit(samples.submission(begun=(begun,)))

    assert store.outbox.upload_url(upload.id) == "http://centre/uploads/7"
    assert store.outbox.sealed_upload(upload.id, sealed_by(b"2")) == sealed
    assert [each.attachment.name for each in due(store, clock)] == []  # the case itself goes first
    store.outbox.settle_event(store.outbox.due_events(clock(), 1)[0].id, EventVerdict.ACCEPTED)
    assert {each.attachment.name for each in due(store, clock)} == {"photo", "signature", "video"}
    assert store.cases.attachment(samples.case_id(), "video") == VIDEO
    assert {each.name for each in store.cases.case(samples.case_id()).attachments} == {"photo", "signature", "video"}


def test_what_the_centre_has_already_is_not_sent_again(store, clock, samples):
    begun = begin(store, samples)
    (upload,) = due(store, clock)
    store.outbox.begin_upload(upload.id, "http://centre/uploads/7")
    store.outbox.settle_upload(upload.id)
    assert due(store, clock) == []

    store.cases.submit(samples.submission(attachments=(), begun=(begun,)))
    store.outbox.settle_event(store.outbox.due_events(clock(), 1)[0].id, EventVerdict.ACCEPTED)

    assert due(store, clock) == []
    assert store.outbox.taken(samples.case_id())
    assert store.cases.attachment(samples.case_id(), "video") == VIDEO


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"size": 1}, {"name": "other"}])
def test_a_case_that_names_what_was_never_begun_is_not_saved(store, samples, change):
    begun = begin(store, samples)
    fields = {"name": begun.name, "media_type": begun.media_type, "size": begun.size, "sha256": begun.sha256}

    with pytest.raises(WrongInput, match="不在本机"):
        store.cases.submit(samples.submission(begun=(Attachment(**(fields | change)),)))

    assert store.cases.case(samples.case_id()) is None


def test_when_the_sitting_is_left_nothing_of_it_stays_on_the_disk(store, data_dir, clock, samples):
    begin(store, samples)
    (upload,) = due(store, clock)
    store.outbox.sealed_upload(upload.id, sealed_by(b"1"))
    assert len(files_of(data_dir)) == 2

    store.early_uploads.leave(samples.case_id())

    assert files_of(data_dir) == []
    assert due(store, clock) == []
    assert store.outbox.is_left(upload.id)
    assert store.outbox.left_uploads(clock(), 10) == [], "the centre never heard of it"
    assert store.outbox.waiting() == 0
    assert [each for each in store.audit.records() if b"draft.erased" in each.record]


def test_what_the_centre_has_of_it_is_to_be_ended_there(store, clock, samples):
    begin(store, samples)
    (upload,) = due(store, clock)
    store.outbox.begin_upload(upload.id, "http://centre/uploads/7")

    store.early_uploads.leave(samples.case_id())

    (left,) = store.outbox.left_uploads(clock(), 10)
    assert (left.id, left.url) == (upload.id, "http://centre/uploads/7")
    store.outbox.postpone_upload(left.id, clock(), "x")
    assert store.outbox.left_uploads(clock(), 10) == []
    store.outbox.hasten(clock())
    store.outbox.forget_upload(store.outbox.left_uploads(clock(), 10)[0].id)
    assert store.outbox.left_uploads(clock(), 10) == []


def test_another_film_of_the_same_name_replaces_the_first(store, data_dir, clock, samples):
    begin(store, samples)
    begun = begin(store, samples, content=b"another")

    (upload,) = due(store, clock)
    assert upload.attachment == begun
    assert len(files_of(data_dir)) == 1


def test_a_submitted_case_is_not_what_is_left(store, clock, samples):
    begun = begin(store, samples)
    store.cases.submit(samples.submission(begun=(begun,)))

    store.early_uploads.leave(samples.case_id())
    store.early_uploads.leave_all()

    assert store.cases.attachment(samples.case_id(), "video") == VIDEO
    assert not store.outbox.is_left(next(iter(_upload_ids(store))))


def _upload_ids(store):
    with store.database.reading() as connection:
        return [row.id for row in connection.execute(text("SELECT id FROM outbox_uploads"))]


def test_at_the_next_start_of_the_terminal_what_was_not_submitted_was_left(store, data_dir, clock, samples, tmp_path):
    begin(store, samples)
    shutil.copytree(data_dir, tmp_path / "after")  # as a power cut leaves it
    with open_store(tmp_path / "after", clock) as again:
        assert len(due(again, clock)) == 1, "a second program must not take a sitting's film away"
        again.early_uploads.leave_all()
        assert due(again, clock) == []
    assert files_of(tmp_path / "after") == []


class Breaking(io.RawIOBase):
    """A source that gives out in the middle."""

    def __init__(self):
        self._left = 3

    def read(self, size=-1):
        self._left -= 1
        if self._left == 0:
            raise OSError(5, "camera gone")
        return b"x" * 1000


def test_a_film_that_breaks_off_leaves_nothing(store, data_dir, clock, samples):
    with pytest.raises(StorageProblem):
        store.early_uploads.begin_early(samples.case_id(), "video", "video/mp4", Breaking())

    assert due(store, clock) == []
    assert files_of(data_dir) == []


def test_the_programs_log_goes_like_an_attachment_and_is_gone_when_it_has_arrived(store, data_dir, clock, samples):
    store.early_uploads.begin_log(samples.case_id(77), io.BytesIO(b"lines"))
    store.early_uploads.begin_log(samples.case_id(77), io.BytesIO(b"lines"))
    store.early_uploads.leave_all()
    (upload,) = due(store, clock)
    assert (upload.case_id, upload.attachment.name) == (samples.case_id(77), "station.log")
    store.outbox.sealed_upload(upload.id, sealed_by(b"1"))

    store.outbox.settle_upload(upload.id)

    assert due(store, clock) == []
    assert files_of(data_dir) == []


def test_a_disk_that_is_full_while_sealing_is_told_as_full(store, clock, samples, monkeypatch):
    """The age library says it in words only; what the disk said must not be lost on the way."""
    begin(store, samples)
    (upload,) = due(store, clock)
    recipient = pyrage.x25519.Identity.generate().to_public()

    @contextmanager
    def full(_path):
        with open("/dev/full", "wb", buffering=0) as target:
            yield target

    monkeypatch.setattr(spool, "new_durable_file", full)
    monkeypatch.setattr(attachment_files, "new_durable_file", full)
    with pytest.raises(DiskFull):
        store.outbox.sealed_upload(upload.id, lambda plain, sealed: sealing(plain, sealed, recipient))
    with pytest.raises(DiskFull):
        begin(store, samples, 2)


def sealing(plain, sealed, recipient):
    try:
        pyrage.encrypt_io(plain, sealed, [recipient])
    except pyrage.EncryptError:
        raise OSError("sealing was broken off") from None
