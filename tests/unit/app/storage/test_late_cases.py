"""Files that went before their case, and a case that comes so late that the centre may have forgotten them."""

import io

import pyrage
import pytest

from app.domain.ports import EventVerdict
from app.storage import StoreChoices, open_store
from app.storage.outbox_events import FILES_SENT_AGAIN


def due(store, clock):
    return [each.attachment.name for each in store.outbox.due_uploads(clock(), 10)]


def files_here(data_dir):
    return len(list((data_dir / "attachments").rglob("*.age")))


def files_taken(store, case_id):
    files = store.outbox.small_uploads([case_id], 1_000_000)
    assert files
    for each in files:
        store.outbox.settle_upload(each.id)


@pytest.fixture
def self_service(data_dir, clock):
    with open_store(data_dir, clock, StoreChoices(keeps_readable=False)) as opened:
        opened.settings.put({"centre.seal_recipient": str(pyrage.x25519.Identity.generate().to_public())})
        yield opened


@pytest.fixture
def parked(store, clock, samples):
    """Its files are at the centre, which has refused the case."""
    store.cases.submit(samples.submission())
    (event,) = store.outbox.due_events(clock(), 1)
    files_taken(store, event.case_id)
    store.outbox.settle_event(event.id, EventVerdict.REJECTED, "item_unknown")
    return event


@pytest.mark.parametrize("is_late", [True, False])
def test_what_the_centre_took_long_before_its_case_goes_again(store, clock, parked, is_late):
    clock.forward(seconds=FILES_SENT_AGAIN.total_seconds() + (1 if is_late else -1))
    store.outbox.settle_event(parked.id, EventVerdict.ACCEPTED)
    assert bool(due(store, clock)) is is_late


@pytest.mark.parametrize("is_late", [True, False])
def test_a_film_that_went_ahead_goes_again_too(self_service, clock, samples, is_late):
    begun = self_service.early_uploads.begin_early(samples.case_id(), "film", "video/mp4", io.BytesIO(b"film" * 1_000))
    (upload,) = self_service.outbox.due_uploads(clock(), 10)
    self_service.outbox.settle_upload(upload.id)
    self_service.cases.submit(samples.submission(attachments=(), begun=(begun,)))
    self_service.life.tend()

    clock.forward(seconds=FILES_SENT_AGAIN.total_seconds() + (1 if is_late else -1))
    self_service.life.tend()
    self_service.outbox.settle_event(self_service.outbox.due_events(clock(), 1)[0].id, EventVerdict.ACCEPTED)
    self_service.life.tend()

    assert due(self_service, clock) == (["film"] if is_late else [])
    if is_late:
        assert self_service.outbox.sealed_upload(upload.id, lambda *_: None).path.read_bytes()


def test_what_it_took_with_the_case_itself_stays_where_it_is(store, clock, samples):
    store.cases.submit(samples.submission())
    (event,) = store.outbox.due_events(clock(), 1)
    clock.forward(seconds=FILES_SENT_AGAIN.total_seconds() + 1)
    files_taken(store, event.case_id)
    store.outbox.settle_event(event.id, EventVerdict.ACCEPTED)
    assert due(store, clock) == []


def test_a_file_stays_here_until_the_centre_has_its_case(self_service, data_dir, clock, samples):
    self_service.cases.submit(samples.submission())
    (event,) = self_service.outbox.due_events(clock(), 1)
    files_taken(self_service, event.case_id)
    self_service.outbox.settle_event(event.id, EventVerdict.REJECTED, "item_unknown")
    clock.forward(days=30)
    self_service.life.tend()
    assert files_here(data_dir) == 2
    self_service.outbox.settle_event(event.id, EventVerdict.ACCEPTED)
    self_service.life.tend()
    assert files_here(data_dir) == 0
