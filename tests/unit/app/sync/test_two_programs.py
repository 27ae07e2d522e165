"""Two programs of one station send at once: the terminal, and `kiosk sync once` beside it."""

# ruff: noqa: F811 - fixtures of the halls, used here by name

import threading

import pytest

from app.domain.errors import DataDirBusy
from app.storage import open_store
from app.sync import limits
from app.sync.client import CentreClient
from tests.unit.app.sync.halls import MIB, Watched, centre, digests, hall, utc_now  # noqa: F401 - fixtures


class Program:
    """Another one, on the same data directory."""

    def __init__(self, hall):
        self.store = open_store(hall.folder, utc_now)
        self.outbox = Watched(self.store.outbox)
        self.client = CentreClient(self.store.settings, self.outbox, utc_now)
        self.sync = self.client.synchronizer

    def close(self):
        self.client.close()
        self.store.close()


@pytest.fixture
def other(hall):
    opened = Program(hall)
    yield opened
    opened.close()


def attempts(hall):
    return [each.attempts for each in hall.store.outbox.due_uploads(utc_now(), 10)]


def test_a_file_is_sealed_by_one_of_two_programs_and_sent_by_both_as_it_is(hall, other):
    hall.film("01900000-0000-7000-8000-00000000000a", 300_000)
    (upload,) = hall.store.outbox.due_uploads(utc_now(), 1)
    sealed_twice, second = threading.Event(), []

    def seal_again(plain, sealed):
        sealed_twice.set()
        sealed.write(b"another seal" + plain.read())

    asks = threading.Thread(target=lambda: second.append(other.store.outbox.sealed_upload(upload.id, seal_again)))

    def seal(plain, sealed):
        asks.start()
        sealed_twice.wait(0.5)  # where nothing holds it back it is there long before
        sealed.write(plain.read())

    first = hall.store.outbox.sealed_upload(upload.id, seal)
    asks.join()

    assert not sealed_twice.is_set()
    assert second == [first]
    assert first.path.stat().st_size == first.size
    assert [each.name for each in (hall.folder / "spool").iterdir()] == [first.path.name]


def test_a_large_file_goes_over_the_line_once(hall, other):
    submission = hall.submit(1, video=4 * MIB)
    hall.sync.once(large=False)
    hall.outbox.at_piece[4] = other.sync.send_large

    hall.sync.send_large()

    assert other.outbox.begun == []
    assert len(hall.outbox.begun) == 1
    assert hall.held(submission) == digests(submission)
    later = hall.submit(2, video=MIB)
    other.sync.once()
    assert hall.held(later) == digests(later), "the turn was given back"


@pytest.mark.parametrize("at", ["before_sealed_upload", "after_sealed_upload", "before_begin_upload"])
def test_what_the_other_program_has_sent_meanwhile_is_no_damage(hall, other, at):
    submission = hall.submit(1, scan=limits.LARGE_UPLOAD_BYTES - MIB)
    hall.outbox.at_step[at] = lambda: other.sync.once(large=False)

    hall.sync.once(large=False)

    assert hall.held(submission) == digests(submission)
    assert hall.store.outbox.waiting() == 0
    assert list((hall.folder / "spool").iterdir()) == []
    if at == "before_sealed_upload":
        assert hall.outbox.begun == [], "not a byte of it goes again"


def test_a_file_whose_sealed_bytes_another_program_has_taken_back_is_busy_and_goes_later(hall, other):
    """The centre refused it to the other one: it goes once more, newly sealed."""
    submission = hall.submit(1, scan=4 * MIB)

    def refused():
        (upload,) = other.store.outbox.due_uploads(utc_now(), 1)
        other.store.outbox.refuse_upload(upload.id, utc_now(), "checksum", "内容对不上")

    hall.outbox.at_step["after_sealed_upload"] = refused

    with pytest.raises(DataDirBusy, match="另一个程序"):
        hall.sync.once(large=False)

    hall.sync.once(large=False)
    assert hall.held(submission) == digests(submission)
