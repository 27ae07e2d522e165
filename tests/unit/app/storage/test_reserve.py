"""A full disk, a real one where it can be mounted: no new case, but the trail, sending and erasing go on."""

import shutil
import sys
from pathlib import Path

import pytest

from app.audit import audit_event
from app.domain.errors import DiskFull
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.ports import EventVerdict
from app.storage import open_store
from app.storage.reserve import CUT_BELOW_BYTES, Reserve

MIB = 1 << 20
SIZE = 6 * MIB
DISK = 32 * MIB


def test_a_reserve_is_made_where_there_is_room_and_holds_real_blocks(tmp_path):
    reserve = Reserve(tmp_path / "reserve", SIZE)
    assert not reserve.is_cut
    assert reserve.may_take_a_case()
    assert not reserve.make_whole(leaving=1 << 60)
    assert not (tmp_path / "reserve").exists()
    assert reserve.make_whole(leaving=0)
    assert not reserve.make_whole(leaving=0)
    held = (tmp_path / "reserve").stat()
    assert held.st_size == SIZE
    if sys.platform == "linux":
        assert held.st_blocks * 512 >= SIZE


def test_a_reserve_is_left_alone_while_there_is_room(tmp_path):
    reserve = Reserve(tmp_path / "reserve", SIZE)
    reserve.make_whole(leaving=0)
    assert not reserve.help_out()
    assert reserve.is_whole


@pytest.fixture
def small_disk(mounted):
    """A file system of 32 MB; the test fills it."""
    return mounted(f"size={DISK}")


def fill(disk: Path, leaving: int) -> Path:
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        while (free := shutil.disk_usage(disk).free) > leaving:
            file.write(bytes(min(MIB, free - leaving)))
    return ballast


@pytest.fixture
def full_store(small_disk, clock, samples):
    """One case is in it; the reserve is whole, and then the disk is full to the last bytes."""
    with open_store(small_disk / "data", clock) as store:
        store.database.reserve = Reserve(small_disk / "data" / "reserve", SIZE)
        store.cases.submit(samples.submission(1))
        assert store.database.reserve.make_whole(leaving=0)
        fill(small_disk, leaving=64 << 10)
        yield store


def test_a_new_case_is_refused_and_leaves_nothing_half(full_store, samples):
    with pytest.raises(DiskFull):
        full_store.cases.submit(samples.submission(2))
    assert [each.id for each in full_store.cases.cases()] == [samples.case_id(1)]


def test_what_was_begun_and_the_trail_go_on_in_the_reserve(full_store, samples, clock):
    full_store.audit.append(audit_event("terminal.stopped"))
    assert full_store.database.reserve.is_cut
    grade = Evaluation(samples.case_id(1), Grade.VERY_GOOD, EvaluationChannel.COMMAND)
    assert full_store.cases.evaluate(grade)
    for _ in range(2):
        due = full_store.outbox.due_events(clock(), 10)
        full_store.outbox.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in due])
    assert full_store.outbox.due_events(clock(), 10) == []
    assert full_store.audit.verify().intact


def test_the_reserve_once_cut_is_not_for_new_cases(full_store, samples):
    full_store.audit.append(audit_event("terminal.stopped"))
    assert full_store.database.reserve.free() > MIB
    with pytest.raises(DiskFull):
        full_store.cases.submit(samples.submission(2))


def test_with_room_again_the_reserve_is_made_whole_and_cases_are_taken(full_store, small_disk, samples):
    full_store.audit.append(audit_event("terminal.stopped"))
    assert not full_store.database.reserve.make_whole(leaving=CUT_BELOW_BYTES)
    (small_disk / "ballast").unlink()
    assert full_store.database.reserve.make_whole(leaving=CUT_BELOW_BYTES)
    assert full_store.cases.submit(samples.submission(2)).number


def test_what_is_lent_for_a_file_to_be_sent_is_not_taken_back_while_it_is_written(full_store):
    reserve = full_store.database.reserve
    with reserve.lent(MIB) as has_room:
        assert has_room
        assert reserve.is_cut
        assert not reserve.make_whole(leaving=0)
    assert reserve.make_whole(leaving=0)


def test_the_reserve_is_not_spent_on_a_file_that_would_not_fit_all_the_same(full_store):
    reserve = full_store.database.reserve
    for size in (SIZE - MIB, 2 * SIZE):
        with reserve.lent(size) as has_room:
            assert not has_room
    assert reserve.is_whole
