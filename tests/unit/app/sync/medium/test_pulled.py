"""The program dies while it writes a medium: what has a package's name is whole, and the next export is as if new."""

import os
import subprocess
import sys
import textwrap
from hashlib import sha256

import pytest

from app.domain.case import NewAttachment
from app.storage import open_store
from app.sync.client import CentreClient
from app.sync.medium.exporter import MediumExport


def export(stick, data_dir, clock):
    stick.mkdir()
    store = open_store(data_dir, clock)
    client = CentreClient(store.settings, store.outbox, clock)
    medium = MediumExport(client.enroller, store.outbox_reading, store.outbox, clock)
    return lambda: medium.export(stick)


def test_a_package_is_whole_or_has_no_name_wherever_the_program_dies(mortal, exporting, samples, clock, tmp_path):
    for index in (1, 2):
        exporting.store.cases.submit(samples.submission(index))
    waiting = exporting.store.outbox.waiting()
    sticks = tmp_path / "sticks"
    sticks.mkdir()

    deaths = mortal.deaths(export, sticks, 12, tmp_path / "data", clock, places=["app/sync/medium/"])

    assert deaths.steps >= 100
    assert len(deaths.folders) >= 10
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
