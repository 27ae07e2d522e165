"""A number of an own block that the centre has for another case: what is given up by it, and what is not."""

import json
import shutil

import pytest

from app.domain.ports import EventVerdict
from app.domain.standing import NUMBER_USED, LeaseState, NumberLease
from app.storage import open_store

OLD, NEXT, FRESH = (f"{place}0000000-0000-4000-8000-000000000000" for place in (1, 2, 3))


@pytest.fixture
def store(new_data_dir, data_dir, clock):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock) as opened:
        opened.settings.put({"number_prefix": "BM01"})
        opened.accounts.keep_lease(NumberLease(OLD, "BM01", 1, 2))
        opened.accounts.keep_lease(NumberLease(NEXT, "BM01", 3, 100))
        clock.forward(minutes=1)
        yield opened


def clash(store, clock, *cases):
    """The centre has the numbers of these; whether each got another one."""
    due = {each.case_id: each.id for each in store.outbox.due_events(clock(), 50)}
    told = [(due[each.id], EventVerdict.CONFLICT, NUMBER_USED) for each in cases]
    mended = store.accounts.mend(told, clock())
    return [due[each.id] in mended for each in cases]


def states(store):
    return {each.lease: each.state for each in store.accounts.standing().leases}


def happened(store, event):
    records = [json.loads(each.record) for each in store.audit.every()]
    return [each["fields"] for each in records if each["event"] == event]


def test_every_block_that_was_here_when_the_number_was_given_ends(store, clock, samples):
    cases = [store.cases.submit(samples.submission(index)) for index in (1, 2, 3)]
    assert states(store) == {OLD: LeaseState.USED_UP, NEXT: LeaseState.OPEN}

    assert clash(store, clock, *cases[:2]) == [False, False]

    assert states(store) == {OLD: LeaseState.USED_UP, NEXT: LeaseState.ABANDONED}
    assert store.accounts.numbers_left() == 0
    assert happened(store, "numbers.clashed") == [{"case_id": cases[0].id, "number": cases[0].number}]


def test_a_block_leased_since_is_kept_and_gives_all_that_clashed_their_numbers(store, clock, samples):
    cases = [store.cases.submit(samples.submission(index)) for index in (1, 2, 3)]
    clash(store, clock, cases[0])
    clock.forward(minutes=1)
    store.accounts.keep_lease(NumberLease(FRESH, "BM01", 101, 200))

    assert clash(store, clock, cases[0], cases[1]) == [True, True]
    assert clash(store, clock, cases[2]) == [True]

    numbers = [store.cases.case(each.id).number for each in cases]
    assert numbers == [f"BM0120260318-0{running}" for running in (101, 102, 103)]
    assert states(store)[FRESH] is LeaseState.OPEN
    assert len(happened(store, "numbers.clashed")) == 1


def test_the_block_a_number_stands_in_ends_whatever_the_clock_says(store, clock, samples):
    clock.forward(days=-1)
    case = store.cases.submit(samples.submission(1))
    assert clash(store, clock, case) == [True]
    assert states(store) == {OLD: LeaseState.ABANDONED, NEXT: LeaseState.OPEN}


def test_a_question_from_before_the_clash_is_not_asked_again(store, clock, samples):
    asked = store.accounts.begin_ask()
    assert store.accounts.begin_ask() == asked
    clash(store, clock, store.cases.submit(samples.submission(1)))
    assert store.accounts.begin_ask() != asked


@pytest.mark.parametrize("prefix", ["BM02", "BM0", "BM01E"])
def test_a_number_of_another_prefix_says_nothing_of_these_blocks(store, clock, samples, prefix):
    case = store.cases.submit(samples.submission(1))
    store.settings.put({"number_prefix": prefix})
    store.accounts.keep_lease(NumberLease(FRESH, prefix, 1, 100))
    clock.forward(minutes=1)

    assert clash(store, clock, case) == [True]
    assert states(store) == dict.fromkeys((OLD, NEXT, FRESH), LeaseState.OPEN)
