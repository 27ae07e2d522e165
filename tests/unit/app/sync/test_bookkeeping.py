"""Whether this is an old image is asked before a case goes; a centre that cannot answer it gets its cases."""

from __future__ import annotations

import json

import pytest

from app.domain.errors import CentreRefused, CentreUnreachable
from app.domain.ports import SyncReport
from app.sync.bookkeeping import OPENINGS_AWAITED, Ledgers
from app.sync.client import CentreClient

EVENTS = ("POST", "/api/v1/events")
STANDING = ("POST", "/api/v1/standing")
BLOCKS = ("POST", "/api/v1/number-blocks")
CHANGES = ("GET", "/api/v1/changes")
HTML = (200, "text/html", b"<html>Please log in to the network</html>")


class Blocks:
    """Leases a block for each question, the same for the same one."""

    def __init__(self, as_json):
        self._as_json = as_json
        self.asked = []

    def __call__(self, body):
        ask = json.loads(body)["ask"]
        if ask not in self.asked:
            self.asked.append(ask)
        place = self.asked.index(ask)
        lease = f"{place:08x}-0000-4000-8000-000000000000"
        return self._as_json(
            {"lease": lease, "prefix": "BM01", "first": 2_000 * place + 1, "last": 2_000 * (place + 1)}
        )


@pytest.fixture
def blocks(as_json):
    return Blocks(as_json)


@pytest.fixture
def centre(lying_centre, enrolment_answer, opened_events, as_json, blocks):
    """One that knows of no case beyond those of this station."""

    def taken(body):
        return as_json(
            {"verdicts": [{"id": each["id"], "verdict": "accepted"} for each in opened_events(body)], "gap": None}
        )

    known = {"sequence": 0, "contiguous": 0, "audit": None, "restore_id": "", "lost_since": None}
    lying_centre.answers |= {
        ("POST", "/api/v1/stations"): enrolment_answer(),
        STANDING: lambda _: as_json(known),
        BLOCKS: blocks,
        EVENTS: taken,
        CHANGES: lambda _: as_json({"changes": [], "cursor": "0", "more": False}),
    }
    return lying_centre


@pytest.fixture
def synchronizer(store, centre, clock):
    """Of a station with numbers at hand."""
    client = CentreClient(store.settings, store.outbox, clock, ledgers=Ledgers(store.accounts, store.seals))
    client.enroller.enrol(centre.url, "CODE", "self_service")
    client.lease_numbers()
    yield client.synchronizer
    client.close()


def events_sent(centre):
    return sum(1 for method, path, _, _ in centre.asked if (method, path) == EVENTS)


@pytest.mark.parametrize("lie", [HTML, (503, "text/plain", b"busy"), None], ids=["a login page", "503", "a cut"])
def test_cases_wait_for_the_answer_but_not_for_ever(store, centre, synchronizer, samples, lie):
    store.cases.submit(samples.submission(attachments=()))
    centre.answers[STANDING] = lambda _: lie
    for _ in range(OPENINGS_AWAITED):
        with pytest.raises(CentreUnreachable):
            synchronizer.once()
        assert (events_sent(centre), store.outbox.waiting()) == (0, 1)
    with pytest.raises(CentreUnreachable):
        synchronizer.once()
    assert store.outbox.waiting() == 0


def test_cases_that_waited_go_with_the_answer(store, centre, synchronizer, samples):
    truth = centre.answers[STANDING]
    store.cases.submit(samples.submission(attachments=()))
    centre.answers[STANDING] = lambda _: HTML
    with pytest.raises(CentreUnreachable):
        synchronizer.once()
    centre.answers[STANDING] = truth
    assert synchronizer.once() == SyncReport(sent=1, accepted=1)


@pytest.mark.parametrize("status", [404, 405])
def test_a_centre_of_before_is_served_at_once(store, centre, synchronizer, samples, problem, status):
    store.cases.submit(samples.submission(attachments=()))
    centre.answers[STANDING] = lambda _: problem(status, "no such thing")
    assert synchronizer.once() == SyncReport(sent=1, accepted=1)


def test_a_centre_that_says_no_to_the_question_gets_its_cases(store, centre, synchronizer, samples, problem):
    store.cases.submit(samples.submission(attachments=()))
    centre.answers[STANDING] = lambda _: problem(422, "not like this")
    with pytest.raises(CentreRefused):
        synchronizer.once()
    assert store.outbox.waiting() == 0


def test_a_case_whose_block_ended_waits_for_the_next_block(
    store, centre, synchronizer, samples, clock, blocks, opened_events, as_json
):
    case = store.cases.submit(samples.submission(attachments=()))
    clock.forward(seconds=1)
    truth = centre.answers[EVENTS]

    def clashing(body):
        (event,) = opened_events(body)
        if event.get("number", case.number) == case.number:
            verdict = {"id": event["id"], "verdict": "conflict", "reason": "number_used"}
            return as_json({"verdicts": [verdict], "gap": None})
        return truth(body)

    centre.answers |= {EVENTS: clashing, BLOCKS: lambda _: HTML}
    assert synchronizer.once().conflict == 0
    assert store.outbox.waiting() == 1

    centre.answers[BLOCKS] = blocks
    assert synchronizer.once() == SyncReport(sent=1, accepted=1)
    assert store.cases.case(case.id).number.endswith("-2001")
