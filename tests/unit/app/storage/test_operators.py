"""Operators sign in with number and PIN, without the centre."""

import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import func, select

from app.domain.operators import Duty, ListTooOld, LockedOut, NoList, Role, SignedIn, WrongPin, lock_after
from app.domain.ports import Change, ChangeOutcome
from app.storage import open_store
from app.storage import operators as operators_module
from app.storage.operators import StoredOperators
from app.storage.tables import operator_tries

PIN = "271828"


@pytest.fixture(autouse=True)
def strangers_cost_little(monkeypatch, pin_hash):
    monkeypatch.setattr(operators_module, "_nobodys_hash", lambda: pin_hash)


def test_a_number_nobody_has_costs_as_much_as_one_of_the_centres_list(monkeypatch):
    monkeypatch.undo()

    assert extract_parameters(operators_module._nobodys_hash()) == extract_parameters(PasswordHasher().hash(PIN))


@pytest.fixture(scope="session")
def pin_hash():
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PIN)


@pytest.fixture
def entry(pin_hash):
    def make(number="T01", **changes):
        return {
            "number": number, "name": "赵师傅", "roles": ["technician"], "pin_hash": pin_hash, "active": True
        } | changes  # fmt: skip

    return make


def told(store, operators, cursor="1", **more):
    """The centre's list, by the change feed."""
    body = {"body": {"operators": operators, "valid_days": 14} | more}
    store.outbox.apply_changes([Change(cursor, "operators.changed", body)], cursor)
    return next(each.outcome for each in store.outbox.acknowledgements(100) if each.cursor == cursor)


@pytest.fixture
def counter():
    """A clock that only counts."""
    return SimpleNamespace(now=1000.0)


@pytest.fixture
def desk(store, clock, counter, entry):
    assert told(store, [entry(), entry("C07", roles=["clerk"], active=False, pin_hash="")]) is ChangeOutcome.DONE
    return StoredOperators(store.database, clock, lambda: counter.now)


@pytest.fixture
def later(clock, counter):
    def wait(seconds):
        clock.forward(seconds=seconds)
        counter.now += seconds

    return wait


def audited(store):
    return [each.record.decode() for each in store.audit.records() if b"operator." in each.record]


def test_the_right_pin_signs_in_and_says_what_one_may_do(desk, store):
    who = desk.sign_in(" T01 ", PIN)

    assert who == SignedIn("T01", "赵师傅", (Role.TECHNICIAN,))
    assert who.may(Duty.RELEASE)
    assert who.may(Duty.PAPERS)
    assert "赵" not in repr(who)
    assert "operator.signed_in" in audited(store)[-1]


def test_a_clerk_may_look_after_papers_and_take_cases_and_nothing_else(desk, store, entry):
    told(store, [entry("C08", roles=["clerk"])], "2")

    who = desk.sign_in("C08", PIN)

    assert [duty for duty in Duty if who.may(duty)] == [Duty.PAPERS, Duty.COUNTER]


@pytest.mark.parametrize("number", ["T01", "X99", "C07", "11010519491231002X", "", "a b", "T" * 500])
def test_whoever_guesses_is_not_told_what_was_wrong(desk, store, number, later):
    outcomes = [desk.sign_in(number, "000000") for _ in range(5)]

    assert outcomes == [WrongPin(4), WrongPin(3), WrongPin(2), WrongPin(1), LockedOut(15)]
    assert desk.sign_in(number, PIN) == LockedOut(15)
    assert number not in "".join(audited(store)) or number in ("T01", "C07", "")
    later(15)
    assert isinstance(desk.sign_in(number, "111111"), LockedOut)


def test_the_wait_doubles_up_to_an_hour(desk, later):
    for _ in range(4):
        desk.sign_in("T01", "0")
    waits = []
    for _ in range(10):
        waits.append(desk.sign_in("T01", "0").seconds)
        assert desk.sign_in("T01", PIN) == LockedOut(waits[-1])
        later(waits[-1])

    assert waits == [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert [lock_after(each).total_seconds() for each in (0, 4, 5, 6)] == [0, 0, 15, 30]


def test_the_right_pin_forgives_what_was_wrong_before(desk, later):
    for _ in range(5):
        desk.sign_in("T01", "0")
    later(15)
    assert isinstance(desk.sign_in("T01", PIN), SignedIn)

    assert desk.sign_in("T01", "0") == WrongPin(4)


def test_one_locked_number_locks_no_other(desk, store, entry):
    told(store, [entry(), entry("T02")], "2")
    for _ in range(6):
        desk.sign_in("T01", "0")

    assert isinstance(desk.sign_in("T02", PIN), SignedIn)


def test_a_lock_lives_through_a_restart(new_data_dir, data_dir, clock, entry):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock) as store:
        told(store, [entry()])
        for _ in range(5):
            store.operators.sign_in("T01", "0")
    clock.forward(seconds=5)
    with open_store(data_dir, clock) as store:
        assert store.operators.sign_in("T01", PIN) == LockedOut(10)
        clock.forward(seconds=10)
        assert isinstance(store.operators.sign_in("T01", PIN), SignedIn)


def test_a_clock_that_is_set_shortens_no_lock(desk, clock, counter, store, later):
    for _ in range(6):
        desk.sign_in("T01", "0")
        later(0)
    clock.forward(days=1)
    assert desk.sign_in("T01", PIN) == LockedOut(15)

    after_a_restart = StoredOperators(store.database, clock, lambda: counter.now)
    clock.forward(days=-2)
    assert after_a_restart.sign_in("T01", PIN) == LockedOut(15)
    clock.forward(seconds=14)
    assert after_a_restart.sign_in("T01", PIN) == LockedOut(1)
    clock.forward(seconds=1)
    assert isinstance(after_a_restart.sign_in("T01", PIN), SignedIn)


def test_a_try_counts_even_where_the_power_is_cut_before_its_answer(desk, store, monkeypatch):
    def cut(_hash, _pin):
        raise KeyboardInterrupt

    monkeypatch.setattr("app.storage.operators._fits", cut)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            desk.sign_in("T01", "0")
    monkeypatch.undo()

    assert desk.sign_in("T01", "0") == WrongPin(1)


def test_a_list_is_good_without_the_centre_for_so_many_days(desk, clock):
    clock.forward(days=14, seconds=-1)
    assert isinstance(desk.sign_in("T01", PIN), SignedIn)
    clock.forward(seconds=1)

    assert desk.sign_in("T01", PIN) == ListTooOld(14)


def test_a_word_of_the_centre_that_nothing_is_new_keeps_the_list_good(desk, store, clock):
    clock.forward(days=13)
    store.outbox.up_to_date()
    clock.forward(days=13)

    assert isinstance(desk.sign_in("T01", PIN), SignedIn)


def test_without_any_list_there_is_nobody_to_sign_in(store):
    store.outbox.up_to_date()

    assert not store.operators.has_list()
    assert store.operators.sign_in("T01", PIN) == NoList()


def test_a_new_list_takes_the_place_of_the_old_one(desk, store, entry):
    told(store, [entry("T02", valid_days=3)], "2")

    assert isinstance(desk.sign_in("T01", PIN), WrongPin)
    assert [each.number for each in desk.operators()] == ["T02"]
    assert desk.has_list()


def test_an_empty_list_lets_nobody_in(desk, store):
    assert told(store, [], "2") is ChangeOutcome.DONE

    assert desk.has_list()
    assert isinstance(desk.sign_in("T01", PIN), WrongPin)


@pytest.mark.parametrize(
    "change",
    [
        {"number": "11010519491231002X"}, {"number": ""}, {"number": 7}, {"name": ""}, {"roles": "clerk"},
        {"active": 1}, {"pin_hash": ""}, {"pin_hash": PIN}, {"pin_hash": None},
        {"pin_hash": "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$aGFzaGhhc2hoYXNoaGFzaA"},
        {"pin_hash": "$argon2id$v=19$m=99999999,t=1,p=1$c29tZXNhbHQ$aGFzaGhhc2hoYXNoaGFzaA"},
        {"pin_hash": "$argon2id$v=19$m=64,t=99999,p=1$c29tZXNhbHQ$aGFzaGhhc2hoYXNoaGFzaA"},
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_used_is_refused_whole_and_the_old_one_stays(desk, store, entry, change):
    assert told(store, [entry("T02"), entry(**change)], "2") is ChangeOutcome.REFUSED

    assert [each.number for each in desk.operators()] == ["C07", "T01"]


@pytest.mark.parametrize("days", [0, -1, True, "14", 9999])
def test_a_list_that_is_good_for_no_sensible_time_is_refused(desk, store, entry, days):
    assert told(store, [entry("T02")], "2", valid_days=days) is ChangeOutcome.REFUSED


def test_roles_of_a_newer_centre_are_passed_over(desk, store, entry):
    assert told(store, [entry(roles=["auditor", "clerk"])], "2") is ChangeOutcome.DONE

    assert desk.sign_in("T01", PIN).roles == (Role.CLERK,)


def test_guessing_at_numbers_nobody_has_fills_no_disk(desk, store, clock):
    for index in range(30):
        desk.sign_in(f"X{index}", "0")
    clock.forward(days=1, seconds=1)
    desk.sign_in("X0", "0")

    with store.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(operator_tries)).scalar_one() == 1


def test_neither_names_nor_hashes_nor_pins_are_in_the_log(desk, store, pin_hash):
    desk.sign_in("T01", PIN)
    desk.sign_in("T01", "314159")

    log = "".join(audited(store))
    assert not [each for each in (PIN, "314159", "赵", pin_hash) if each in log]


def test_two_at_once_have_no_more_tries_than_one(desk):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: desk.sign_in("T01", "0"), range(16)))

    assert sum(isinstance(each, WrongPin) for each in outcomes) <= 4
    assert timedelta(seconds=max(each.seconds for each in outcomes if isinstance(each, LockedOut))) <= timedelta(0, 15)
