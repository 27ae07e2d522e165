"""A process that saves a case is killed at every step it takes; afterwards the case is whole or it is not there.

The killing needs nothing in the program: the child watches its own function calls (`sys.setprofile`) and ends
itself with SIGKILL at the n-th call made from the storage room. Every fork starts from the same warm process, so
that a hundred deaths take seconds.
"""

import os
import subprocess
import sys
import textwrap

import pytest

from app.storage import open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")

CHILD = textwrap.dedent(
    """
    import os, shutil, signal, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from app.domain.case import NewAttachment, Submission
    from app.storage import open_store
    import app.storage.opening

    root, template, wanted = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    clock = lambda: datetime(2026, 3, 18, 2, 30, tzinfo=UTC)
    calls = 0

    def watched(deadline):
        def profile(frame, event, argument):
            global calls
            if event in ("call", "c_call") and "app/storage/" in frame.f_code.co_filename.replace(os.sep, "/"):
                calls += 1
                if calls == deadline:
                    os.kill(os.getpid(), signal.SIGKILL)
        return profile

    def submit(folder, deadline):
        shutil.copytree(template, folder)
        store = open_store(folder, clock)
        files = tuple(NewAttachment(f"f{i}", "image/png", bytes([i]) * 5000) for i in range(3))
        data = {"applicant": {"id_number": "11010519491231002X"}}
        submission = Submission("01900000-0000-7000-8000-000000000001", "item", "1", data, files)
        sys.setprofile(watched(deadline))
        store.cases.submit(submission)
        sys.setprofile(None)

    def forked(folder, deadline):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            submit(folder, deadline)
            os.write(writing, str(calls).encode())
            os._exit(0)
        os.close(writing)
        told = os.read(reading, 20)
        os.close(reading)
        return os.waitpid(child, 0)[1], told

    _, told = forked(root / "whole", -1)
    total = int(told)
    deadlines = sorted({1 + total * step // wanted for step in range(wanted)})
    for deadline in deadlines:
        status, _ = forked(root / f"cut-{deadline:05d}", deadline)
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, (deadline, status)
    print(total, len(deadlines))
    """
)


def test_a_case_is_whole_or_absent_wherever_the_power_goes(tmp_path, clock, samples):
    template = tmp_path / "template"
    open_store(template, clock).close()
    cuts = tmp_path / "cuts"
    cuts.mkdir()

    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(cuts), str(template), "40"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
        check=False,
    )

    assert child.returncode == 0, child.stderr
    total, deaths = map(int, child.stdout.split())
    assert total >= 100
    assert deaths >= 35
    seen = {looked_at(each, clock, samples) for each in sorted(cuts.iterdir())}
    assert seen == {"absent", "whole"}


def looked_at(data_dir, clock, samples):
    with open_store(data_dir, clock) as store:
        case = store.cases.case(samples.case_id())
        files = [each for each in (data_dir / "attachments").rglob("*") if each.is_file()]
        events = store.outbox.due_events(clock(), 10)
        names = [each.record for each in store.audit.records()]
        assert store.audit.verify().intact
        if case is None:
            assert (files, events, store.outbox.waiting()) == ([], [], 0)
            assert not any(b"case.submitted" in each for each in names)
            return "absent"
        assert [store.cases.attachment(case.id, f"f{i}") for i in range(3)] == [bytes([i]) * 5000 for i in range(3)]
        assert len(files) == 3
        assert (len(events), store.outbox.waiting()) == (1, 4)
        assert sum(b"case.submitted" in each for each in names) == 1
        return "whole"
