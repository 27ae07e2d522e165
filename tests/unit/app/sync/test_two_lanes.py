"""The two lanes at once: neither sends what the other sends, and both end when they are asked to."""

# ruff: noqa: F811 - fixtures of the halls, used here by name

import threading
from datetime import datetime, time, timedelta

import pytest

from app.domain.formats import CHINA
from app.sync import limits
from app.sync.client import CentreClient
from app.sync.manners import UploadManners
from app.sync.names import CENTRE_ADDRESS
from tests.unit.app.sync.halls import MIB, Centre, Hall, centre, digests, hall, utc_now  # noqa: F401 - fixtures

PATIENCE_S = 60.0


@pytest.fixture
def proxy(hall, cutting_proxy):
    """Between the station and its centre; it counts what goes there."""
    between = cutting_proxy(hall.centre.running.url)
    hall.store.settings.put({CENTRE_ADDRESS: between.url})
    hall.client.close()
    hall.client = CentreClient(hall.store.settings, hall.outbox, utc_now)
    hall.sync = hall.client.synchronizer
    return between


def test_a_file_that_one_lane_sends_is_not_sent_by_the_other(hall, proxy):
    submission = hall.submit(1, scan=4 * MIB)
    large, has_chosen = threading.Thread(target=hall.sync.send_large), threading.Event()
    due = hall.store.outbox.due_uploads

    def chosen(*asked, **how):
        found = due(*asked, **how)
        if threading.current_thread() is large:
            has_chosen.set()
        return found

    def begin_large():
        """Between two pieces of the first lane."""
        large.start()
        assert has_chosen.wait(PATIENCE_S)

    hall.outbox.due_uploads = chosen
    hall.outbox.at_piece[4] = begin_large

    hall.sync.once(large=False)
    large.join(PATIENCE_S)

    assert hall.held(submission) == digests(submission)
    assert len(hall.outbox.begun) == 1
    assert proxy.carried < 4.5 * MIB


def test_files_that_are_not_large_go_also_while_only_the_other_lane_is_at_work(hall):
    hall.submit(1, video=2 * MIB)
    hall.sync.once(large=False)
    later = []
    hall.outbox.at_piece[3] = lambda: later.append(hall.submit(2, scan=300_000))

    hall.sync.send_large()

    assert hall.held(later[0]) == digests(later[0])
    assert hall.store.outbox.waiting() == 0


def test_a_pass_that_is_stopped_while_it_sends_a_file_ends_quietly_and_goes_on_another_time(hall):
    submission = hall.submit(1, scan=4 * MIB)
    hall.outbox.at_piece[4] = hall.sync.stop_large

    report = hall.sync.once(large=False)

    assert (report.sent, report.waiting) == (1, 1)
    (open_upload,) = hall.store.outbox.due_uploads(utc_now(), 10)
    assert open_upload.attempts == 0, "to be stopped is no failure"
    again = CentreClient(hall.store.settings, hall.outbox, utc_now)
    again.synchronizer.once(large=False)
    again.close()
    assert hall.held(submission) == digests(submission)
    assert len(hall.outbox.begun) == 1


def test_a_video_under_way_stops_at_the_end_of_its_hours_and_goes_on_in_the_next(hall):
    submission = hall.submit(1, video=6 * MIB)
    large = hall.submit(2, scan=limits.LARGE_UPLOAD_BYTES + 100_000)
    tomorrow = datetime.now(CHINA) + timedelta(days=1)
    noon = tomorrow.replace(hour=12, minute=0)
    at = [tomorrow.replace(hour=5, minute=59)]
    hall.sync._clock = lambda: at[0]
    hall.sync._manners = UploadManners(video_hours=(time(22), time(6)))
    hall.outbox.at_piece[4] = lambda: at.__setitem__(0, noon)

    hall.sync.once()

    assert hall.held(large) == digests(large), "what is no video goes at any hour"
    assert hall.store.outbox.waiting() == 1
    (open_upload,) = hall.store.outbox.due_uploads(noon, 10)
    assert (open_upload.attempts, open_upload.url != "") == (0, True)

    at[0] = tomorrow.replace(hour=22)
    hall.sync.once()

    assert hall.held(submission) == digests(submission)
    assert len(hall.outbox.begun) == 2
