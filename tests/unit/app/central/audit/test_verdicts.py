"""Where a seal fits among those before it, and a head among those heard."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.central.audit.heads import PROGRAMS_DIFFER, KnownHead, ToldHead, compare, followed_by, is_late
from app.central.audit.verdicts import GENESIS, SealedDay, SealVerdict, judge

FIRST_DAY = date(2026, 3, 18)
NOON = datetime(2026, 3, 18, 4, tzinfo=UTC)


def seal(first: int, last: int, previous: str, head: str) -> SealedDay:
    return SealedDay(FIRST_DAY, first, last, previous, head)


A1 = seal(1, 10, GENESIS, "a1")
A2 = seal(11, 20, "a1", "a2")
A3 = seal(21, 30, "a2", "a3")
B2 = seal(11, 15, "a1", "b2")
B3 = seal(16, 40, "b2", "b3")


def test_a_line_of_seals_is_accepted_and_each_is_a_duplicate_the_second_time() -> None:
    known: list[SealedDay] = []
    for each in (A1, A2, A3):
        assert judge(each, known) is SealVerdict.ACCEPTED
        known.append(each)
    assert {judge(each, known) for each in known} == {SealVerdict.DUPLICATE}


@pytest.mark.parametrize(
    ("late", "known", "verdict"),
    [
        (A3, [A1], SealVerdict.GAP),
        (A2, [], SealVerdict.GAP),
        (A2, [A1, A3], SealVerdict.ACCEPTED),
        (seal(11, 20, "a1", "x"), [A1, A3], SealVerdict.FORK),
        (seal(11, 20, "x", "a2"), [A1], SealVerdict.FORK),
        (seal(1, 10, "x", "a1"), [], SealVerdict.FORK),
        (B2, [A1, A2, A3], SealVerdict.ROLLBACK),
        (B3, [A1, A2, A3, B2], SealVerdict.FORK),
        (A3, [A1, A2, B2, B3], SealVerdict.ROLLBACK),
        (seal(41, 50, "b3", "b4"), [A1, A2, A3, B2, B3], SealVerdict.ACCEPTED),
        (seal(1, 10, GENESIS, "x"), [A1], SealVerdict.FORK),
    ],
)
def test_what_overlaps_or_hangs_on_nothing_shows(late: SealedDay, known: list[SealedDay], verdict: SealVerdict) -> None:
    assert judge(late, known) is verdict


def head(last: int, words: str = "h", run: str = "run", after_s: int = 0) -> ToldHead:
    return ToldHead(last, words, run, NOON + timedelta(seconds=after_s))


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (head(11), SealVerdict.ACCEPTED),
        (head(10), SealVerdict.DUPLICATE),
        (head(10, "other"), SealVerdict.FORK),
        (head(9), SealVerdict.ROLLBACK),
    ],
)
def test_a_head_that_falls_back_or_differs_shows(told: ToldHead, verdict: SealVerdict) -> None:
    assert compare(told, KnownHead(head(10))) is verdict


def test_what_was_held_up_on_the_way_is_no_rollback() -> None:
    known = followed_by(head(10, run="second", after_s=60), KnownHead(head(5, run="first")))
    assert is_late(head(5, run="first", after_s=90), known)
    assert is_late(head(9, run="second", after_s=30), known)
    assert is_late(head(10, run="second", after_s=60), known)
    assert not is_late(head(9, run="second", after_s=61), known)
    assert not is_late(head(9, run="third"), known)
    assert not is_late(head(1), None)


def test_a_program_that_spoke_between_does_not_make_the_other_late_for_ever() -> None:
    """The terminal A, `kiosk sync once` B beside it, and A again."""
    known = followed_by(head(11, run="B", after_s=60), KnownHead(head(10, run="A")))
    assert not is_late(head(12, run="A", after_s=61), known)
    assert is_late(head(10, run="A", after_s=59), known)
    later = PROGRAMS_DIFFER.seconds + 61
    assert not is_late(head(11, run="A", after_s=later), known)
    assert not is_late(head(9, run="A", after_s=later), known), "brought back with its memory, from before B"


def test_a_longer_trail_is_news_also_where_the_clock_was_set_back() -> None:
    known = KnownHead(head(10, run="A", after_s=86_400), "B")
    for run in ("A", "B"):
        assert not is_late(head(11, run=run), known)
        assert is_late(head(10, run=run), known)


def test_after_other_programs_spoke_in_between_an_old_image_shows() -> None:
    known: KnownHead | None = None
    verdicts = []
    told = [(10, "A"), (11, "B"), (20, "A"), (9_000, "A"), (300, "C")]
    for minute, (last, run) in enumerate(told):
        said = head(last, run=run, after_s=minute * 60)
        assert not is_late(said, known)
        verdicts.append(compare(said, known))
        known = followed_by(said, known)
    assert verdicts == [SealVerdict.ACCEPTED] * 4 + [SealVerdict.ROLLBACK]
