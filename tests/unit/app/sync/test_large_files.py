"""Large files go last, in pieces that let cases pass; they stop and go on; they never stand whole in memory."""

# ruff: noqa: F811 - fixtures of the halls, used here by name

import os
import sqlite3
import threading
import tracemalloc
from contextlib import closing
from datetime import datetime, time, timedelta
from hashlib import sha256

import pytest
from uuid_utils import uuid7

from app.central.settings import centre_home
from app.domain.errors import TerminalError
from app.domain.formats import CHINA
from app.domain.ports import SealedFile
from app.sync import limits
from app.sync.client import CentreClient
from app.sync.manners import UploadManners
from app.sync.pace import Pace, Stopped, videos_may_go
from tests.unit.app.sync.halls import MIB, Centre, Hall, centre, digests, hall, utc_now  # noqa: F401 - fixtures


def test_a_case_taken_while_a_video_is_on_its_way_is_at_the_centre_before_the_video(hall):
    """And the case of the video counts as taken before its film is there, which may follow at night."""
    video = hall.submit(1, video=10 * MIB)
    later = []
    seen = []
    hall.outbox.at_piece[2] = lambda: later.append(hall.submit(2))
    hall.outbox.at_piece[3] = lambda: seen.append(
        (hall.held(later[0]), hall.store.outbox.taken(video.case_id), hall.store.outbox.waiting())
    )

    hall.sync.once()

    ((held, is_taken, waiting),) = seen
    assert held == digests(later[0])
    assert is_taken
    assert waiting == 1
    assert hall.outbox.pieces > 3
    assert hall.held(video) == digests(video)
    assert hall.store.outbox.waiting() == 0


def test_small_goes_before_large_and_a_video_last_of_all(hall):
    video = hall.submit(1, video=300_000)
    small, large = hall.submit(2, scan=400_000), hall.submit(3, scan=900_000)

    hall.sync.once()

    with hall.store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, case_id FROM attachments").all()
    case_of = dict(tuple(row) for row in rows)
    order = [case_of[each] for each in hall.outbox.begun]
    assert order == [small.case_id, large.case_id, video.case_id]


def test_without_its_large_files_a_pass_is_short_and_they_go_in_a_lane_of_their_own(hall):
    submission = hall.submit(1, video=300_000)

    hall.sync.once(large=False)
    assert hall.outbox.pieces == 0
    assert hall.store.outbox.waiting() == 1
    hall.sync.send_large()

    assert hall.store.outbox.waiting() == 0
    assert hall.held(submission) == digests(submission)


def test_a_large_file_that_was_stopped_goes_on_from_where_it_was(hall):
    submission = hall.submit(1, video=6 * MIB)
    hall.outbox.at_piece[3] = hall.sync.stop_large
    hall.sync.once(large=False)
    hall.sync.send_large()
    assert hall.store.outbox.waiting() == 1
    (open_upload,) = hall.store.outbox.due_uploads(utc_now(), 10)
    assert open_upload.attempts == 0, "to be stopped is no failure"

    again = CentreClient(hall.store.settings, hall.outbox, utc_now)
    again.synchronizer.once()
    again.close()

    assert hall.held(submission) == digests(submission)
    assert len(hall.outbox.begun) == 1


def test_both_lanes_at_once_lose_nothing(hall):
    videos = [hall.submit(seed, video=2 * MIB) for seed in (1, 2)]
    hall.sync.once(large=False)
    large = threading.Thread(target=hall.sync.send_large)
    large.start()
    cases = []
    for seed in range(3, 9):
        cases.append(hall.submit(seed))
        hall.sync.once(large=False)
    large.join()

    for each in (*videos, *cases):
        assert hall.held(each) == digests(each)
    assert hall.store.outbox.conflicts() == 0


def test_sealing_a_large_file_takes_no_memory_of_its_size(hall):
    size = 24 * MIB
    hall.submit(1, video=size)
    hall.sync.once(large=False)
    tracemalloc.start()
    try:
        hall.sync.send_large()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert hall.store.outbox.waiting() == 0
    assert peak < size / 2  # the centre, in this process too, keeps 4 MiB back at a time


def test_a_film_may_be_there_before_its_case_and_is_sent_once(hall):
    case_id = str(uuid7())
    content, begun = hall.film(case_id, 3 * MIB)
    hall.sync.once()
    assert len(hall.outbox.begun) == 1
    assert hall.store.outbox.due_uploads(utc_now(), 10) == []

    submission = hall.submit(1, case_id=case_id, begun=(begun,))
    hall.sync.once()

    assert len(hall.outbox.begun) == 1
    assert hall.held(submission) == digests(submission) | {"medical-video": sha256(content).hexdigest()}
    assert hall.office.get_case(case_id)["status"] == "accepted"
    assert hall.store.outbox.taken(case_id)


def test_a_film_half_sent_when_its_case_is_submitted_goes_on_from_there(hall):
    case_id = str(uuid7())
    content, begun = hall.film(case_id, 6 * MIB)
    submitted = []
    hall.outbox.at_piece[3] = lambda: submitted.append(hall.submit(1, case_id=case_id, begun=(begun,)))

    hall.sync.once()
    hall.sync.once()

    assert len(hall.outbox.begun) == 1
    (submission,) = submitted
    assert hall.held(submission)["medical-video"] == sha256(content).hexdigest()
    assert hall.office.get_case(case_id)["status"] == "accepted"


def test_a_sitting_that_is_left_ends_the_film_at_the_centre_too(hall):
    case_id = str(uuid7())
    hall.film(case_id, 6 * MIB)
    hall.outbox.at_piece[3] = lambda: hall.store.early_uploads.leave(case_id)

    report = hall.sync.once()

    assert report.waiting == 0
    assert hall.outbox.pieces == 3
    (upload,) = hall.store.outbox.left_uploads(utc_now(), 10) or [None]
    if upload is not None:
        hall.sync.once()
    assert hall.store.outbox.left_uploads(utc_now() + timedelta(days=1), 10) == []
    with closing(sqlite3.connect(centre_home(hall.centre.folder) / "central.db")) as centre:
        assert centre.execute("SELECT count(*) FROM uploads WHERE case_id = ?", (case_id,)).fetchone() == (0,)


def test_a_film_that_has_arrived_is_taken_back_when_its_sitting_is_left(hall):
    case_id = str(uuid7())
    hall.film(case_id, 300_000)
    hall.sync.once()
    hall.store.early_uploads.leave(case_id)

    hall.sync.once()

    assert hall.store.outbox.left_uploads(utc_now() + timedelta(days=1), 10) == []
    with closing(sqlite3.connect(centre_home(hall.centre.folder) / "central.db")) as centre:
        assert centre.execute("SELECT count(*) FROM uploads WHERE case_id = ?", (case_id,)).fetchone() == (0,)
    assert not [each for each in hall.centre.folder.rglob(f"*{case_id}*") if each.is_file()]


STEPS = ["before_sealed_upload", "after_sealed_upload", "before_begin_upload", "while_others_pass"]


@pytest.mark.parametrize(("has_begun", "size"), [(False, 200_000), (True, 3 * MIB)])
@pytest.mark.parametrize("step", STEPS)
def test_a_sitting_may_be_left_at_any_step_and_nothing_of_it_stays_at_the_centre(hall, step, has_begun, size):
    case_id = str(uuid7())
    hall.film(case_id, size)
    if has_begun:  # a run before got so far, and the centre has forgotten it since
        (upload,) = hall.store.outbox.due_uploads(utc_now(), 1)
        hall.store.outbox.begin_upload(upload.id, f"{hall.centre.running.url}/api/v1/uploads/{uuid7().hex}")
    hall.outbox.at_step[step] = lambda: hall.store.early_uploads.leave(case_id)

    hall.sync.once()
    hall.store.early_uploads.leave(case_id)  # where the step never came: a small file has no pieces
    hall.sync.once()

    assert hall.store.outbox.left_uploads(utc_now() + timedelta(days=1), 10) == []
    with closing(sqlite3.connect(centre_home(hall.centre.folder) / "central.db")) as centre:
        assert centre.execute("SELECT count(*) FROM uploads WHERE case_id = ?", (case_id,)).fetchone() == (0,)


def test_a_sitting_that_is_left_while_its_film_is_sealed_leaves_no_sealed_film(hall):
    case_id = str(uuid7())
    hall.film(case_id, 300_000)
    (upload,) = hall.store.outbox.due_uploads(utc_now(), 1)

    def seal(plain, sealed):
        sealed.write(plain.read())
        hall.store.early_uploads.leave(case_id)

    with pytest.raises(TerminalError):
        hall.store.outbox.sealed_upload(upload.id, seal)

    assert not [each for each in hall.folder.rglob("*.age") if each.is_file()]


# ---------------------------------------------------------------- hours and pace, without a line


def local(hour, minute=0):
    return datetime(2026, 3, 18, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (local(21, 59), False),
        (local(22), True),
        (local(23, 59), True),
        (local(0), True),
        (local(5, 59), True),
        (local(6), False),
    ],
)
def test_hours_may_go_over_midnight(at, may):
    assert videos_may_go(UploadManners(video_hours=(time(22), time(6))), at) is may


@pytest.mark.parametrize(
    ("at", "may"), [(local(11), False), (local(12), True), (local(13, 59), True), (local(14), False)]
)
def test_hours_of_one_day_have_a_beginning_and_an_end(at, may):
    assert videos_may_go(UploadManners(video_hours=(time(12), time(14))), at) is may


def test_without_hours_a_video_may_always_go():
    assert videos_may_go(UploadManners(), local(3))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "sealed"
    path.write_bytes(os.urandom(300_000))
    return SealedFile(path, 300_000)


def test_a_piece_is_read_from_its_offset_to_its_end(file):
    content = file.path.read_bytes()

    assert b"".join(Pace(UploadManners()).blocks(file, 70_000, 150_000)) == content[70_000:220_000]


def test_under_a_cap_the_bytes_wait_for_their_time(file):
    class Counting(threading.Event):
        waited = 0.0

        def wait(self, timeout=None):
            self.waited += timeout
            return False

    pace = Pace(UploadManners(upload_kbps=800), clock=lambda: 0.0)
    pace.stop = Counting()

    sent = sum(len(block) for block in pace.blocks(file, 0, 80_000))

    # The clock stands still, so each block waits for all that went before it: the last one for 80,000 bytes, 0.8 s.
    blocks = -(-80_000 // limits.CAPPED_BLOCK_BYTES)
    due = [min(80_000, (number + 1) * limits.CAPPED_BLOCK_BYTES) / 100_000 for number in range(blocks)]
    assert sent == 80_000
    assert pace.stop.waited == pytest.approx(sum(due))


class Waiting(threading.Event):
    """Whoever waits moves the clock; nobody really waits."""

    now = 0.0

    def wait(self, timeout=None):
        self.now += timeout
        return False


def test_two_uploads_at_once_share_one_cap(file):
    waiting = Waiting()
    pace = Pace(UploadManners(upload_kbps=800), clock=lambda: waiting.now)
    pace.stop = waiting

    lanes = [pace.blocks(file, 0, 80_000), pace.blocks(file, 100_000, 80_000)]
    sent = sum(len(block) for pair in zip(*lanes, strict=True) for block in pair)

    assert sent == 160_000
    assert waiting.now == pytest.approx(1.6)


def test_after_a_silence_nothing_is_made_up_for(file):
    waiting = Waiting()
    pace = Pace(UploadManners(upload_kbps=800), clock=lambda: waiting.now)
    pace.stop = waiting
    list(pace.blocks(file, 0, 80_000))
    waiting.now += 60

    list(pace.blocks(file, 0, 80_000))

    assert waiting.now == pytest.approx(60 + 1.6)


def test_a_small_file_sent_by_itself_is_under_the_cap_too(hall):
    waiting = Waiting()
    hall.submit(1, scan=250_000)  # with a paper that went with its case it would be one of a bundle
    with hall.store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE outbox_uploads SET attempts = 1")
    hall.sync._pace = Pace(UploadManners(upload_kbps=800), clock=lambda: waiting.now)
    hall.sync._pace.stop = waiting

    hall.sync.once()

    assert hall.store.outbox.waiting() == 0
    assert waiting.now > 2.5


def test_a_piece_that_is_stopped_breaks_off(file):
    pace = Pace(UploadManners())
    blocks = pace.blocks(file, 0, 300_000)
    next(blocks)
    pace.stop.set()

    with pytest.raises(Stopped):
        next(blocks)


def test_pieces_grow_with_the_line_and_shrink_with_its_cuts():
    pace = Pace(UploadManners())
    first = pace.piece_bytes
    pace.sent(first, 0.01)
    assert pace.piece_bytes == first * limits.PIECE_GROWTH
    for _ in range(20):
        pace.sent(pace.piece_bytes, 0.01)
    assert pace.piece_bytes == limits.LARGEST_PIECE_BYTES
    pace.broke()
    assert pace.piece_bytes == limits.LARGEST_PIECE_BYTES // limits.PIECE_GROWTH
    for _ in range(20):
        pace.broke()
    assert pace.piece_bytes == limits.SMALLEST_PIECE_BYTES
    pace.sent(limits.SMALLEST_PIECE_BYTES, 60)
    assert pace.piece_bytes == limits.SMALLEST_PIECE_BYTES
