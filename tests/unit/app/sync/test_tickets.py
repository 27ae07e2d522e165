"""The queue of a hall through the real client: from a terminal and two desks to a real centre and back."""

import itertools
import secrets
from datetime import UTC, datetime, timedelta

import pytest
from uuid_utils import uuid7

from app.catalogue import load_catalogue
from app.central.administration import make_enrolment_code
from app.central.server import EmbeddedCentre
from app.domain.errors import CentreRefused, CentreUnreachable
from app.domain.tickets import Lane, Priority, TicketAct, TicketState
from app.storage import open_store
from app.sync.client import CentreClient
from app.sync.tickets import HallDesk

LONG_ITEM, QUICK_ITEM = "temporary-id-card", "social-insurance-proof"


def clock():
    return datetime.now(UTC)


@pytest.fixture
def centre(tmp_path):
    with EmbeddedCentre(tmp_path / "centre", load_catalogue()) as running:
        yield running


@pytest.fixture
def desk(centre, tmp_path):
    """`desk(window)`: another enrolled station of the same hall, behind its own window."""
    opened, count = [], itertools.count(1)

    def new(window="3", quick_first=True, hall="云溪镇便民服务中心"):
        store = open_store(tmp_path / f"station-{next(count)}", clock)
        client = CentreClient(store.settings, store.outbox, clock)
        code = make_enrolment_code(tmp_path / "centre", f"desk-{secrets.token_hex(4)}", "counter")
        client.enroller.enrol(centre.url, code, "counter")
        opened.append((client, store))
        return client.tickets(HallDesk(hall, window, quick_first))

    yield new
    for client, store in opened:
        client.close()
        store.close()


def new_id():
    return str(uuid7())


def test_a_ticket_goes_from_the_terminal_to_the_desk_that_calls_it(desk):
    terminal, window = desk(), desk("12")

    taken = terminal.take(new_id(), LONG_ITEM, Priority.PREGNANT)
    assert (taken.ticket.number, taken.ticket.lane, taken.ahead, taken.wait) == ("A001", Lane.ORDINARY, 0, timedelta(0))
    assert terminal.take(new_id(), QUICK_ITEM, Priority.NONE).ticket.number == "K001"
    queue = window.queue()
    assert [each.number for each in queue.waiting] == ["K001", "A001"]
    assert queue.waiting[1] == taken.ticket
    assert queue.figures.waiting == 2

    called = window.call_next(new_id())
    assert (called.number, called.state, called.window) == ("K001", TicketState.CALLED, "12")
    begun = window.act(called.id, TicketAct.BEGIN)
    assert window.queue().at_desk == begun
    assert begun.begun_at >= begun.called_at
    assert window.act(called.id, TicketAct.DONE).state is TicketState.DONE


def test_two_desks_get_two_tickets_and_then_nobody_waits(desk):
    terminal, left, right = desk(), desk("1"), desk("2")
    for _ in range(2):
        terminal.take(new_id(), LONG_ITEM, Priority.NONE)

    assert {left.call_next(new_id()).number, right.call_next(new_id()).number} == {"A001", "A002"}
    assert left.call_next(new_id()) is None


def test_another_hall_is_another_queue(desk):
    desk().take(new_id(), LONG_ITEM, Priority.NONE)
    assert desk(hall="柳溪镇便民服务中心").queue().waiting == ()


def test_what_the_centre_refuses_is_a_no(desk):
    here, there = desk(), desk()
    taken = here.take(new_id(), LONG_ITEM, Priority.NONE)
    with pytest.raises(CentreRefused):
        there.act(taken.ticket.id, TicketAct.BEGIN)
    with pytest.raises(CentreRefused):
        here.take(new_id(), "no-such-item", Priority.NONE)


def test_a_lost_answer_costs_no_second_ticket(desk):
    """The station asks again with the id it made before."""
    here, once = desk(), new_id()
    assert here.take(once, LONG_ITEM, Priority.NONE) == here.take(once, LONG_ITEM, Priority.NONE)
    call = new_id()
    assert here.call_next(call) == here.call_next(call)


def test_without_a_line_it_is_said(desk, centre):
    here = desk()
    centre.stop()
    for ask in (here.queue, lambda: here.take(new_id(), LONG_ITEM, Priority.NONE), lambda: here.call_next(new_id())):
        with pytest.raises(CentreUnreachable):
            ask()


TOLD = {
    "id": "1", "number": "A001", "lane": "ordinary", "item": LONG_ITEM, "priority": "none", "state": "waiting",
    "taken_at": "2026-03-18T01:00:00Z",
}  # fmt: skip
FIGURES = {"waiting": 1, "average_s": 2, "longest_s": 3}
QUEUE = {"at": "2026-03-18T01:00:00Z", "waiting": [TOLD], "figures": FIGURES, "at_desk": None}


def test_a_queue_that_reads_is_read(lying_centre, station, as_json):
    lying_centre.answers["GET", "/api/v1/tickets"] = lambda _: as_json(QUEUE)
    assert station.client.tickets(HallDesk("hall", "1", quick_first=False)).queue().waiting[0].number == "A001"


@pytest.mark.parametrize(
    "changed",
    [
        {"waiting": None},
        {"waiting": [7]},
        {"waiting": [TOLD | {"lane": "fast"}]},
        {"waiting": [TOLD | {"taken_at": "yesterday"}]},
        {"waiting": [TOLD | {"taken_at": "2026-03-18T01:00:00"}]},
        {"waiting": [TOLD | {"number": ""}]},
        {"figures": {"waiting": 1}},
        {"figures": FIGURES | {"longest_s": -1}},
        {"figures": None},
        {"at": None},
        {"at_desk": "A001"},
    ],
)
def test_a_queue_that_does_not_read_is_no_answer(lying_centre, station, as_json, changed):
    lying_centre.answers["GET", "/api/v1/tickets"] = lambda _: as_json(QUEUE | changed)
    with pytest.raises(CentreUnreachable):
        station.client.tickets(HallDesk("hall", "1", quick_first=False)).queue()
