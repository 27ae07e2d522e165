"""好差评 on the phone: `/e/CODE`, the code on the slip. Voluntary, once a case, nothing chosen in advance, no scripts.

A case may come long after its slip: its station was offline. Then the page says so, and knows no more than that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse

from app.central import codes
from app.central.api import templates
from app.central.api.doors import CentreHere, not_too_often
from app.central.centre import Centre
from app.central.sealing import seal_json
from app.central.storage import phone_evaluations
from app.central.storage.moment import now
from app.central.storage.phone_evaluations import Graded, PhoneGrade
from app.domain.errors import ItemUnknown
from app.domain.evaluation import REASONS, TEXT_MAX_CHARS, Grade
from app.domain.formats import CHINA, day

router = APIRouter(dependencies=[Depends(not_too_often)], default_response_class=HTMLResponse, include_in_schema=False)
GRADE_WORDS = {
    Grade.VERY_GOOD: "非常满意",
    Grade.GOOD: "满意",
    Grade.FAIR: "基本满意",
    Grade.BAD: "不满意",
    Grade.VERY_BAD: "非常不满意",
}
"""In the order of the page: GB/T 39734."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What came with the form; only known reasons count, and of what was typed what can be read."""

    grade: Grade | None = None
    reasons: tuple[str, ...] = ()
    text: str = field(default="", repr=False)
    with_reasons: bool = False

    @property
    def is_whole(self) -> bool:
        return self.grade is not None and not (self.grade.needs_reason and not (self.reasons or self.text))


@router.get("/e/{code}")
def evaluation_page(code: str, centre: CentreHere) -> HTMLResponse:
    found = _found(centre, code)
    return _page(centre, found, Typed()) if isinstance(found, Graded) else found


@router.post("/e/{code}")
def evaluate(
    code: str,
    centre: CentreHere,
    grade: Annotated[str, Form(max_length=8)] = "",
    reason: Annotated[list[str] | None, Form()] = None,
    text: Annotated[str, Form(max_length=20_000)] = "",
    step: Annotated[str, Form(max_length=16)] = "",
) -> HTMLResponse:
    """Good grades are kept at once; a bad one asks for its reason first."""
    found = _found(centre, code)
    if not isinstance(found, Graded):
        return found
    chosen = tuple(each for each in REASONS if each in (reason or []))
    typed = Typed(_grade(grade), chosen, _readable(text), step == "reasons")
    if not typed.is_whole or typed.grade is None or len(typed.text) > TEXT_MAX_CHARS:
        return _page(centre, found, typed)
    sealed = seal_json(centre.keys.recipient, {"text": typed.text}) if typed.text else None
    with centre.database.write() as connection:
        kept = phone_evaluations.keep(connection, found.case_id, PhoneGrade(typed.grade, typed.reasons, sealed), now())
    after = "有专人看，会回访，把没做好的改好。" if typed.grade.needs_reason else "可以关掉这一页了。"
    return _done("谢谢，记下了", after) if kept else _twice()


def _found(centre: Centre, code: str) -> Graded | HTMLResponse:
    """The case to be graded, or the page that says why not."""
    wanted = codes.typed(code)
    if not codes.is_code(wanted, codes.PAGE_CODE_LENGTH):
        return templates.notice(404, "这个码不对", "用凭条上的码再扫一次。")
    with centre.database.read() as connection:
        found = phone_evaluations.by_mark(connection, codes.fingerprint(wanted))
    if found is None:
        return templates.notice(404, "还没收到这件事", "办理点可能还没连上网。晚点再来，码一直能用。")
    if found.is_graded:
        return _twice()
    return found


def _twice() -> HTMLResponse:
    """The grade itself is not shown: whoever found the slip need not know it."""
    return _done("这件事评过了", "一件事只评一次，谢谢您。")


def _done(title: str, sentence: str) -> HTMLResponse:
    return templates.page("evaluate_done.html", title=title, sentence=sentence)


def _page(centre: Centre, found: Graded, typed: Typed) -> HTMLResponse:
    if typed.grade is None:
        on = day(found.submitted_at.astimezone(CHINA).date())
        return templates.page("evaluate.html", item=_name(centre, found), on=on, grades=GRADE_WORDS)
    too_long = len(typed.text) - TEXT_MAX_CHARS
    error = f"最多写 {TEXT_MAX_CHARS} 个字，多了 {too_long} 个" if too_long > 0 else ""
    if not error and typed.with_reasons and not typed.is_whole:
        error = "选一个原因，或写几个字"
    return templates.page(
        "evaluate_reasons.html",
        status=422 if error else 200,
        grade=int(typed.grade),
        word=GRADE_WORDS[typed.grade],
        reasons=REASONS,
        chosen=typed.reasons,
        text=typed.text,
        error=error,
        item=_name(centre, found),
    )


def _name(centre: Centre, found: Graded) -> str:
    """All that is said of the case, with its day: a slip lies in a waste bin."""
    try:
        return centre.catalogue.item(found.item, found.item_version).name.zh_cn
    except ItemUnknown:
        return found.item


def _grade(told: str) -> Grade | None:
    return Grade(int(told)) if told in {str(int(each)) for each in Grade} else None


def _readable(text: str) -> str:
    return "".join(each for each in text if each.isprintable() or each == "\n").strip()
