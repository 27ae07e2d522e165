"""The queue on the screens: at home, at the ticket page, and beside a counter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.tickets import Figures, HallQueue, Lane, Priority, TakenTicket, Ticket, TicketState
from app.journeys.states import AtTicket, ChoosingTicket, Paper, Trouble, Troubled
from app.journeys.ticket_events import PriorityChosen, TicketItemChosen, TicketWanted
from app.viewmodels.desk_queue import MOST_ROWS, DeskQueue
from app.viewmodels.home import HomePage
from app.viewmodels.ticket import TicketItemsPage, TicketPage
from tests.unit.app.viewmodels.standing import SHELF
from tests.unit.app.viewmodels.standing_queue import NOW, Calls, StandingQueue

LONG, QUICK = "temporary-id-card", "residence-permit-endorsement"


def ticket(number, minutes, item=LONG, priority=Priority.NONE, **changed):
    lane = Lane.QUICK if number.startswith("K") else Lane.ORDINARY
    return Ticket(number, number, lane, item, priority, NOW - timedelta(minutes=minutes), **changed)


WAITING = (
    ticket("K007", 3, QUICK),
    ticket("A024", 22),
    ticket("A025", 15, priority=Priority.PREGNANT),
    ticket("A026", 12, item="an item of tomorrow"),
)
FIGURES = Figures(6, timedelta(minutes=9, seconds=59), timedelta(minutes=22))


@pytest.fixture
def calls():
    return Calls()


@pytest.fixture
def pane(around, calls):
    made = DeskQueue(around, calls)
    calls.queue.put(queue=HallQueue(WAITING, FIGURES, None, NOW))
    return made


def test_who_waits_is_told_in_order_with_what_is_special_and_how_long(pane):
    told = [(row["number"], row["item"], row["tag"], row["mood"], row["wait"], row["late"]) for row in pane.waiting]
    assert told == [
        ("K007", "居住证签注", "快办", "waiting", "3 分", False),
        ("A024", "临时身份证", "快超时", "warn", "22 分", True),
        ("A025", "临时身份证", "孕妇优先", "done", "15 分", False),
        ("A026", "an item of tomorrow", "", "none", "12 分", False),
    ]


@pytest.mark.parametrize(("in_minutes", "mood"), [(-3, "done"), (40, "waiting")])
def test_who_has_booked_is_told_with_the_time_of_the_booking(pane, calls, in_minutes, mood):
    at = NOW + timedelta(minutes=in_minutes)
    calls.queue.put(queue=HallQueue((ticket("A030", 2, booked_for=at),), FIGURES, None, NOW))
    [row] = pane.waiting
    assert (row["number"], row["tag"], row["mood"]) == ("A030", f"预约 {at:%H:%M}", mood)


def test_the_figures_are_whole_minutes(pane):
    assert [(each["figure"], each["word"]) for each in pane.figures] == [
        ("6", "人等候"),
        ("9", "分 平均"),
        ("22", "分 最长"),
    ]


def test_more_than_the_pane_holds_are_counted(pane, calls):
    many = tuple(ticket(f"A{number:03d}", 1) for number in range(1, MOST_ROWS + 4))
    calls.queue.put(queue=HallQueue(many, FIGURES, None, NOW))
    assert (len(pane.waiting), pane.more) == (MOST_ROWS, 3)


def test_who_was_called_is_begun_by_its_item_and_the_time_counts_from_the_beginning(pane, calls):
    called = ticket("A023", 30, state=TicketState.CALLED, called_at=NOW - timedelta(seconds=20))
    calls.queue.put(at_desk=called)
    assert (pane.number, pane.itemName, pane.itemCode, pane.serving, pane.used) == (
        "A023",
        "临时身份证",
        LONG,
        False,
        "叫了 00:20",
    )
    begun = replace(called, state=TicketState.SERVING, begun_at=NOW)
    calls.queue.put(at_desk=begun, clock=NOW + timedelta(minutes=4, seconds=12))
    assert (pane.itemCode, pane.serving, pane.used) == ("", True, "已用 04:12")
    calls.queue.put(at_desk=None)
    assert (pane.number, pane.used) == ("", "")


def test_an_item_this_desk_does_not_know_cannot_be_begun_but_is_called(pane, calls):
    strange = replace(WAITING[3], state=TicketState.CALLED, called_at=NOW)
    calls.queue.put(at_desk=strange)
    assert (pane.number, pane.itemCode) == ("A026", "")


def test_what_only_a_post_does_is_not_begun_at_a_counter(pane, calls):
    calls.queue.put(at_desk=ticket("A030", 1, "driving-licence-renewal", state=TicketState.CALLED, called_at=NOW))
    assert (pane.itemName != "", pane.itemCode) == (True, "")


def test_what_speaks_against_calling_is_said(pane, calls):
    assert (pane.canCall, pane.note) == (True, "")
    calls.queue.put(working=True)
    assert not pane.canCall
    calls.queue.put(working=False, refused="这个号已经过了。")
    assert pane.note == "这个号已经过了。"
    calls.queue.put(refused="", queue=HallQueue((), Figures(0, timedelta(0), timedelta(0)), None, NOW))
    assert (pane.canCall, pane.note) == (False, "没有人在等")
    calls.queue.put(queue=None)
    assert (pane.known, pane.cut, pane.note) == (False, False, "正在看有没有人等")
    calls.queue.put(is_silent=True)
    assert (pane.cut, pane.canCall, pane.note, pane.waiting, pane.figures) == (True, False, "没联网，叫不了号", [], [])


def test_the_buttons_do_what_they_say_and_without_a_line_nobody_is_called(pane, calls):
    for press in (pane.callNext, pane.recall, pane.missed):
        press()
    assert calls.acts == ["next", "recall", "missed"]
    calls.queue.put(queue=None)
    pane.callNext()
    assert calls.acts == ["next", "recall", "missed"]


# ---------------------------------------------------------------- at the glass


@pytest.fixture
def home(around):
    around = replace(around, tickets=StandingQueue())
    return HomePage(around, lambda: None)


def test_home_tells_how_many_wait_where_it_is_known(home):
    tickets = home.around.tickets
    assert home.ticketHint == "到窗口办"
    tickets.put(queue=HallQueue(WAITING, FIGURES, None, NOW))
    assert home.ticketHint == "前面有 6 人"
    tickets.put(queue=HallQueue((), Figures(0, timedelta(0), timedelta(0)), None, NOW))
    assert home.ticketHint == "现在不用等"


def test_without_a_line_home_does_not_tell_how_many_wait(home):
    told = []
    home.queue_changed.connect(lambda: told.append(home.ticketHint))
    home.around.tickets.put(queue=HallQueue(WAITING, FIGURES, None, NOW))
    home.around.station.online = False
    home.around.station.changed.emit()
    assert told == ["前面有 6 人", "到窗口办"]


def test_a_ticket_is_taken_with_a_line_and_explained_without(home, around):
    home.takeTicket()
    assert around.sitting.events == [TicketWanted()]
    around.station.online = False
    home.takeTicket()
    assert home.explanation["text"] == "网络断了。直接到窗口，不取号也能办。"
    assert len(around.sitting.events) == 1


def test_a_station_outside_a_hall_gives_none_and_says_so(around):
    home = HomePage(around, lambda: None)
    home.takeTicket()
    assert (home.explanation["title"], around.sitting.events) == ("这里办事不用取号", [])


def test_what_the_windows_do_can_be_chosen_and_quick_business_is_marked(around):
    around.sitting.show(ChoosingTicket())
    page = TicketItemsPage(around)
    tags = {row["code"]: (row["available"], row["tag"]) for row in page.items}
    assert "driving-licence-renewal" not in tags, "no window of the hall does it"
    assert (tags[LONG], tags[QUICK]) == ((True, ""), (True, "快办"))
    page.chooseItem(LONG)
    (event,) = around.sitting.events
    assert isinstance(event, TicketItemChosen)
    assert event.item == SHELF.item(LONG)


@pytest.fixture
def page(around):
    return TicketPage(around)


ASKED = AtTicket(SHELF.item(LONG), "t-1")
TAKEN = replace(ASKED, taken=TakenTicket(WAITING[1], 0, timedelta(seconds=0)))


def test_the_number_is_told_with_who_comes_before_and_about_how_long(around, page):
    around.sitting.show(TAKEN)
    assert (page.number, page.ahead, page.wait) == ("A024", "前面没有人", "很快就到您")
    around.sitting.show(replace(ASKED, taken=TakenTicket(WAITING[1], 3, timedelta(seconds=61))))
    assert (page.ahead, page.wait) == ("前面还有 3 人", "大约等 2 分钟")


def test_a_slip_that_did_not_come_asks_to_remember_the_number(around, page):
    around.sitting.show(replace(TAKEN, receipt=Paper.PRINTED))
    assert page.paper["title"] == "拿好小票"
    around.sitting.show(replace(TAKEN, receipt=Paper.FAILED, cause="paper_out"))
    assert page.paper["title"] == "记下或拍下这个号"
    around.sitting.show(replace(TAKEN, receipt=Paper.PRINTING))
    assert (page.paper, page.printing) == ({}, True)


@pytest.mark.parametrize("trouble", [Trouble.CENTRE_UNREACHABLE, Trouble.CENTRE_REFUSED])
def test_every_trouble_sends_straight_to_a_window(around, page, trouble):
    around.sitting.show(replace(ASKED, mood=Troubled(trouble, 2)))
    assert "直接到窗口，不取号也能办。" in page.trouble["text"]
    assert page.trouble["times"] == 2


def test_a_preference_is_chosen_by_its_word(around, page):
    around.sitting.show(ASKED)
    assert [each["label"] for each in page.priorities] == ["年纪大了", "怀孕了", "行动不便", "军人"]
    page.choosePriority("pregnant")
    assert around.sitting.events == [PriorityChosen(Priority.PREGNANT)]
