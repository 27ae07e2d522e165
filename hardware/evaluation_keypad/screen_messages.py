"""What is said to a screen pad and what it answers: pure functions over JSON (docs/devices/evaluation-keypad.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

VERSION_PATH = "/v1"
LONGEST_NAME = 60


class QuestionState(StrEnum):
    ASKING = "asking"
    EVALUATED = "evaluated"
    NO_ANSWER = "no_answer"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ScreenQuestion:
    """`id` is made anew for each question of a person: it is what makes an answer hers."""

    id: str
    timeout_s: int
    operator_number: str = ""
    operator_name: str = ""
    language: str = "zh_CN"

    def as_json(self) -> bytes:
        return json.dumps(
            {
                "id": self.id,
                "timeout_s": self.timeout_s,
                "operator_number": self.operator_number[:LONGEST_NAME],
                "operator_name": self.operator_name[:LONGEST_NAME],
                "language": self.language,
            },
            ensure_ascii=False,
        ).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """`grade` 1 to 5 when evaluated, else 0."""

    state: QuestionState
    grade: int = 0


@dataclass(frozen=True, slots=True)
class PadState:
    asking: bool
    screen_on: bool
    model: str
    version: str


def parse_answer(body: bytes, question_id: str) -> QuestionAnswer:
    """Raises ValueError for anything but an answer to this very question; a grade is never guessed."""
    told = _object(body)
    if told.get("id") != question_id:
        raise ValueError("an answer to another question")
    state, grade = QuestionState(str(told.get("state"))), told.get("grade")
    if state is not QuestionState.EVALUATED:
        return QuestionAnswer(state)
    if isinstance(grade, bool) or not isinstance(grade, int) or not 1 <= grade <= 5:
        raise ValueError("a grade that does not exist")
    return QuestionAnswer(state, grade)


def parse_status(body: bytes) -> PadState:
    """Raises ValueError."""
    told = _object(body)
    if told.get("state") not in ("idle", "asking"):
        raise ValueError("neither idle nor asking")
    model, version = str(told.get("model", ""))[:LONGEST_NAME], str(told.get("version", ""))[:LONGEST_NAME]
    return PadState(told["state"] == "asking", told.get("screen", "on") == "on", model, version)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as cause:
        raise ValueError("no JSON") from cause
    if not isinstance(told, dict):
        raise ValueError("no JSON object")  # noqa: TRY004 - as every other answer that is none
    return told
