"""A full disk and a read-only one, made by the system itself: nothing in the program is replaced."""

import itertools
import os
import subprocess
import sys
import textwrap
from contextlib import suppress

import pytest

from app.domain.errors import DataDirReadOnly, DiskFull, StorageProblem
from app.storage import lock_data_dir, open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits and mounts")

SAVES_UNTIL_FULL = textwrap.dedent(
    """
    import resource, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from app.domain.case import NewAttachment, Submission
    from app.domain.errors import DiskFull, StorageProblem
    from app.storage import open_store

    store = open_store(Path(sys.argv[1]), lambda: datetime(2026, 3, 18, tzinfo=UTC))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    saved = 0
    try:
        for index in range(1, 400):
            files = (NewAttachment("f", "image/png", b"x" * int(sys.argv[3])),)
            case_id = f"01900000-0000-7000-8000-{index:012x}"
            store.cases.submit(Submission(case_id, "item", "1", {"form": {"text": "y" * 3000}}, files))
            saved += 1
    except StorageProblem as error:
        assert error.message and error.what_to_do and error.exit_code == 7
        print(type(error).__name__, saved)
    """
)


def run(script, *arguments):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    child = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    return child.stdout.split()


@pytest.mark.parametrize(
    ("limit", "attachment", "kinds"),
    [
        # The attachment's file hits the limit; the database's journal hits it.
        (300_000, 400_000, {"DiskFull"}),
        (600_000, 100, {"DiskFull", "StorageProblem"}),
    ],
)
def test_a_file_that_may_not_grow_stops_the_case_and_loses_none(
    new_data_dir, store, data_dir, clock, limit, attachment, kinds
):
    store.close()

    kind, saved = run(SAVES_UNTIL_FULL, data_dir, limit, attachment)

    assert kind in kinds
    with open_store(data_dir, clock) as again:
        cases = again.cases.cases(1000)
        assert len(cases) == int(saved)
        assert all(again.cases.attachment(each.id, "f") == b"x" * attachment for each in cases)
        assert again.audit.verify().intact
        assert len([each for each in (data_dir / "attachments").rglob("*") if each.is_file()]) == len(cases)


def save_without_end(store, samples):
    for index in itertools.count(1):
        store.cases.submit(samples.submission(index))


def test_a_full_disk_is_said_and_freed_space_makes_it_work_again(mounted, clock, samples):
    disk = mounted("size=2m")
    with open_store(disk / "data", clock) as store:
        with pytest.raises(DiskFull) as caught:
            save_without_end(store, samples)
        saved = len(store.cases.cases(1000))
        assert "磁盘空间不足" in caught.value.message
        assert saved > 5

        subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)

        assert store.cases.submit(samples.submission(saved + 1)).number.endswith(f"-{saved + 1:04d}")
        assert len(store.cases.cases(1000)) == saved + 1
        assert store.audit.verify().intact


@pytest.mark.parametrize("room_kb", [0, 4, 12, 24, 40, 64, 96, 160])
def test_wherever_in_a_submission_the_room_ends_the_case_is_whole_or_absent(mounted, clock, samples, room_kb):
    """Before the files, between them, in the journal, behind it."""
    disk = mounted("size=6m")
    with open_store(disk / "data", clock) as store:
        store.cases.submit(samples.submission(1))
        spare = disk / "spare"
        spare.write_bytes(bytes(room_kb * 1024))
        with (disk / "somebody-elses").open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        spare.unlink()
        try:
            store.cases.submit(samples.submission(2))
            saved = 2
        except DiskFull:
            saved = 1
    (disk / "somebody-elses").unlink()

    with open_store(disk / "data", clock) as again:
        assert len(again.cases.cases(10)) == saved
        files = [each for each in (disk / "data" / "attachments").rglob("*") if each.is_file()]
        assert len(files) == 2 * saved
        assert again.audit.verify().intact
        assert again.cases.submit(samples.submission(2)).id == samples.case_id(2)


def test_a_read_only_disk_is_said(mounted, clock, samples):
    disk = mounted("size=8m")
    with open_store(disk / "data", clock) as store:
        store.cases.submit(samples.submission())
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

    with pytest.raises(DataDirReadOnly) as caught:
        open_store(disk / "data", clock)
    assert caught.value.exit_code == 7
    with pytest.raises(DataDirReadOnly):
        open_store(disk / "other", clock)
    with pytest.raises(DataDirReadOnly):
        lock_data_dir(disk / "data")


def test_a_disk_that_turns_read_only_while_open_is_said(mounted, clock, samples):
    disk = mounted("size=8m")
    with open_store(disk / "data", clock) as store:
        store.cases.submit(samples.submission())
        store.close()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

        with pytest.raises(DataDirReadOnly):
            store.cases.submit(samples.submission(2))


def test_a_data_directory_that_is_a_file_is_said(tmp_path, clock):
    (tmp_path / "data").touch()

    with pytest.raises(StorageProblem):
        open_store(tmp_path / "data", clock)
