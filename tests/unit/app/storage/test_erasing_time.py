"""A clock that leaps ahead erases nothing for good before somebody else says so, and an honest one still erases."""

from datetime import timedelta

import pytest

from app.domain.case import Kept
from app.domain.drafts import KeptDraft
from app.domain.ports import EventVerdict
from app.domain.trusted_time import Sureness
from app.storage import open_store
from app.storage.clock_keeping import keep_clock
from app.storage.trusted_clock import TrustedClock
from tests.unit.app.storage.machine_clocks import NOON, Machine

DAY = timedelta(days=1)
DOUBT = timedelta(seconds=2)
LEAP = 400 * DAY
HELD, LEFT = (f"0192a4c0-0000-7000-8000-00000000000{each}" for each in (1, 2))


class Station:
    """Its store, opened anew as one start of the machine after another does."""

    def __init__(self, data_dir, samples):
        self._data_dir, self._samples = data_dir, samples
        self.machine = Machine()
        self.store = None
        self.open()
        self.store.cases.submit(samples.submission())
        while events := self.store.outbox.due_events(self.clock(), 50):
            for each in events:
                self.store.outbox.settle_event(each.id, EventVerdict.ACCEPTED)
        for each in self.store.outbox.due_uploads(self.clock(), 50):
            self.store.outbox.settle_upload(each.id)
        self.store.drafts.keep(KeptDraft(HELD, "i", "1", "form", "0042", self.clock(), {"held": True}, {}))
        self.store.drafts.keep(KeptDraft(LEFT, "i", "1", "form", "0042", self.clock(), {}, {}))

    def open(self):
        self.close()
        self.clock = TrustedClock(self.machine)
        self.store = open_store(self._data_dir, self.clock)
        keep_clock(self.store.database, self.clock)

    def close(self):
        if self.store is not None:
            self.store.close()

    def restarts(self, off=timedelta(0)):
        self.machine.restarts(off)
        self.open()

    def hears(self, centre):
        self.clock.hear(centre, DOUBT)
        keep_clock(self.store.database, self.clock)

    def runs(self, **span):
        """As a terminal does, which looks at what is due at each exchange."""
        self.machine.passes(**span)
        self.store.life.tend_daily()

    @property
    def is_case_there(self):
        return self.store.cases.case(self._samples.case_id()).kept is not Kept.ERASED

    @property
    def drafts(self):
        return self.store.drafts.case_ids()


@pytest.fixture
def station(data_dir, samples):
    made = Station(data_dir, samples)
    yield made
    made.close()


def test_one_start_with_the_clock_ahead_erases_nothing(station):
    station.restarts(off=LEAP)
    station.runs(hours=20)
    assert station.drafts == {HELD, LEFT}
    assert len(station.store.drafts.kept()) == 2
    station.restarts()
    station.hears(NOON + timedelta(hours=20))
    station.runs(hours=1)
    assert station.is_case_there
    assert station.drafts == {HELD, LEFT}
    station.runs(hours=4)
    assert station.drafts == {HELD}, "the day of the one that was left is over by the right clock too"


def test_a_leap_of_a_clock_that_runs_erases_nothing_either(station):
    station.machine.wall += LEAP
    station.runs(hours=1)
    assert station.is_case_there
    assert station.drafts == {HELD, LEFT}


def test_a_word_of_the_centre_that_lay_far_ahead_erases_nothing(station):
    station.hears(NOON + LEAP)
    assert station.clock.state().sureness is Sureness.CENTRE
    station.runs(hours=1)
    assert station.is_case_there
    station.hears(station.machine.wall)
    station.runs(days=2)
    assert station.is_case_there
    assert station.drafts == {HELD}


def test_a_machine_that_was_off_for_long_erases_as_soon_as_the_centre_says_so(station):
    station.restarts(off=LEAP)
    assert station.is_case_there
    station.hears(station.machine.wall)
    station.runs(minutes=1)
    assert not station.is_case_there
    assert station.drafts == set()


def test_a_station_without_a_line_erases_after_a_day_that_was_counted_over_its_starts(station):
    station.restarts(off=LEAP)
    for _ in range(3):
        station.runs(hours=7)
        station.restarts(off=timedelta(hours=17))
        assert station.is_case_there
    station.runs(hours=7)
    assert not station.is_case_there
    assert station.drafts == set()


def test_a_day_that_was_counted_for_one_leap_counts_for_no_later_one(station):
    station.restarts(off=10 * DAY)
    station.runs(hours=20)
    station.restarts(off=LEAP)
    station.runs(hours=20)
    assert station.is_case_there
    assert station.drafts == {HELD}, "by the first leap alone the day of the other is over"
    station.runs(hours=25)
    assert not station.is_case_there


def test_a_station_that_is_off_each_night_erases_as_ever(station):
    for _ in range(95):
        station.runs(hours=9)
        station.restarts(off=timedelta(hours=15))
    station.runs(minutes=1)
    assert not station.is_case_there
    assert station.drafts == set()


def test_what_a_person_asked_to_erase_goes_at_once_also_while_a_leap_is_doubted(station, samples):
    station.restarts(off=LEAP)
    assert station.store.personal.erase(samples.applicant["id_number"], "T01").cases == 1
    assert not station.is_case_there


def test_a_store_of_before_goes_on_from_its_last_look(station):
    station.store.settings.put({"data_life.certain": ""})
    station.restarts(off=LEAP)
    assert station.is_case_there


def test_what_cannot_be_read_of_it_is_as_good_as_the_last_look(station):
    station.store.settings.put({"data_life.certain": '{"moment": 3}'})
    station.restarts(off=LEAP)
    assert station.is_case_there
