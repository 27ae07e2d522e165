"""The summary beside the medical check: every part with its figures, its limit, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.catalogue.rules import BodyLimits
from app.journeys.medical import Act, Colour, Ear, Exam, Eye, Part
from app.viewmodels.medical_words import act_words, ear_name, eye_name, minute, part_name
from app.viewmodels.translation import translate

Met = Mapping[str, bool | None]
COARSEST, FINEST = 4.0, 5.3
PARTS_FACTS = {
    Part.HEIGHT: ("height_cm",),
    Part.VISION: ("vision_left", "vision_right"),
    Part.COLOUR: ("colour_blind",),
    Part.HEARING: ("hearing_left", "hearing_right", "hearing_aid"),
    Part.ACTS: (),
}
ICONS = {Part.HEIGHT: "user", Part.VISION: "eye", Part.COLOUR: "drops", Part.HEARING: "ear", Part.ACTS: "hand"}


def part_rows(exam: Exam, limits: BodyLimits | None, met: Met) -> list[dict[str, Any]]:
    """`[{part, name, icon, hint, state: later | now | done, mood, tag, value}]`, by the part's name in its order."""
    return [_part(part, exam, limits, met) for part in Part]


def _part(part: Part, exam: Exam, limits: BodyLimits | None, met: Met) -> dict[str, Any]:
    is_over = exam.is_over(part)
    mood, tag = _tag(part, [met.get(each) for each in PARTS_FACTS[part]]) if is_over else ("none", "")
    if part is Part.COLOUR and exam.colour_invalid:
        mood, tag = "waiting", translate("Medical", "没测出来")
    return {
        "part": part.value,
        "name": part_name(part),
        "icon": ICONS[part],
        "hint": "" if is_over and part is Part.ACTS else _hint(part, limits),
        "repeats": is_over,
        "state": "done" if is_over else "now" if part is exam.now else "later",
        "mood": mood,
        "tag": tag,
        "value": height_words(exam) if part is Part.HEIGHT else "",
    }


def _tag(part: Part, met: list[bool | None]) -> tuple[str, str]:
    """Nobody is judged here by what no limit says."""
    if part is Part.ACTS:
        return "waiting", translate("Medical", "医生看录像")
    if False in met:
        return "bad", translate("Medical", "没到标准")
    if None in met:
        return "waiting", translate("Medical", "已测")
    return "done", translate("Medical", "合格")


def _hint(part: Part, limits: BodyLimits | None) -> str:
    if limits is None:
        return ""
    match part:
        case Part.HEIGHT if limits.height_cm is None:
            return translate("Medical", "不限")
        case Part.HEIGHT:
            return translate("Medical", "%1 厘米以上").replace("%1", f"{limits.height_cm:g}")
        case Part.VISION:
            return translate("Medical", "每只眼 %1 以上，可戴眼镜").replace("%1", f"{limits.vision:.1f}")
        case Part.COLOUR if Colour.RED_GREEN.value in limits.colour_refused:
            return translate("Medical", "没有红绿色盲")
        case Part.HEARING if limits.hearing_aid:
            return translate("Medical", "50 厘米处听见，可戴助听器")
        case Part.HEARING:
            return translate("Medical", "50 厘米处听见，不戴助听器")
        case Part.ACTS:
            return translate("Medical", "医生看录像确认")
        case _:
            return ""


def height_words(exam: Exam) -> str:
    return "" if exam.height_cm is None else translate("Medical", "%1 厘米").replace("%1", f"{exam.height_cm:g}")


def share(line: float) -> float:
    """Where a line of the chart lies on the bar, 0 to 1."""
    return min(1.0, max(0.0, (line - COARSEST) / (FINEST - COARSEST)))


def eye_rows(exam: Exam, met: Met) -> list[dict[str, Any]]:
    """`[{name, value, share, now, mood, tag}]`, the left eye first as in the record."""
    return [_eye(eye, exam, met.get(f"vision_{eye}")) for eye in (Eye.LEFT, Eye.RIGHT)]


def _eye(eye: Eye, exam: Exam, met: bool | None) -> dict[str, Any]:
    looking = exam.looking(eye)
    now = exam.now is Part.VISION and exam.corrected is not None and eye is exam.eye and looking.line is not None
    result = looking.result
    mood, tag = _tag(Part.VISION, [met]) if result is not None else ("none", "")
    value = "" if result is None else f"{result:.1f}" + ("+" if looking.at_least else "")
    if eye is exam.blind_eye:
        value = translate("Medical", "看不见")
    return {
        "name": eye_name(eye),
        "value": value,
        "share": 0.0 if result is None else share(result),
        "now": now,
        "mood": mood,
        "tag": tag,
    }


def plate_rows(exam: Exam) -> list[dict[str, Any]]:
    """`[{name, answer, state: right | wrong | now | later}]`"""
    rows = []
    for at, plate in enumerate(exam.plates):
        given = exam.named[at] if at < len(exam.named) else None
        now = exam.now is Part.COLOUR and at == len(exam.named) and not exam.colour_invalid
        state = "now" if now else "later" if given is None else "right" if given == plate.figure else "wrong"
        answer = "" if given is None else given or translate("Medical", "看不出")
        name = translate("Medical", "第 %1 图").replace("%1", str(at + 1))
        rows.append({"name": name, "answer": answer, "state": state})
    return rows


def ear_rows(exam: Exam) -> list[dict[str, Any]]:
    """`[{ear, name, answer, state: heard | unheard | later}]`"""
    heard = {Ear.LEFT: exam.hearing_left, Ear.RIGHT: exam.hearing_right}
    words = {True: translate("Medical", "听见"), False: translate("Medical", "没听见")}
    return [
        {
            "ear": ear.value,
            "name": ear_name(ear),
            "answer": "" if answer is None else words[answer],
            "state": "later" if answer is None else "heard" if answer else "unheard",
        }
        for ear, answer in heard.items()
    ]


def act_rows(exam: Exam) -> list[dict[str, Any]]:
    """`[{act, name, hint, state: shown | cannot | later, at}]`"""
    told = {each.act: each for each in exam.acts}
    rows = []
    for act in Act:
        name, hint = act_words(act)
        each = told.get(act)
        state = "later" if each is None else "shown" if each.shown else "cannot"
        at = "" if each is None or each.seconds is None else minute(each.seconds)
        rows.append({"act": act.value, "name": name, "hint": hint, "state": state, "at": at})
    return rows
