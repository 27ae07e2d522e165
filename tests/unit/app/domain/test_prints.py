"""What may become of a print job, and when a paper may be printed again: every pair, every kind of past."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest

from app.domain.prints import (
    NEXT,
    SETTLED,
    Failed,
    OperatorAct,
    PaperKind,
    PrintJob,
    PrintState,
    Repeat,
    Unheard,
    may_become,
    not_printed,
    repeat_of,
)

S = PrintState
LEGAL = {
    (S.QUEUED, S.SENT),
    (S.QUEUED, S.FAILED),
    (S.SENT, S.PRESENTED),
    (S.SENT, S.FAILED),
    (S.SENT, S.UNKNOWN),
    (S.UNKNOWN, S.PRESENTED),
    (S.UNKNOWN, S.FAILED),
    (S.PRESENTED, S.TAKEN),
    (S.PRESENTED, S.RETRACTED),
}


def job(state: PrintState, *, begun: bool = False, attempt: int = 1) -> PrintJob:
    return PrintJob(
        id=f"job-{attempt}",
        case_id="case",
        paper=PaperKind.CERTIFICATE,
        number="YX20260318-0001",
        attempt=attempt,
        language="zh_CN",
        state=state,
        queued_at=datetime(2026, 3, 18, tzinfo=UTC),
        begun=begun,
        reason="纸卡坏了",
        settled_because="在出纸口看到了",
    )


@pytest.mark.parametrize(("before", "after"), [*itertools.product(PrintState, PrintState)])
def test_these_changes_are_legal_and_no_others(before: PrintState, after: PrintState) -> None:
    assert may_become(before, after) == ((before, after) in LEGAL)


def test_nothing_is_presented_that_was_not_sent() -> None:
    ways = [[S.QUEUED]]
    seen = []
    while ways:
        way = ways.pop()
        seen.append(way)
        ways += [[*way, after] for after in NEXT[way[-1]]]
    for way in seen:
        assert len(set(way)) == len(way), "no job ever comes back to where it was"
        if S.PRESENTED in way:
            assert S.SENT in way[: way.index(S.PRESENTED)]
    assert {way[-1] for way in seen} == set(PrintState)


def test_a_settled_job_never_opens_again() -> None:
    for state in SETTLED:
        assert NEXT[state] <= SETTLED


@pytest.mark.parametrize(
    ("cause", "begun", "end"),
    [
        ("paper_out", False, Failed("paper_out", begun=False)),
        ("paper_out", True, Failed("paper_out", begun=True)),
        ("no_answer", False, Failed("no_answer", begun=False)),
        ("offline", False, Failed("offline", begun=False)),
        ("no_answer", True, Unheard("no_answer")),
        ("offline", True, Unheard("offline")),
    ],
)
def test_silence_after_the_first_byte_is_not_called_a_failure(cause: str, begun: bool, end: object) -> None:
    assert not_printed(cause, begun) == end


F, B = job(S.FAILED), job(S.FAILED, begun=True)
OUT = [job(S.PRESENTED), job(S.TAKEN), job(S.RETRACTED), B]


@pytest.mark.parametrize("earlier", [(), (F,), (F, F), (F, F, F)])
def test_as_long_as_nothing_came_out_the_paper_may_be_tried_again_by_itself(earlier: tuple[PrintJob, ...]) -> None:
    assert repeat_of(earlier) is Repeat.FREE


@pytest.mark.parametrize("earlier", [each for one in OUT for each in ((one,), (F, one), (one, F))])
def test_once_something_may_have_come_out_an_operator_must_answer_for_another(earlier: tuple[PrintJob, ...]) -> None:
    assert repeat_of(earlier) is Repeat.WITH_REASON


@pytest.mark.parametrize("past", [(), (F,), (B,), (job(S.PRESENTED),)])
def test_a_paper_is_in_one_place_at_a_time(past: tuple[PrintJob, ...]) -> None:
    assert repeat_of((*past, job(S.QUEUED))) is Repeat.UNDER_WAY
    assert repeat_of((*past, job(S.SENT))) is Repeat.UNDER_WAY
    assert repeat_of((*past, job(S.UNKNOWN))) is Repeat.UNKNOWN_FIRST


def test_reasons_are_not_shown_when_a_job_is_printed_in_a_log() -> None:
    told = repr(job(S.FAILED)) + repr(OperatorAct("G0017", "王小明把纸撕坏了"))
    assert "纸卡坏了" not in told
    assert "看到了" not in told
    assert "王小明" not in told
