"""The pages a phone opens: is this paper genuine, where to mail it. Plain forms, no scripts."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from app.central import codes
from app.central.api import templates
from app.central.api.doors import CentreHere, not_too_often
from app.central.api.mailing_form import MailingForm
from app.central.centre import Centre
from app.central.registers.issued_papers import PaperState
from app.central.sealing import seal_json
from app.central.storage import counter_pages
from app.central.storage.counter_pages import Slip
from app.central.storage.moment import now
from app.domain.formats import CHINA, long_day

router = APIRouter(dependencies=[Depends(not_too_often)], default_response_class=HTMLResponse, include_in_schema=False)

STYLE_MAX_AGE_S = 3_600
ONE_DAY = timedelta(days=1)


@router.get("/web/centre.css")
def style() -> FileResponse:
    headers = {"Cache-Control": f"public, max-age={STYLE_MAX_AGE_S}"}
    return FileResponse(templates.FOLDER / "centre.css", media_type="text/css", headers=headers)


@router.get("/verify")
def ask_code(code: Annotated[str, Query(max_length=64)] = "") -> Response:
    """Where the code under a paper is typed in by hand."""
    if wanted := codes.typed(code):
        return RedirectResponse(f"/verify/{wanted}" if wanted.isalnum() else "/verify", 303)
    return templates.page("verify_ask.html")


@router.get("/verify/{code}")
def verify(code: str, centre: CentreHere) -> HTMLResponse:
    """A withdrawn paper is shown, under the status of no valid one: that is all some readers look at."""
    paper = centre.papers.find(code)
    if paper is None:
        return templates.page("verify_unknown.html", status=404)
    state = paper.state(now().astimezone(CHINA).date())
    return templates.page(
        f"verify_{state}.html",
        status=404 if state is PaperState.WITHDRAWN else 200,
        paper=paper,
        code=codes.grouped(paper.code),
        last_day=long_day(paper.last_day) if paper.last_day else "",
        over_since=long_day(paper.last_day + ONE_DAY) if paper.last_day else "",
    )


@router.get("/m/{code}")
def slip_page(code: str, centre: CentreHere) -> HTMLResponse:
    return _slip(_slip_of(centre, code), MailingForm())


@router.post("/m/{code}")
def fill_slip(
    code: str,
    centre: CentreHere,
    recipient: Annotated[str, Form()] = "",
    phone: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Sealed to the station as soon as it is right; nothing of it is kept in the clear."""
    slip = _slip_of(centre, code)
    form = MailingForm.typed(recipient, phone, address)
    if slip is None or slip.was_read or slip.expires_at <= now() or form.errors():
        return _slip(slip, form, checked=True)
    sealed = seal_json(slip.reply_to, form.values())
    with centre.database.write() as connection:
        is_written = counter_pages.fill_slip(connection, slip.code, sealed)
    return templates.page("slip_done.html") if is_written else _slip(_slip_of(centre, code), form, checked=True)


def _slip_of(centre: Centre, code: str) -> Slip | None:
    with centre.database.read() as connection:
        return counter_pages.slip(connection, codes.typed(code))


def _slip(slip: Slip | None, form: MailingForm, *, checked: bool = False) -> HTMLResponse:
    if slip is None:
        return templates.notice(404, "没有这张邮寄单", "请回到办理点，重新扫一次屏幕上的码。")
    if slip.was_read:
        return templates.notice(409, "地址已经收到了", "办理点已经读到地址，这里不能再改。要改，请回到办理点。")
    if slip.expires_at <= now():
        return templates.notice(410, "这张邮寄单过期了", "请回到办理点，重新扫一次屏幕上的码。")
    status = 422 if checked else 200
    return templates.page("slip.html", status=status, form=form.values(), errors=form.errors() if checked else {})
