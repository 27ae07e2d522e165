"""A data directory damaged at every kind of place: words, nothing made anew, never another case's data; and the good
copy put back works again.
"""

import os
import random
import shutil

import pytest

from app.domain.errors import StorageProblem, WrongKey
from app.storage import open_store

CASES = 25
PAGE = 4096


@pytest.fixture(scope="module")
def full(tmp_path_factory, new_data_dir, samples):
    """A closed store with some cases, so that the database has many pages."""
    from tests.unit.app.storage.conftest import Clock  # the same standing clock

    folder = tmp_path_factory.mktemp("full") / "data"
    shutil.copytree(new_data_dir, folder)
    with open_store(folder, Clock()) as store:
        for index in range(1, CASES + 1):
            store.cases.submit(samples.submission(index, data={"form": {"text": f"{index}" * 2000}}))
    return folder


@pytest.fixture
def damaged(full, data_dir):
    shutil.copytree(full, data_dir)
    return data_dir


@pytest.fixture
def whole(full, samples, clock):
    """What an undamaged store says."""
    with open_store(full, clock) as store:
        return {each.id: (each.number, dict(each.data)) for each in store.cases.cases(1000)}


def flip(path, place):
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)
        file.seek(place)
        file.write(bytes([byte[0] ^ 0x10]))


def looked_at(data_dir, clock, whole):
    """`refused`, or the cases it gives: each as it was."""
    try:
        with open_store(data_dir, clock) as store:
            found = {each.id: (each.number, dict(each.data)) for each in store.cases.cases(1000)}
            store.audit.verify()
    except StorageProblem as problem:
        return "refused" if is_told(problem) else "refused without words"
    assert found == whole
    return "whole"


def is_told(problem):
    return bool(problem.exit_code == 7 and problem.message and problem.what_to_do)


def put_back(full, data_dir, clock, whole):
    shutil.rmtree(data_dir)
    shutil.copytree(full, data_dir)
    assert looked_at(data_dir, clock, whole) == "whole"


def test_a_flipped_bit_on_any_page_is_told_or_touches_nothing(full, damaged, clock, whole):
    database = damaged / "terminal.db"
    size = database.stat().st_size
    assert size >= 40 * PAGE
    good = database.read_bytes()
    places = random.Random(7)
    outcomes = set()
    for page in range(0, size // PAGE, 5):
        flip(database, page * PAGE + places.randrange(PAGE))
        outcomes.add(looked_at(damaged, clock, whole))
        for each in damaged.glob("terminal.db-*"):
            each.unlink()
        database.write_bytes(good)
    assert outcomes <= {"refused", "whole"}
    assert "refused" in outcomes
    put_back(full, damaged, clock, whole)


@pytest.mark.parametrize("place", [0, 15, 16, 100, PAGE - 1])
def test_a_damaged_head_of_the_database_is_told(full, damaged, clock, whole, place):
    flip(damaged / "terminal.db", place)
    with pytest.raises(WrongKey) as caught:
        open_store(damaged, clock)
    assert "损坏" in caught.value.message
    assert "不要删除" in caught.value.what_to_do
    put_back(full, damaged, clock, whole)


def test_a_database_cut_short_is_told(full, damaged, clock, whole):
    database = damaged / "terminal.db"
    good = database.read_bytes()
    for length in (1, 100, PAGE - 1, PAGE, PAGE * 3, len(good) // 2 // PAGE * PAGE, len(good) // 2 + 7):
        database.write_bytes(good[:length])
        assert looked_at(damaged, clock, whole) == "refused", length
        for each in damaged.glob("terminal.db-*"):
            each.unlink()
    put_back(full, damaged, clock, whole)


@pytest.mark.parametrize("gone", ["emptied", "removed"])
def test_a_database_that_has_gone_is_not_made_anew(full, damaged, clock, whole, gone):
    database = damaged / "terminal.db"
    if gone == "emptied":
        database.write_bytes(b"")
    else:
        database.unlink()
    with pytest.raises(StorageProblem) as caught:
        open_store(damaged, clock)
    assert "备份" in caught.value.what_to_do
    assert not database.exists() or database.stat().st_size == 0
    assert len(list((damaged / "attachments").rglob("*.age"))) == 2 * CASES
    put_back(full, damaged, clock, whole)


@pytest.mark.parametrize(
    "content", [b"SQLite format 3\x00" + bytes(PAGE - 16), b"%PDF-1.7\n" * 5000, os.urandom(PAGE * 4)]
)
def test_another_files_content_is_told_and_left_alone(full, damaged, clock, whole, content):
    (damaged / "terminal.db").write_bytes(content)
    with pytest.raises(StorageProblem):
        open_store(damaged, clock)
    assert (damaged / "terminal.db").read_bytes() == content
    put_back(full, damaged, clock, whole)


def test_the_database_of_another_station_is_told(full, damaged, clock, whole, tmp_path):
    with open_store(tmp_path / "other", clock):
        pass
    shutil.copyfile(tmp_path / "other" / "terminal.db", damaged / "terminal.db")
    with pytest.raises(WrongKey):
        open_store(damaged, clock)
    put_back(full, damaged, clock, whole)


@pytest.mark.parametrize("content", [b"", b"\n", b"0" * 63, b"0" * 64, b"\xff" * 64, b"{}", bytes(range(128, 160))])
def test_a_damaged_key_file_is_told_and_kept(full, damaged, clock, whole, content):
    key = damaged / "keys" / "database.key"
    key.write_bytes(content)
    with pytest.raises(WrongKey) as caught:
        open_store(damaged, clock)
    assert "密钥" in caught.value.message
    assert key.read_bytes() == content
    put_back(full, damaged, clock, whole)


# ---------------------------------------------------------------- the journal of a machine that lost its power


@pytest.fixture
def cut(new_data_dir, tmp_path, clock, samples):
    """What the disk holds when the power goes: the last cases stand in the journal only."""
    running, folder = tmp_path / "running", tmp_path / "cut"
    shutil.copytree(new_data_dir, running)
    with open_store(running, clock) as store:
        for index in (1, 2, 3):
            store.cases.submit(samples.submission(index))
        shutil.copytree(running, folder)
    assert (folder / "terminal.db-wal").stat().st_size > 10 * PAGE
    return folder


def whole_cases(data_dir, clock, samples):
    """How many there are, each with its event, its number and its files."""
    with open_store(data_dir, clock) as store:
        cases = store.cases.cases(1000)
        assert store.audit.verify().intact
        events = store.outbox_reading.unsettled_events(0, 100)
        assert sorted(each.case_id for each in events) == sorted(each.id for each in cases)
        for case in cases:
            assert store.cases.attachment(case.id, "photo") == samples.photo
        saved = store.cases.submit(samples.submission(9)).number
        assert saved not in {each.number for each in cases}
        return len(cases)


def test_a_journal_torn_at_its_end_costs_no_case_that_was_acknowledged(cut, clock, samples):
    """What comes behind the last commit was never acknowledged."""
    with (cut / "terminal.db-wal").open("ab") as journal:
        journal.write(os.urandom(PAGE + 500))
    assert whole_cases(cut, clock, samples) == 3


def test_a_torn_journal_leaves_whole_cases_only(cut, tmp_path, clock, samples):
    journal = (cut / "terminal.db-wal").read_bytes()
    places = random.Random(11)
    counts = set()
    for attempt in range(12):
        folder = tmp_path / f"torn-{attempt}"
        shutil.copytree(cut, folder)
        (folder / "terminal.db-wal").write_bytes(journal[: places.randrange(len(journal))])
        counts.add(whole_cases(folder, clock, samples))
    assert counts <= {0, 1, 2, 3}
    assert len(counts) > 1


def test_a_flipped_bit_in_the_journal_leaves_whole_cases_only(cut, tmp_path, clock, samples):
    size = (cut / "terminal.db-wal").stat().st_size
    places = random.Random(13)
    for attempt in range(8):
        folder = tmp_path / f"flipped-{attempt}"
        shutil.copytree(cut, folder)
        flip(folder / "terminal.db-wal", places.randrange(size))
        assert whole_cases(folder, clock, samples) in {0, 1, 2, 3}


def test_rubbish_in_the_shared_index_costs_nothing(cut, clock, samples):
    (cut / "terminal.db-shm").write_bytes(os.urandom(32768))
    assert whole_cases(cut, clock, samples) == 3


# ---------------------------------------------------------------- attachments


@pytest.mark.parametrize(
    "harm",
    [
        lambda file, _: flip(file, 0),
        lambda file, _: flip(file, file.stat().st_size // 2),
        lambda file, _: flip(file, file.stat().st_size - 1),
        lambda file, _: file.write_bytes(file.read_bytes()[:-1]),
        lambda file, _: file.write_bytes(b""),
        lambda file, _: file.write_bytes(os.urandom(500)),
        lambda file, _: file.unlink(),
        lambda file, other: shutil.copyfile(other, file),
    ],
    ids=["head", "middle", "tail", "shorter", "empty", "rubbish", "gone", "another's"],
)
def test_a_damaged_attachment_is_told_alone(store, data_dir, samples, harm):
    store.cases.submit(samples.submission(1))
    first, second = sorted(each for each in (data_dir / "attachments").rglob("*.age"))
    harm(first, second)
    told: list[bool] = []
    for name, content in (("photo", samples.photo), ("signature", samples.signature)):
        try:
            assert store.cases.attachment(samples.case_id(1), name) == content
        except StorageProblem as problem:
            told.append(is_told(problem))
    assert told == [True]
    assert store.cases.submit(samples.submission(2)).number
