"""The program dies while it writes a medium: what has a package's name is whole, and the next export is as if new.

The child watches its own calls (`sys.setprofile`) and ends itself with SIGKILL at the n-th call made from the room
of the medium; every fork starts from the same warm process.
"""

import os
import subprocess
import sys
import textwrap
from hashlib import sha256

import pytest

from app.domain.case import NewAttachment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")

CHILD = textwrap.dedent(
    """
    import os, signal, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from app.storage import open_store
    from app.sync.client import CentreClient
    from app.sync.medium.exporter import MediumExport
    import app.storage.opening, cryptography.x509, jwt

    data, sticks, wanted = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    clock = lambda: datetime(2026, 3, 18, 2, 30, tzinfo=UTC)
    calls = 0

    def watched(deadline):
        def profile(frame, event, argument):
            global calls
            if event in ("call", "c_call") and "app/sync/medium/" in frame.f_code.co_filename.replace(os.sep, "/"):
                calls += 1
                if calls == deadline:
                    os.kill(os.getpid(), signal.SIGKILL)
        return profile

    def export(stick, deadline):
        store = open_store(data, clock)
        client = CentreClient(store.settings, store.outbox, clock)
        medium = MediumExport(client.enroller, store.outbox_reading, store.outbox, clock)
        sys.setprofile(watched(deadline))
        medium.export(stick)
        sys.setprofile(None)

    def forked(stick, deadline):
        stick.mkdir()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            export(stick, deadline)
            os.write(writing, str(calls).encode())
            os._exit(0)
        os.close(writing)
        told = os.read(reading, 20)
        os.close(reading)
        return os.waitpid(child, 0)[1], told

    _, told = forked(sticks / "whole", -1)
    total = int(told)
    deadlines = sorted({1 + total * step // wanted for step in range(wanted)})
    for deadline in deadlines:
        status, _ = forked(sticks / f"cut-{deadline:05d}", deadline)
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, (deadline, status)
    print(total, len(deadlines))
    """
)


def test_a_package_is_whole_or_has_no_name_wherever_the_program_dies(exporting, samples, tmp_path):
    for index in (1, 2):
        exporting.store.cases.submit(samples.submission(index))
    waiting = exporting.store.outbox.waiting()
    sticks = tmp_path / "sticks"
    sticks.mkdir()

    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / "data"), str(sticks), "12"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
        check=False,
    )

    assert child.returncode == 0, child.stderr
    total, deaths = map(int, child.stdout.split())
    assert total >= 100
    assert deaths >= 10
    assert {looked_at(exporting, each) for each in sorted(sticks.iterdir())} == {"nothing", "unfinished", "whole"}
    assert exporting.store.outbox.waiting() == waiting


def looked_at(exporting, stick):
    names = {each.name for each in stick.iterdir()}
    before = exporting.packages(stick)
    for package in before:
        check(exporting, package)
    exporting.export(stick)
    after = exporting.packages(stick)
    assert {each.name for each in stick.iterdir()} == {each.name for each in after}
    assert len(after) == len(before) + 1
    for package in after:
        check(exporting, package)
    if before:
        return "whole"
    return "unfinished" if names else "nothing"


def check(exporting, package):
    manifest = exporting.manifest(package)
    assert (manifest["events"], manifest["attachments"]) == (2, 4)
    for part in manifest["parts"]:
        content = (package / part["path"]).read_bytes()
        assert (len(content), sha256(content).hexdigest()) == (part["size"], part["sha256"])


GROWTH = textwrap.dedent(
    """
    import resource, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from app.storage import open_store
    from app.sync.client import CentreClient
    from app.sync.medium.exporter import MediumExport

    clock = lambda: datetime(2026, 3, 18, 2, 30, tzinfo=UTC)
    store = open_store(Path(sys.argv[1]), clock)
    client = CentreClient(store.settings, store.outbox, clock)
    medium = MediumExport(client.enroller, store.outbox_reading, store.outbox, clock)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    done = medium.export(Path(sys.argv[2]))
    print(done.bytes, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
    """
)


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory in kilobytes, as Linux tells it")
def test_a_large_attachment_never_stands_in_memory(exporting, samples, tmp_path):
    film = NewAttachment("film", "video/mp4", os.urandom(1 << 20) * 48)
    exporting.store.cases.submit(samples.submission(attachments=(film,)))
    child = subprocess.run(
        [sys.executable, "-c", GROWTH, str(tmp_path / "data"), str(exporting.stick)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
        check=True,
    )
    written, grown = map(int, child.stdout.split())
    assert written > 48 << 20
    assert grown < 16 << 20
