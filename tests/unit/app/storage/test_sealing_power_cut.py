"""A process that seals up, or erases, is killed at every step it takes: nothing is lost, and the next start ends it."""

import shutil
from datetime import timedelta

import pyrage
import pytest

from app.domain.case import Kept
from app.domain.ports import EventVerdict
from app.storage import StoreChoices, open_store
from app.storage.data_life import DataLife
from app.storage.sealing_up import SealingUp
from tests.unit.app.storage.conftest import Clock

SELF_SERVICE = StoreChoices(keeps_readable=False)


def tend(folder, template, opened_at, moment, is_self_service):
    """Opened as a counter and early: opening does nothing of what is to be cut."""
    shutil.copytree(template, folder)
    store = open_store(folder, opened_at)
    files = store.life._files
    sealing_up = SealingUp(store.database, files, store.outbox._spool, store.cases._search_key, moment)
    life = DataLife(store.database, files, sealing_up if is_self_service else None, moment, timedelta(days=2))
    return life.tend


def killed_everywhere(mortal, root, wanted, template, *given):
    deaths = mortal.deaths(tend, root, wanted, template, *given)
    assert deaths.steps >= 30
    return [deaths.whole, *deaths.folders]


@pytest.fixture(params=[8, pytest.param(80, marks=pytest.mark.slow)])
def deaths(request):
    return request.param


@pytest.fixture(scope="module")
def centre():
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def template(new_data_dir, tmp_path, clock, samples, centre):
    """A station with two cases in hand that was just enrolled."""
    folder = tmp_path / "template"
    shutil.copytree(new_data_dir, folder)
    with open_store(folder, clock) as store:
        store.cases.submit(samples.submission(1))
        store.cases.submit(samples.submission(2))
        store.settings.put({"centre.seal_recipient": str(centre.to_public())})
    return folder


def test_sealing_up_cut_anywhere_loses_nothing_and_is_ended_by_the_next_start(
    mortal, tmp_path, template, clock, samples, centre, deaths
):
    for folder in killed_everywhere(mortal, tmp_path, deaths, template, clock, clock, True):
        with open_store(folder, clock, SELF_SERVICE) as store:
            assert [each.kept for each in store.cases.cases()] == [Kept.SEALED, Kept.SEALED]
            events = store.outbox.due_events(clock(), 10)
            assert [bool(each.sealed_to) for each in events] == [True, True]
            store.outbox.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in events])
            uploads = store.outbox.due_uploads(clock(), 10)
            sent = [store.outbox.sealed_upload(each.id, None).path.read_bytes() for each in uploads]
            plain = [pyrage.decrypt(each, [centre]) for each in sent]
            assert sorted(plain) == sorted([samples.photo, samples.signature] * 2)
            assert store.audit.verify().intact
            own = pyrage.x25519.Identity.from_str(store.settings.get("storage.identity"))
        open_store(folder, clock, SELF_SERVICE).close()
        files = [each for each in (folder / "attachments").rglob("*") if each.is_file()]
        assert len(files) == 4, folder
        assert not any(opens(each, own) for each in files)


def opens(path, identity):
    try:
        pyrage.decrypt(path.read_bytes(), [identity])
    except pyrage.DecryptError:
        return False
    return True


def test_erasing_cut_anywhere_is_ended_by_the_next_start(mortal, tmp_path, template, clock, samples, deaths):
    with open_store(template, clock) as store:
        while events := store.outbox.due_events(clock(), 10):
            store.outbox.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in events])
        for each in store.outbox.due_uploads(clock(), 10):
            store.outbox.settle_upload(each.id)
    late = Clock()
    late.forward(days=91)
    for folder in killed_everywhere(mortal, tmp_path, deaths, template, clock, late, False):
        with open_store(folder, late) as store:
            assert [each.kept for each in store.cases.cases()] == [Kept.ERASED, Kept.ERASED]
            assert [each for each in (folder / "attachments").rglob("*") if each.is_file()] == []
            assert store.audit.verify().intact
