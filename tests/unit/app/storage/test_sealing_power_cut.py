"""A process that seals up, or erases, is killed at every step it takes: nothing is lost, and the next start ends it.

Killed as in test_power_cut: at the n-th call made from the storage room.
"""

import os
import shutil
import subprocess
import sys
import textwrap
from datetime import timedelta

import pyrage
import pytest

from app.domain.case import Kept
from app.domain.ports import EventVerdict
from app.storage import StoreChoices, open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")
SELF_SERVICE = StoreChoices(keeps_readable=False)

CHILD = textwrap.dedent(
    """
    import os, shutil, signal, sys
    from datetime import datetime, timedelta
    from pathlib import Path
    from app.storage import StoreChoices, open_store
    from app.storage.data_life import DataLife
    from app.storage.sealing_up import SealingUp
    import app.storage.opening

    root, template, wanted = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    opened_at, moment = (datetime.fromisoformat(each) for each in sys.argv[4:6])
    calls = 0

    def watched(deadline):
        def profile(frame, event, argument):
            global calls
            if event in ("call", "c_call") and "app/storage/" in frame.f_code.co_filename.replace(os.sep, "/"):
                calls += 1
                if calls == deadline:
                    os.kill(os.getpid(), signal.SIGKILL)
        return profile

    def tend(folder, deadline):
        # Opened as a counter and early: opening does nothing of what is to be cut.
        shutil.copytree(template, folder)
        store = open_store(folder, lambda: opened_at)
        files, now = store.life._files, lambda: moment
        sealing_up = SealingUp(store.database, files, store.outbox._spool, store.cases._search_key, now)
        sealing = sealing_up if sys.argv[6] == "self_service" else None
        life = DataLife(store.database, files, sealing, now, timedelta(days=2))
        sys.setprofile(watched(deadline))
        life.tend()
        sys.setprofile(None)

    def forked(folder, deadline):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            tend(folder, deadline)
            os.write(writing, str(calls).encode())
            os._exit(0)
        os.close(writing)
        told = os.read(reading, 20)
        os.close(reading)
        return os.waitpid(child, 0)[1], told

    _, told = forked(root / "whole", -1)
    total = int(told)
    for deadline in sorted({1 + total * step // wanted for step in range(wanted)}):
        status, _ = forked(root / f"cut-{deadline:05d}", deadline)
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, (deadline, status)
    print(total)
    """
)


def killed_everywhere(tmp_path, template, opened_at, moment, kind, deaths):
    cuts = tmp_path / "cuts"
    cuts.mkdir()
    child = subprocess.run(
        [
            sys.executable,
            "-c",
            CHILD,
            str(cuts),
            str(template),
            str(deaths),
            opened_at.isoformat(),
            moment.isoformat(),
            kind,
        ],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
        check=False,
    )
    assert child.returncode == 0, child.stderr
    assert int(child.stdout) >= 30
    return sorted(cuts.iterdir())


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
    tmp_path, template, clock, samples, centre, deaths
):
    for folder in killed_everywhere(tmp_path, template, clock(), clock(), "self_service", deaths):
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


def test_erasing_cut_anywhere_is_ended_by_the_next_start(tmp_path, template, clock, samples, deaths):
    with open_store(template, clock) as store:
        while events := store.outbox.due_events(clock(), 10):
            store.outbox.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in events])
        for each in store.outbox.due_uploads(clock(), 10):
            store.outbox.settle_upload(each.id)
    late = clock() + timedelta(days=91)
    for folder in killed_everywhere(tmp_path, template, clock(), late, "counter", deaths):
        with open_store(folder, lambda: late) as store:
            assert [each.kept for each in store.cases.cases()] == [Kept.ERASED, Kept.ERASED]
            assert [each for each in (folder / "attachments").rglob("*") if each.is_file()] == []
            assert store.audit.verify().intact
