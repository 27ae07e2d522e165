"""A station is killed at every step of settling what the centre has taken: no row is left to send what is gone."""

import shutil
from datetime import timedelta

import pyrage
import pytest

from app.domain.ports import EventVerdict, UploadVerdict
from app.storage import StoreChoices, open_store

SELF_SERVICE = StoreChoices(keeps_readable=False, keep_sent=timedelta(0))


@pytest.fixture
def template(new_data_dir, tmp_path, clock, samples):
    """An enrolled self-service station with one case, sealed to the centre as it was submitted."""
    folder = tmp_path / "template"
    shutil.copytree(new_data_dir, folder)
    with open_store(folder, clock, SELF_SERVICE) as store:
        store.settings.put({"centre.seal_recipient": str(pyrage.x25519.Identity.generate().to_public())})
    with open_store(folder, clock, SELF_SERVICE) as store:
        store.cases.submit(samples.submission(1))
    return folder


def settle_bundle(folder, template, clock):
    shutil.copytree(template, folder)
    outbox = open_store(folder, clock, SELF_SERVICE).outbox
    events = outbox.due_events(clock(), 10)
    uploads = outbox.small_uploads([each.case_id for each in events], 1 << 20)
    told = [UploadVerdict(each.id, EventVerdict.ACCEPTED, "") for each in uploads]
    return lambda: outbox.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in events], told)


def settle_one_upload(folder, template, clock):
    shutil.copytree(template, folder)
    outbox = open_store(folder, clock, SELF_SERVICE).outbox
    outbox.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in outbox.due_events(clock(), 10)])
    first = outbox.due_uploads(clock(), 10)[0]
    return lambda: outbox.settle_upload(first.id)


@pytest.mark.parametrize("wanted", [12, pytest.param(200, marks=pytest.mark.slow)])
@pytest.mark.parametrize("prepare", [settle_bundle, settle_one_upload])
def test_what_still_waits_can_still_be_sent(mortal, template, tmp_path, clock, prepare, wanted):
    deaths = mortal.deaths(prepare, tmp_path / "cuts", wanted, template, clock)
    for folder in deaths.folders:
        with open_store(folder, clock, SELF_SERVICE) as store:
            for each in store.outbox.due_uploads(clock(), 10):
                assert store.outbox.sealed_upload(each.id, None).path.exists()
            store.life.tend()
            assert store.audit.verify().intact
    assert len(deaths.folders) >= 10
