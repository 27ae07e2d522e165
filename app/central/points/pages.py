"""For everybody: the rounds, their published lists, and an objection by who is concerned. Plain forms, no scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, Response

from app.central.api import templates
from app.central.api.doors import CentreHere, address_of, not_too_often
from app.central.api.limits import Limiter
from app.central.centre import Centre
from app.central.points import appeals, entering
from app.central.points.appeals import PUBLIC, Objection
from app.central.points.ranking import tie_sentence
from app.central.points.rounds import uses_of
from app.central.storage import point_rounds
from app.central.storage.moment import now
from app.central.storage.point_rounds import FINAL, LISTED, OPEN, Round
from app.domain.errors import ItemUnknown, WrongInput
from app.domain.formats import CHINA, day, long_day

router = APIRouter(dependencies=[Depends(not_too_often)], default_response_class=HTMLResponse, include_in_schema=False)

ROUNDS_SHOWN = 60
WRONG_PER_MINUTE = 6
"""Objections that do not fit, from one address: numbers and the ends of ID numbers are not to be tried out."""


def install(app: FastAPI) -> None:
    app.include_router(router)
    app.state.objections = Limiter(WRONG_PER_MINUTE)


@dataclass(frozen=True, slots=True)
class RoundLine:
    id: str
    name: str
    use: str
    quota: int
    standing: str
    tone: str
    days: str


def round_line(centre: Centre, this: Round, at: datetime) -> RoundLine:
    standing, tone = standing_of(this, at)
    days = f"{long_day(this.opens_on)}到{long_day(this.closes_on)}"
    return RoundLine(this.id, this.name, use_name(centre, this), this.quota, standing, tone, days)


def standing_of(this: Round, at: datetime) -> tuple[str, str]:
    """In words, and the tone of its mark."""
    if this.state == FINAL:
        return "最终名单", "ok"
    if this.state == LISTED:
        return ("公示中，可以提异议" if takes_objections(this, at) else "公示完，等定最终名单"), "warn"
    if at < entering.day_begins(this.opens_on):
        return f"{day(this.opens_on)}开始", ""
    return ("正在受理", "ok") if at < entering.closing(this) else ("截止了，正在核分", "")


def takes_objections(this: Round, at: datetime) -> bool:
    until = this.appeals_until
    return this.state == LISTED and until is not None and at.astimezone(CHINA).date() <= until


def use_name(centre: Centre, this: Round) -> str:
    try:
        return uses_of(centre.catalogue.item(this.item)).get(this.use, this.use)
    except ItemUnknown:
        return this.use


@router.get("/points")
def all_rounds(centre: CentreHere) -> HTMLResponse:
    at = now()
    with centre.database.read() as connection:
        found = point_rounds.newest(connection, ROUNDS_SHOWN)
    return templates.page("points.html", rounds=[round_line(centre, each, at) for each in found])


@router.get("/points/{round_id}")
def one_round(round_id: str, centre: CentreHere) -> HTMLResponse:
    with centre.database.read() as connection:
        this = point_rounds.find(connection, round_id[:40])
        told = point_rounds.newest_list(connection, round_id[:40]) if this is not None else None
    if this is None:
        return _no_such_round()
    return templates.page(
        "points_round.html",
        this=round_line(centre, this, now()),
        ties=tie_sentence(this.ties),
        told=told,
        published_at=told.published_at.astimezone(CHINA) if told else None,
        is_final=this.state == FINAL,
        appeals_until=day(this.appeals_until) if this.appeals_until else "",
        takes_objections=takes_objections(this, now()),
        is_open=this.state == OPEN,
    )


@router.get("/points/{round_id}/appeal")
def appeal_page(round_id: str, centre: CentreHere) -> HTMLResponse:
    this = _round(centre, round_id)
    if this is None:
        return _no_such_round()
    if not takes_objections(this, now()):
        return templates.notice(410, "现在不收异议", "名单公布以后、公示期内可以提。")
    return _form(centre, this, Objection("", "", "", ""))


@router.post("/points/{round_id}/appeal")
def file_appeal(
    request: Request,
    round_id: str,
    centre: CentreHere,
    number: Annotated[str, Form(max_length=64)] = "",
    last_four: Annotated[str, Form(max_length=16)] = "",
    rank: Annotated[str, Form(max_length=16)] = "",
    text: Annotated[str, Form(max_length=4_000)] = "",
) -> Response:
    this = _round(centre, round_id)
    if this is None:
        return _no_such_round()
    limiter: Limiter = request.app.state.objections
    address, typed = address_of(request), Objection(number, last_four, rank, text)
    if not limiter.has_room(address):
        return _form(centre, this, typed, "试得太多了。过一分钟再提。", status=429)
    try:
        with centre.database.write() as connection:
            appeals.file(connection, centre.keys, this.id, typed, PUBLIC, now())
    except WrongInput as error:
        limiter.charge(address)
        return _form(centre, this, typed, sentences(error), status=422)
    return templates.page("points_filed.html", this=round_line(centre, this, now()))


def sentences(error: WrongInput) -> str:
    """What is wrong and what to do, each with its full stop."""
    return "".join(f"{each.rstrip('。')}。" for each in (error.message, error.what_to_do) if each)


def _round(centre: Centre, round_id: str) -> Round | None:
    with centre.database.read() as connection:
        return point_rounds.find(connection, round_id[:40])


def _no_such_round() -> HTMLResponse:
    return templates.notice(404, "没有这一轮", "回到积分公示，重新点一次。")


def _form(centre: Centre, this: Round, typed: Objection, trouble: str = "", status: int = 200) -> HTMLResponse:
    values: dict[str, Any] = {"this": round_line(centre, this, now()), "typed": typed, "trouble": trouble}
    return templates.page("points_appeal.html", status=status, **values)
