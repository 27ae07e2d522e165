"""Where a scanned code leads."""

from __future__ import annotations

from app.domain.scanned_code import CaseCode, EvaluationCode, ScannedCode
from app.journeys.states import Scanning, Tracking


def arrive(code: ScannedCode) -> Tracking | Scanning:
    """Where a code leads from home; what leads nowhere by itself is told of."""
    return tracked(code) or Scanning(seen=code)


def tracked(code: ScannedCode) -> Tracking | None:
    """查进度 with the case known; None for a code that names none."""
    match code:
        case CaseCode(number=number):
            return Tracking(number=number)
        case EvaluationCode(code=mark):
            return Tracking(mark=mark)
        case _:
            return None
