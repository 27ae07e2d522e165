"""The step indicator: three to six marks of one word or two (LOOK, section 6)."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.service_item import StepKind
from app.journeys.states import AtStep, Finished, Finishing, State
from app.viewmodels.translation import translate

_MIDDLE = (StepKind.NOTICE, StepKind.QUERY, StepKind.FORM, StepKind.ELIGIBILITY, StepKind.MATERIALS)
_SCORED = (StepKind.ELIGIBILITY, StepKind.USES)
_BODY = (StepKind.PHOTO, StepKind.MEDICAL, StepKind.VERDICT)
_LAST = (StepKind.SUBMIT, StepKind.PAPER, StepKind.EVALUATION, StepKind.TAKE_AWAY)


def _word(step: StepKind, steps: Sequence[StepKind]) -> str:
    if StepKind.USES in steps and step in (*_MIDDLE, *_SCORED):
        return _word_around_a_score(step)
    if step in _MIDDLE:
        if StepKind.ELIGIBILITY in steps:
            return translate("Marks", "核查条件")
        if StepKind.QUERY in steps:
            return translate("Marks", "查询")
        return translate("Marks", "填写") if StepKind.FORM in steps else translate("Marks", "告知")
    if step in _BODY and StepKind.MEDICAL in steps:
        return translate("Marks", "拍照体检")
    if step in _LAST:
        return translate("Marks", "完成")
    return {
        StepKind.IDENTIFY: translate("Marks", "刷证"),
        StepKind.FACE_CHECK: translate("Marks", "刷证"),
        StepKind.AGENCY: translate("Marks", "刷证"),
        StepKind.AUTHORITY: translate("Marks", "刷证"),
        StepKind.LOOKUP: translate("Marks", "查询"),
        StepKind.PHOTO: translate("Marks", "拍照"),
        StepKind.MEDICAL: translate("Marks", "体检"),
        StepKind.VERDICT: translate("Marks", "结论"),
        StepKind.APPOINTMENT: translate("Marks", "选时间"),
        StepKind.REVIEW: translate("Marks", "核对签名"),
        StepKind.SIGNATURE: translate("Marks", "核对签名"),
        StepKind.PAYMENT: translate("Marks", "付款"),
        StepKind.DELIVERY: translate("Marks", "寄送"),
    }[step]


def _word_around_a_score(step: StepKind) -> str:
    if step in _SCORED:
        return translate("Marks", "看分数")
    return translate("Marks", "材料") if step is StepKind.MATERIALS else translate("Marks", "填写")


def words_of(steps: Sequence[StepKind]) -> list[str]:
    """The marks' words in their order, each once."""
    return list(dict.fromkeys(_word(step, steps) for step in steps))


def marks_of(state: State) -> list[dict[str, str]]:
    """`[{label, state: done | now | later}]`; empty where no item is being done."""
    if not isinstance(state, AtStep | Finishing | Finished):
        return []
    words = words_of(state.steps)
    now = words.index(_word(state.step, state.steps)) if isinstance(state, AtStep) else len(words) - 1
    finished = isinstance(state, Finished)
    return [
        {
            "label": word,
            "state": "done" if at < now or finished else "now" if at == now else "later",
        }
        for at, word in enumerate(words)
    ]


def position(state: State) -> tuple[int, int]:
    """Which mark of how many; (0, 0) outside an item."""
    marks = marks_of(state)
    for at, mark in enumerate(marks):
        if mark["state"] == "now":
            return at + 1, len(marks)
    return len(marks), len(marks)
