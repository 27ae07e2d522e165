"""Two batches are under way at once where the centre answers soon: nothing is lost by it, and nothing is sent twice."""

import threading

import pytest

from app.domain.errors import CentreUnreachable
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.sync import limits

EVENTS = ("POST", "/api/v1/events")
WAIT_S = 30.0


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(limits, "EVENTS_PER_BATCH", 10)
    monkeypatch.setattr(limits, "EVENTS_LOOKED_AT", 10)
    monkeypatch.setattr(limits, "PACKED_FROM", 1_000)  # this centre reads JSON alone


class Watched:
    """Notes how many requests are being answered at once, and which cases came."""

    def __init__(self, centre, opened_events, as_json):
        self.lock = threading.Lock()
        self.active = self.most = 0
        self.came, self.kinds = [], []
        self.under_way, self.together = [], set()
        """Cases that are being answered; those of which two events were at the same time."""
        self.meet = None
        """Where set, every request waits here for another one."""
        self.lose = lambda _cases: False
        self._opened, self._as_json = opened_events, as_json
        centre.answers[EVENTS] = self.answer
        centre.answers["GET", "/api/v1/changes"] = lambda _: as_json({"changes": [], "cursor": "", "more": False})

    def answer(self, body):
        events = self._opened(body)
        with self.lock:
            self.active += 1
            self.most = max(self.most, self.active)
            first = not self.came
            cases = [each["case_id"] for each in events]
            self.together |= set(cases) & set(self.under_way)
            self.under_way += cases
            self.came += cases
            self.kinds += [each["kind"] for each in events]
        try:
            if self.meet is not None and not first:
                self.meet.wait(WAIT_S)
            if self.lose(events):
                return None
            told = [{"id": each["id"], "verdict": "accepted", "reason": ""} for each in events]
            return self._as_json({"verdicts": told, "gap": None, "sequence": None})
        finally:
            with self.lock:
                self.active -= 1
                self.under_way = [each for each in self.under_way if each not in cases]


@pytest.fixture
def watched(lying_centre, opened_events, as_json):
    return Watched(lying_centre, opened_events, as_json)


def submit(station, samples, count):
    for index in range(1, count + 1):
        station.store.cases.submit(samples.submission(index, attachments=()))


def test_after_the_first_answer_two_are_under_way(station, watched, samples):
    watched.meet = threading.Barrier(2)
    submit(station, samples, 50)
    assert station.sync().accepted == 50
    assert watched.most == 2
    assert sorted(watched.came) == sorted(samples.case_id(index) for index in range(1, 51))


def test_over_a_line_that_takes_its_time_they_go_one_by_one(station, watched, samples, monkeypatch):
    monkeypatch.setattr(limits, "QUICK_ANSWER_S", 0.0)
    submit(station, samples, 50)
    assert station.sync().accepted == 50
    assert watched.most == 1


def test_where_one_of_two_is_cut_the_other_counts_and_the_cut_one_goes_again(station, watched, samples, clock):
    unlucky = samples.case_id(15)
    watched.lose = lambda events: unlucky in [each["case_id"] for each in events]
    submit(station, samples, 50)
    with pytest.raises(CentreUnreachable):
        station.sync()
    left = station.store.outbox.waiting()
    assert 10 <= left < 50
    watched.lose = lambda _events: False
    station.sync()
    assert station.store.outbox.waiting() == 0
    assert set(watched.came) == {samples.case_id(index) for index in range(1, 51)}


def test_of_one_case_there_is_never_more_than_one_event_under_way(station, watched, samples):
    """What follows in a case waits for the answer to what came before, also with room for another batch."""
    submit(station, samples, 30)
    for index in range(1, 31):
        station.store.cases.evaluate(Evaluation(samples.case_id(index), Grade.GOOD, EvaluationChannel.PAD))
    assert station.sync().accepted == 60
    assert watched.together == set()
    assert watched.kinds == ["case.submitted"] * 30 + ["case.evaluated"] * 30
