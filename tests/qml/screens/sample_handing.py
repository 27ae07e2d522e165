"""转到窗口办 in every state worth a look; the codes are as long as real ones."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.service_item import ServiceItem, StepKind
from app.journeys.draft import Draft
from app.journeys.states import AtStep, HandingOver, Paper, Passed, State, Trouble, Troubled, Working

CASE_ID = "0192a4c0-0000-7000-8000-000000000001"
UNTIL = datetime(2026, 3, 18, 3, 41, tzinfo=UTC)
LONGEST = 997
"""Characters of the densest code there is."""


def code_of(length: int, number: int = 1) -> str:
    head = f"bianmin:handover:eyJ0eXAiOiJiaG8xIn0.{number}."
    return head + ("AbC3dEf7GhI" * 100)[: length - len(head)]


def handing_states(item: ServiceItem, draft: Draft) -> dict[str, State]:
    back = AtStep(item, item.steps, item.steps.index(StepKind.FORM), draft)
    one, two = (code_of(LONGEST),), (code_of(640), code_of(640, 2))
    alone = Draft(CASE_ID, handed={"applicant": {"id_number": "330726196502034515"}}, held=True)
    identify = item.steps.index(StepKind.IDENTIFY)
    return {
        "put-card-other-person": AtStep(item, item.steps, identify, alone, Troubled(Trouble.OTHER_PERSON), failures=1),
        "hand-over": HandingOver(item, back),
        "hand-over-making": HandingOver(item, back, Working()),
        "hand-over-too-long": HandingOver(item, back, Troubled(Trouble.HAND_OVER_TOO_LONG), failures=1),
        "hand-over-not-made": HandingOver(item, back, Troubled(Trouble.HAND_OVER_NOT_MADE, 3), failures=3),
        "hand-over-printing": HandingOver(item, None, Passed(), one, UNTIL, Paper.PRINTING),
        "hand-over-printed": HandingOver(item, None, Passed(), one, UNTIL, Paper.PRINTED),
        "hand-over-two-codes": HandingOver(item, None, Passed(), two, UNTIL, Paper.PRINTED),
        "hand-over-no-paper": HandingOver(item, None, Passed(), two, UNTIL, Paper.FAILED, "paper_out"),
    }
