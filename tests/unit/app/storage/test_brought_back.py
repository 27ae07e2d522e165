"""A database brought back from a back-up beside the journal of a later day; and folders that were copied whole."""

import os
import shutil
import subprocess
import sys
import textwrap

import pytest

from app.domain.errors import StorageProblem
from app.storage import KeyChoice, KeyKind, open_store
from app.storage.key_change import change_key

CASES_BEFORE, CASES_AFTER = 60, 200
WORKS_UNTIL_CUT = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from app.storage import open_store
    from tests.unit.app.storage.conftest import Clock, Samples

    store = open_store(Path(sys.argv[1]), Clock())
    for index in range(int(sys.argv[2]), int(sys.argv[3])):
        store.cases.submit(Samples().submission(index, data={"form": {"text": f"{index}" * 2000}}))
    os._exit(9)  # the power goes
    """
)


def work_until_cut(data_dir, first, behind):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    command = [sys.executable, "-c", WORKS_UNTIL_CUT, str(data_dir), str(first), str(behind)]
    assert subprocess.run(command, env=environment, check=False).returncode == 9


def journal(data_dir):
    return data_dir / "terminal.db-wal"


@pytest.fixture(scope="module")
def cut_with_back_up(tmp_path_factory, new_data_dir, samples):
    """The folder as the cut left it after a day of work, and the database as it was the night before."""
    from tests.unit.app.storage.conftest import Clock  # the same standing clock

    folder = tmp_path_factory.mktemp("cut")
    data_dir, back_up = folder / "data", folder / "terminal.db"
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, Clock()) as store:
        for index in range(1, CASES_BEFORE + 1):
            store.cases.submit(samples.submission(index, data={"form": {"text": f"{index}" * 2000}}))
    shutil.copyfile(data_dir / "terminal.db", back_up)
    work_until_cut(data_dir, CASES_BEFORE + 1, CASES_BEFORE + CASES_AFTER + 1)
    assert journal(data_dir).stat().st_size > 0
    assert (data_dir / "terminal.db").stat().st_size > back_up.stat().st_size
    return data_dir, back_up


@pytest.fixture
def cut(cut_with_back_up, data_dir):
    """In a folder of its own, as one that was never moved: the files as the program last had them."""
    shutil.copytree(cut_with_back_up[0], data_dir)
    note_as_ours(data_dir)
    return data_dir


@pytest.fixture
def back_up(cut_with_back_up):
    return cut_with_back_up[1]


def note_as_ours(data_dir):
    found = (data_dir / "terminal.db").stat()
    (data_dir / "keys" / "database.made").write_text(f"{found.st_ino} {found.st_size}\n")


def whole_cases(data_dir, clock):
    with open_store(data_dir, clock) as store:
        assert store.audit.verify().intact
        return len(store.cases.cases(1000))


def refusal(data_dir, clock):
    with pytest.raises(StorageProblem) as caught:
        open_store(data_dir, clock)
    assert caught.value.exit_code == 7
    return caught.value


@pytest.mark.parametrize("told_first", [True, False], ids=["told that it is gone", "put back at once"])
@pytest.mark.parametrize("same_file", [True, False], ids=["written over", "a new file"])
def test_an_older_database_beside_the_journal_of_a_later_day_is_refused(cut, back_up, clock, told_first, same_file):
    database, left = cut / "terminal.db", journal(cut).read_bytes()
    if not same_file:
        database.rename(cut.parent / "lost.db")
    elif told_first:
        database.write_bytes(b"")
    if told_first:
        assert "terminal.db-wal" in refusal(cut, clock).what_to_do
    shutil.copyfile(back_up, database)

    for _ in range(2):
        refused = refusal(cut, clock)
        assert "terminal.db-wal" in refused.message
        assert "不要删除" in refused.what_to_do

    assert journal(cut).read_bytes() == left
    assert database.read_bytes() == back_up.read_bytes()


def test_the_key_of_an_older_database_beside_a_later_journal_is_not_changed(cut, back_up):
    """That would open it, and play the journal in."""
    shutil.copyfile(back_up, cut / "terminal.db")

    with pytest.raises(StorageProblem, match=r"terminal\.db-wal"):
        change_key(
            cut, KeyChoice(), KeyChoice(KeyKind.PASSPHRASE, passphrase=lambda _is_new: "a rather long passphrase")
        )

    assert (cut / "terminal.db").read_bytes() == back_up.read_bytes()


def test_with_the_journal_laid_aside_the_older_database_opens(cut, back_up, clock):
    (cut / "terminal.db").unlink()
    refusal(cut, clock)
    shutil.copyfile(back_up, cut / "terminal.db")
    refusal(cut, clock)
    for name in ("terminal.db-wal", "terminal.db-shm"):
        (cut / name).rename(cut.parent / name)

    assert whole_cases(cut, clock) == CASES_BEFORE
    assert whole_cases(cut, clock) == CASES_BEFORE


@pytest.mark.parametrize("with_index", [True, False])
def test_a_whole_folder_on_a_new_disk_keeps_every_case(cut_with_back_up, data_dir, clock, with_index):
    """Its journal holds cases that were acknowledged: other file, same database."""
    shutil.copytree(cut_with_back_up[0], data_dir)
    if not with_index:
        (data_dir / "terminal.db-shm").unlink()

    assert whole_cases(data_dir, clock) == CASES_BEFORE + CASES_AFTER


def test_all_three_brought_back_together_keep_every_case(cut_with_back_up, data_dir, clock):
    """The directory has grown since; what comes back is shorter, and whole."""
    shutil.copytree(cut_with_back_up[0], data_dir)
    whole = CASES_BEFORE + CASES_AFTER
    work_until_cut(data_dir, whole + 1, whole + CASES_BEFORE)
    for name in ("terminal.db", "terminal.db-wal", "terminal.db-shm"):
        shutil.copyfile(cut_with_back_up[0] / name, data_dir / name)

    assert whole_cases(data_dir, clock) == whole


def test_a_folder_of_an_earlier_program_opens_after_a_cut(cut, clock):
    """It noted nothing of its database."""
    (cut / "keys" / "database.made").write_bytes(b"")

    assert whole_cases(cut, clock) == CASES_BEFORE + CASES_AFTER


def test_a_program_that_is_open_is_no_cut(store, data_dir, clock, samples):
    store.cases.submit(samples.submission())
    assert journal(data_dir).stat().st_size > 0
    (data_dir / "keys" / "database.made").write_bytes(b"")

    assert whole_cases(data_dir, clock) == 1
    assert store.cases.submit(samples.submission(2)).number == "L20260318-0002"
