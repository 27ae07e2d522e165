"""A station is killed at every step of settling what the centre has taken: no row is left to send what is gone.

Killed as in test_power_cut: at the n-th call made from the storage room.
"""

import os
import shutil
import signal
import sys
from datetime import timedelta

import pyrage
import pytest

from app.domain.ports import EventVerdict, UploadVerdict
from app.storage import StoreChoices, open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")
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


def settle_bundle(outbox, now):
    events = outbox.due_events(now, 10)
    uploads = outbox.small_uploads([each.case_id for each in events], 1 << 20)
    told = [UploadVerdict(each.id, EventVerdict.ACCEPTED, "") for each in uploads]
    return lambda: outbox.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in events], told)


def settle_one_upload(outbox, now):
    outbox.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in outbox.due_events(now, 10)])
    first = outbox.due_uploads(now, 10)[0]
    return lambda: outbox.settle_upload(first.id)


def died_at(folder, clock, prepare, deadline):
    """In a fork; None where it lived, else the wait status."""
    child = os.fork()
    if child == 0:
        with open_store(folder, clock, SELF_SERVICE) as store:
            act, calls = prepare(store.outbox, clock()), 0

            def profile(frame, event, _):
                nonlocal calls
                if event in ("call", "c_call") and "app/storage/" in frame.f_code.co_filename.replace(os.sep, "/"):
                    calls += 1
                    if calls == deadline:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.setprofile(profile)
            act()
            sys.setprofile(None)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    return status if os.WIFSIGNALED(status) else None


@pytest.mark.parametrize("prepare", [settle_bundle, settle_one_upload])
def test_what_still_waits_can_still_be_sent(template, tmp_path, clock, prepare):
    deaths = 0
    for deadline in range(1, 400, 2):
        folder = tmp_path / f"cut-{deadline}"
        shutil.copytree(template, folder)
        if died_at(folder, clock, prepare, deadline) is None:
            break
        deaths += 1
        with open_store(folder, clock, SELF_SERVICE) as store:
            for each in store.outbox.due_uploads(clock(), 10):
                assert store.outbox.sealed_upload(each.id, None).path.exists()
            store.life.tend()
            assert store.audit.verify().intact
    assert deaths >= 5
