from datetime import UTC, datetime, timedelta

import pytest

from app.domain.tickets import (
    BOOKED_BEFORE,
    LONGEST_WAIT,
    NEARLY_TOO_LONG,
    Figures,
    Lane,
    Priority,
    Ticket,
    TicketAct,
    TicketState,
    after,
    ahead_of,
    figures_of,
    foretold,
    in_order,
    lane_for,
    number_of,
)

NOW = datetime(2026, 3, 18, 1, 41, tzinfo=UTC)


def ticket(number, waited_minutes, priority=Priority.NONE, **changed):
    lane = Lane.QUICK if number.startswith("K") else Lane.ORDINARY
    taken = NOW - timedelta(minutes=waited_minutes)
    return Ticket(f"id-{number}", number, lane, "temporary-id-card", priority, taken, **changed)


QUEUE = [
    ticket("A028", 5),
    ticket("K007", 3),
    ticket("A026", 12),
    ticket("A025", 15, Priority.PREGNANT),
    ticket("A024", 22),
    ticket("A027", 8),
]


def numbers(tickets):
    return [each.number for each in tickets]


def test_a_quick_window_calls_the_quick_lane_then_who_nears_the_limit_then_who_is_preferred_then_the_longest_wait():
    assert numbers(in_order(QUEUE, NOW, quick_first=True)) == ["K007", "A024", "A025", "A026", "A027", "A028"]


def test_another_window_takes_the_quick_lane_by_its_wait():
    assert numbers(in_order(QUEUE, NOW, quick_first=False)) == ["A024", "A025", "A026", "A027", "A028", "K007"]


def test_whoever_waited_too_long_comes_before_the_quick_lane_and_every_preference():
    overdue = ticket("A020", LONGEST_WAIT.total_seconds() / 60)
    assert numbers(in_order([*QUEUE, overdue], NOW, quick_first=True))[:2] == ["A020", "K007"]


def test_a_minute_before_the_mark_a_preferred_one_still_comes_first():
    nearly = NEARLY_TOO_LONG.total_seconds() / 60
    preferred = ticket("A002", 1, Priority.OLD)
    assert numbers(in_order([ticket("A001", nearly - 1), preferred], NOW, quick_first=False)) == ["A002", "A001"]
    assert numbers(in_order([ticket("A001", nearly), preferred], NOW, quick_first=False)) == ["A001", "A002"]


def test_the_order_does_not_depend_on_the_order_of_asking():
    assert in_order(QUEUE, NOW, quick_first=True) == in_order(reversed(QUEUE), NOW, quick_first=True)


def test_the_figures_count_who_waits_and_average_everybody_of_the_day():
    served = ticket("A001", 60, state=TicketState.DONE, called_at=NOW - timedelta(minutes=50))
    assert figures_of([ticket("A002", 20), ticket("A003", 6), served], NOW) == Figures(
        2, timedelta(minutes=12), timedelta(minutes=20)
    )
    assert figures_of([], NOW) == Figures(0, timedelta(0), timedelta(0))


def test_a_clock_that_was_set_back_makes_no_wait_below_none():
    assert ticket("A001", -5).waited(NOW) == timedelta(0)


@pytest.mark.parametrize(
    ("lane", "ordinal", "number"),
    [(Lane.ORDINARY, 1, "A001"), (Lane.QUICK, 7, "K007"), (Lane.ORDINARY, 1000, "A1000")],
)
def test_numbers_have_three_digits_until_they_need_a_fourth(lane, ordinal, number):
    assert number_of(lane, ordinal) == number


def test_what_takes_five_minutes_goes_to_the_quick_lane_and_what_takes_six_does_not():
    assert [lane_for(minutes) for minutes in (2, 5, 6)] == [Lane.QUICK, Lane.QUICK, Lane.ORDINARY]


def test_who_comes_before_a_new_ticket_is_told_without_counting_it_twice():
    new = ticket("A029", 0)
    assert ahead_of(new, QUEUE, NOW) == ahead_of(new, [*QUEUE, new], NOW) == 6
    assert ahead_of(ticket("A030", 0, Priority.OLD), QUEUE, NOW) == 2


def test_a_wait_is_foretold_from_how_long_people_took_today_at_the_windows_that_call():
    def done(number, window, minutes):
        begun = NOW - timedelta(minutes=20)
        ended = begun + timedelta(minutes=minutes)
        return ticket(number, 30, window=window, called_at=begun, begun_at=begun, ended_at=ended)

    day = [done("A001", "1", 4), done("A002", "2", 8)]
    assert foretold(4, day, 15, NOW) == timedelta(minutes=12), "two windows, six minutes each"
    assert foretold(4, [], 15, NOW) == timedelta(minutes=60), "nobody was through yet: one window, the item's own time"


@pytest.mark.parametrize(
    ("state", "act", "becomes"),
    [
        (TicketState.CALLED, TicketAct.RECALL, TicketState.CALLED),
        (TicketState.SERVING, TicketAct.RECALL, TicketState.SERVING),
        (TicketState.CALLED, TicketAct.BEGIN, TicketState.SERVING),
        (TicketState.SERVING, TicketAct.BEGIN, TicketState.SERVING),
        (TicketState.CALLED, TicketAct.MISSED, TicketState.MISSED),
        (TicketState.SERVING, TicketAct.DONE, TicketState.DONE),
        (TicketState.DONE, TicketAct.DONE, TicketState.DONE),
        (TicketState.WAITING, TicketAct.BEGIN, None),
        (TicketState.MISSED, TicketAct.BEGIN, None),
        (TicketState.DONE, TicketAct.MISSED, None),
        (TicketState.DONE, TicketAct.RECALL, None),
    ],
)
def test_an_act_leads_where_it_is_allowed_and_twice_is_once(state, act, becomes):
    assert after(state, act) is becomes


def booked(number, minutes_away, came_minutes_ago):
    return ticket(number, came_minutes_ago, booked_for=NOW + timedelta(minutes=minutes_away))


def test_whoever_has_booked_is_called_first_from_shortly_before_their_time_on_and_before_that_last():
    overdue = ticket("A020", LONGEST_WAIT.total_seconds() / 60)
    soon = BOOKED_BEFORE.total_seconds() / 60
    due, earlier, not_yet = booked("A030", soon, 90), booked("A031", 0, 1), booked("A032", soon + 1, 120)
    order = numbers(in_order([*QUEUE, overdue, due, earlier, not_yet], NOW, quick_first=True))
    assert order[:3] == ["A031", "A030", "A020"]
    assert order[-1] == "A032"


def test_whoever_came_early_waits_from_their_time_on():
    assert booked("A030", -4, 60).waited(NOW) == timedelta(minutes=4)
    assert booked("A030", 20, 60).waited(NOW) == timedelta(0)
    assert booked("A030", -10, 2).waited(NOW) == timedelta(minutes=2)
