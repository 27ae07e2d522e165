"""Recordings at rest: sealed, chained, and after a power cut whole up to the last piece."""

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from app.domain.errors import DiskFull, StorageProblem
from app.storage.attachment_files import new_identity
from app.storage.recording_journal import GENESIS, journal_key, line_of, parse_journal
from app.storage.recordings import RecordingStore
from tests.chaos.mortal import Mortal

CASE = "01900000-0000-7000-8000-000000000001"
IDENTITY = new_identity()
PIECES = [b"\x47piece %d of somebody's face" % number * 50 for number in range(1, 6)]


def now() -> datetime:
    return datetime(2026, 3, 18, 2, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "recordings"


@pytest.fixture
def store(folder: Path) -> RecordingStore:
    return RecordingStore(folder, IDENTITY, now)


def record(store: RecordingStore, pieces: list[bytes] = PIECES, *, finish: bool = True) -> str:
    recording = store.begin(CASE)
    for piece in pieces:
        recording.append(piece)
    if finish:
        assert recording.finish() == len(pieces)
    return recording.id


def test_what_was_recorded_is_read_again_piece_by_piece(store: RecordingStore) -> None:
    name = record(store)
    assert list(store.segments(name)) == PIECES
    (stored,) = store.all()
    assert (stored.id, stored.case_id, stored.segments, stored.is_whole) == (name, CASE, 5, True)
    report = store.check(name)
    assert report.is_intact
    assert report.is_ended
    assert store.damaged() == ()


def test_nothing_of_it_is_on_the_disk_in_the_clear(store: RecordingStore, folder: Path) -> None:
    record(store)
    content = b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())
    assert len(content) > sum(map(len, PIECES))
    assert b"somebody" not in content
    if os.name == "posix":
        assert {each.stat().st_mode & 0o077 for each in folder.rglob("*")} == {0}


def test_another_stations_identity_opens_nothing(store: RecordingStore, folder: Path) -> None:
    name = record(store)
    other = RecordingStore(folder, new_identity(), now)
    assert not other.check(name).is_journal_good
    assert other.all() == ()


def test_each_recording_stands_for_itself(store: RecordingStore) -> None:
    names = [record(store), record(store, PIECES[:2]), record(store, [])]
    assert [each.segments for each in sorted(store.all(), key=lambda each: each.id)] == [5, 2, 0]
    store.remove(names[0])
    assert [each.id for each in store.all()] == names[1:]


# ------------------------------------------------------------ somebody changes something


def test_an_altered_a_missing_and_a_foreign_piece_are_seen(store: RecordingStore, folder: Path) -> None:
    name = record(store)
    piece = folder / name / "000002.age"
    whole = piece.read_bytes()
    for place in range(0, len(whole), 61):
        piece.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert store.check(name).altered == (2,)
    with pytest.raises(StorageProblem):
        list(store.segments(name))
    piece.unlink()
    assert store.check(name).missing == (2,)
    assert store.damaged() == (name,)
    shutil.copy(folder / name / "000001.age", piece)
    assert store.check(name).altered == (2,)
    piece.write_bytes(whole)
    shutil.copy(piece, folder / name / "000006.age")
    assert store.check(name).unlisted == (6,)


def test_two_pieces_exchanged_are_seen(store: RecordingStore, folder: Path) -> None:
    name = record(store)
    home = folder / name
    (home / "000001.age").rename(home / "x")
    (home / "000002.age").rename(home / "000001.age")
    (home / "x").rename(home / "000002.age")
    assert store.check(name).altered == (1, 2)


def test_any_changed_byte_of_the_journal_is_seen(store: RecordingStore, folder: Path) -> None:
    name = record(store)
    journal = folder / name / "journal"
    whole = journal.read_bytes()
    for place in range(len(whole)):
        journal.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        report = store.check(name)
        assert not report.is_intact or not report.is_ended, place
        store.all()


def test_a_line_taken_out_put_in_or_moved_is_seen(store: RecordingStore, folder: Path) -> None:
    name = record(store)
    journal = folder / name / "journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    for changed in (
        lines[:2] + lines[3:],
        [*lines[:2], lines[2], lines[2], *lines[3:]],
        [lines[0], lines[2], lines[1], *lines[3:]],
        lines[1:],
    ):
        journal.write_bytes(b"".join(changed))
        assert not store.check(name).is_journal_good


def test_a_cut_tail_of_an_ended_recording_is_seen(store: RecordingStore, folder: Path) -> None:
    name = record(store)
    journal = folder / name / "journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:4]))
    report = store.check(name)
    assert report.unlisted == (4, 5)
    assert not report.is_ended
    assert not store.all()[0].is_whole


def test_the_journal_of_another_recording_is_not_taken_for_its_own(store: RecordingStore, folder: Path) -> None:
    one, two = record(store, PIECES[:1]), record(store, PIECES[1:2])
    shutil.copy(folder / one / "journal", folder / two / "journal")
    assert not store.check(two).is_journal_good


def test_a_lost_journal_is_seen_and_its_pieces_are_left_alone(store: RecordingStore, folder: Path) -> None:
    name = record(store)
    (folder / name / "journal").unlink()
    assert store.recover() == ()
    assert store.damaged() == (name,)
    assert store.check(name).unlisted == (1, 2, 3, 4, 5)


def test_a_line_cannot_be_written_without_the_key() -> None:
    line, _ = line_of(journal_key(new_identity()), GENESIS, {"segment": 1})
    assert parse_journal(line, journal_key(IDENTITY)).records == ()


# ------------------------------------------------------------ the power goes


def test_what_was_left_open_is_ended_once_with_all_its_pieces(store: RecordingStore) -> None:
    name = record(store, finish=False)
    (ended,) = store.recover()
    assert (ended.id, ended.segments, ended.is_whole) == (name, 5, False)
    assert store.check(name).is_intact
    assert list(store.segments(name)) == PIECES
    assert store.recover() == ()


def test_a_journal_cut_at_any_byte_leaves_every_piece_before_it(store: RecordingStore, folder: Path) -> None:
    name = record(store, PIECES[:2], finish=False)
    home = folder / name
    whole = (home / "journal").read_bytes()
    ends = [0]
    for line in whole.splitlines(keepends=True):
        ends.append(ends[-1] + len(line))
    kept = {each.name: each.read_bytes() for each in home.iterdir()}
    for length in range(ends[2], len(whole)):
        (home / "journal").write_bytes(whole[:length])
        (ended,) = store.recover()
        assert ended.segments == 2, length  # the second piece's file is there, so it is taken up again
        assert store.check(name).is_intact
        for file, content in kept.items():
            (home / file).write_bytes(content)


def test_a_recording_cut_before_its_first_line_was_whole_was_none(store: RecordingStore, folder: Path) -> None:
    name = record(store, [], finish=False)
    whole = (folder / name / "journal").read_bytes()
    for length in range(len(whole)):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "journal").write_bytes(whole[:length])
        assert store.recover() == ()
        assert not (folder / name).exists()


def test_half_a_piece_is_none(store: RecordingStore, folder: Path) -> None:
    name = record(store, PIECES[:2], finish=False)
    (folder / name / "000003.age.part").write_bytes(b"age-encryption.org/v1\n-> X25519 half")
    assert store.recover()[0].segments == 2
    assert not list((folder / name).glob("*.part"))


def recorded(folder: Path, identity: str) -> Callable[[], object]:
    """What was told to be kept is written down beside it, as the number of each piece."""
    store = RecordingStore(folder, identity, now)
    told = os.open(folder.with_suffix(".told"), os.O_CREAT | os.O_WRONLY)

    def act() -> None:
        recording = store.begin(CASE)
        for number in range(1, 4):
            recording.append(bytes([number]) * 3000)
            os.write(told, bytes([number]))
        recording.finish()

    return act


def test_killed_at_any_step_no_piece_is_lost_that_was_told_to_be_kept(mortal: Mortal, tmp_path: Path) -> None:
    mortal.deaths(recorded, tmp_path, 80, IDENTITY)
    cuts = sorted(tmp_path.glob("cut-*.told"))
    assert len(cuts) == 80
    for told in cuts:
        store = RecordingStore(told.with_suffix(""), IDENTITY, now)
        store.recover()
        appended = max(told.read_bytes(), default=0)
        recordings = store.all()
        assert len(recordings) <= 1
        if appended:
            assert appended <= recordings[0].segments <= min(3, appended + 1), told.name
        for each in recordings:
            assert store.check(each.id).is_intact
            assert store.check(each.id).is_ended
            assert list(store.segments(each.id)) == [bytes([n]) * 3000 for n in range(1, each.segments + 1)]


# ------------------------------------------------------------ the disk


FULL = textwrap.dedent(
    """
    import resource, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from app.domain.errors import StorageProblem
    from app.storage.recordings import RecordingStore

    store = RecordingStore(Path(sys.argv[1]), sys.argv[2], lambda: datetime(2026, 3, 18, tzinfo=UTC))
    recording = store.begin("case")
    recording.append(b"x" * 2000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    for piece in (b"y" * 50_000, b"z"):
        try:
            recording.append(piece)
        except StorageProblem as error:
            assert error.what_to_do
            print(type(error).__name__)
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_full_disk_ends_the_recording_and_keeps_what_was_kept(store: RecordingStore, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder), IDENTITY], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == [DiskFull.__name__, StorageProblem.__name__]
    (ended,) = store.recover()
    assert ended.segments == 1
    assert list(store.segments(ended.id)) == [b"x" * 2000]


def test_after_its_end_nothing_can_be_appended(store: RecordingStore) -> None:
    recording = store.begin(CASE)
    recording.finish()
    with pytest.raises(StorageProblem):
        recording.append(b"more")
    with pytest.raises(StorageProblem):
        recording.finish()


def test_a_recording_that_is_not_there_is_a_storage_problem(store: RecordingStore) -> None:
    assert store.all() == ()
    assert store.recover() == ()
    for ask in (store.check, store.remove, lambda name: list(store.segments(name))):
        with pytest.raises(StorageProblem):
            ask("0" * 32)


def test_without_room_no_film_is_begun_and_nothing_is_made(store: RecordingStore, folder: Path) -> None:
    store.may_begin = lambda: False
    with pytest.raises(DiskFull):
        store.begin(CASE)
    assert not folder.exists() or not any(folder.iterdir())


def test_a_recording_travels_as_its_film_and_the_list_of_its_pieces(store: RecordingStore) -> None:
    name = record(store)
    film = store.travelling(name)
    assert film.content == b"".join(PIECES)
    assert (film.listed["recording"], film.listed["whole"], film.listed["intact"]) == (name, True, True)
    assert [(each["segment"], each["size"], each["sha256"]) for each in film.listed["segments"]] == [
        (number, len(piece), sha256(piece).hexdigest()) for number, piece in enumerate(PIECES, 1)
    ]
    assert "somebody" not in repr(film)


def test_pieces_altered_lost_or_exchanged_travel_so_that_they_are_seen(store: RecordingStore, folder: Path) -> None:
    name = record(store)
    second, third, fourth, fifth = (folder / name / f"{number:06}.age" for number in (2, 3, 4, 5))
    broken = bytearray(second.read_bytes())
    broken[-1] ^= 1
    second.write_bytes(broken)
    third.unlink()
    fourth.write_bytes(fifth.read_bytes())
    film = store.travelling(name)
    assert film.content == PIECES[0] + PIECES[4] + PIECES[4]
    assert [each["size"] for each in film.listed["segments"]] == [len(PIECES[0]), 0, 0, len(PIECES[4]), len(PIECES[4])]
    assert film.listed["segments"][3]["sha256"] == sha256(PIECES[3]).hexdigest()
    assert film.listed["intact"] is True


def test_a_journal_that_was_changed_or_is_gone_is_told_with_the_film(store: RecordingStore, folder: Path) -> None:
    name = record(store)
    journal = folder / name / "journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:3], lines[4], *lines[5:]]))
    film = store.travelling(name)
    assert (len(film.listed["segments"]), film.listed["intact"], film.listed["whole"]) == (2, False, False)
    journal.unlink()
    film = store.travelling(name)
    assert (film.listed["segments"], film.listed["intact"], film.content) == ([], False, b"")
    with pytest.raises(StorageProblem):
        store.travelling("0" * 32)


# ---------------------------------------------------------------- the films of a case


def test_a_case_that_was_filmed_twice_travels_as_one_film_and_says_that_it_was_cut(store: RecordingStore) -> None:
    record(store, PIECES[:2], finish=False)
    store.recover()
    record(store, PIECES[2:])
    film = store.travelling_of(CASE)
    assert film is not None
    assert film.content == b"".join(PIECES)
    assert [each["segment"] for each in film.listed["segments"]] == [1, 2, 3, 4, 5]
    assert [each["sha256"] for each in film.listed["segments"]] == [sha256(each).hexdigest() for each in PIECES]
    assert (film.listed["whole"], film.listed["intact"]) == (False, True)
    assert store.seconds_of(CASE) == 5


def test_a_film_that_was_ended_in_order_is_whole(store: RecordingStore) -> None:
    record(store)
    film = store.travelling_of(CASE)
    assert film is not None
    assert film.listed["whole"]


def test_a_case_of_which_nothing_was_recorded_has_no_film(store: RecordingStore) -> None:
    record(store, [])
    assert store.travelling_of(CASE) is None
    assert store.travelling_of("another") is None


def test_films_of_other_cases_stay_where_one_is_removed(store: RecordingStore) -> None:
    record(store)
    other = store.begin("another")
    other.append(PIECES[0])
    other.finish()
    store.remove_of(CASE)
    assert [each.case_id for each in store.all()] == ["another"]
    store.sweep([CASE])
    assert store.all() == ()


def test_a_film_that_is_still_being_made_is_never_swept(store: RecordingStore) -> None:
    under_way = store.begin(CASE)
    under_way.append(PIECES[0])
    store.sweep([])
    assert [each.case_id for each in store.all()] == [CASE]
    under_way.finish()
    store.sweep([])
    assert store.all() == ()
