"""What may wait for the centre, as the technician's page shows it: nothing, the line down, a bit of everything."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from app.domain.outbox import Backlog, Waiting, WaitState

CHINA = timezone(timedelta(hours=8))
SINCE = datetime(2026, 3, 18, 8, 5, tzinfo=CHINA)
NEXT = datetime(2026, 3, 18, 9, 50, tzinfo=CHINA)


def waiting(number: int, kind: str, state: WaitState, why: str = "", attempts: int = 0) -> Waiting:
    case_number = f"BM0120260318-{number:04d}"
    case_id = f"01900000-0000-7000-8000-{number:012x}"
    return Waiting(f"{number}", kind, case_id, case_number, state, SINCE, attempts, NEXT, why=why)


def sample_backlogs() -> dict[str, tuple[bool, Backlog]]:
    """`waiting-<what>`: whether the line is up, and what waits."""
    down = [waiting(number, "case.submitted", WaitState.DUE) for number in (1, 2, 3)]
    mixed = [
        waiting(7, "case.submitted", WaitState.PARKED, "item_unknown", 1),
        waiting(3, "case.submitted", WaitState.RESTING, "中心平台的回答不对：HTTP 503。", 4),
        waiting(5, "attachment", WaitState.RESTING, "中心平台的回答不对：等了太久没有回答。", 2),
        waiting(9, "case.submitted", WaitState.DUE),
    ]
    return {
        "waiting-none": (True, Backlog(0, 0)),
        "waiting-line-down": (False, Backlog(12, 0, oldest=SINCE, items=down)),
        "waiting-mixed": (True, Backlog(11, 1, oldest=SINCE, next_at=NEXT, items=mixed)),
    }
