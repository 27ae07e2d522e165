import os
import subprocess
import sys
import textwrap
import threading

import pytest

from app.storage import open_store

SUBMITS = textwrap.dedent(
    """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from app.domain.case import NewAttachment, Submission
    from app.storage import open_store

    print("ready", flush=True)
    sys.stdin.readline()
    first, count = int(sys.argv[2]), int(sys.argv[3])
    for index in range(first, first + count):
        # Opened again each time, as commands do: the sweep of one must not touch the files of the other.
        with open_store(Path(sys.argv[1]), lambda: datetime(2026, 3, 18, tzinfo=UTC)) as store:
            case_id = f"01900000-0000-7000-8000-{index:012x}"
            files = (NewAttachment("f", "image/png", bytes(20_000)), NewAttachment("g", "image/png", b"g"))
            print(store.cases.submit(Submission(case_id, "item", "1", {}, files)).number, flush=True)
    """
)
PROCESSES, EACH = 3, 12


def test_processes_that_save_at_once_get_distinct_numbers_and_no_gaps(data_dir, clock):
    """On a directory that does not exist yet: key, tables and first numbers are made once."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    children = [
        subprocess.Popen(
            [sys.executable, "-c", SUBMITS, str(data_dir), str(1 + EACH * index), str(EACH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for index in range(PROCESSES)
    ]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    answers = [child.communicate() for child in children]

    assert [child.returncode for child in children] == [0] * PROCESSES, [error for _, error in answers]
    numbers = [line for out, _ in answers for line in out.split()]
    total = PROCESSES * EACH
    assert sorted(numbers) == [f"L20260318-{number:04d}" for number in range(1, total + 1)]
    with open_store(data_dir, clock) as store:
        assert [each.sequence for each in store.outbox.due_events(clock(), 1000)] == list(range(1, total + 1))
        assert all(store.cases.attachment(each.id, "f") == bytes(20_000) for each in store.cases.cases(1000))
        assert store.audit.verify().records == total + 1


@pytest.mark.parametrize("threads", [4])
def test_threads_of_one_terminal_share_a_store(store, samples, threads):
    def submit(first):
        for index in range(first, first + 5):
            store.cases.submit(samples.submission(index))

    workers = [threading.Thread(target=submit, args=(1 + 5 * index,)) for index in range(threads)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()

    assert {each.number for each in store.cases.cases()} == {f"L20260318-{number:04d}" for number in range(1, 21)}
    assert store.audit.verify().intact
