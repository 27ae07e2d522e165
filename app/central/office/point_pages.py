"""Rounds of points: made, published and closed here; objections filed for people, and decided. Acts leave rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from app.central.api.doors import CentreHere
from app.central.centre import Centre
from app.central.office.doors import SentHere, SessionHere, Turned, no_such_page
from app.central.office.pages import office_page
from app.central.office.point_view import round_view
from app.central.office.rights import MANAGER, POINTS, office_for
from app.central.office.sessions import Session
from app.central.points import appeals, rounds
from app.central.points.appeals import Objection, Ruling
from app.central.points.pages import ROUNDS_SHOWN, round_line, sentences
from app.central.points.rounds import Wanted, uses_of
from app.central.storage import point_rounds
from app.central.storage.moment import now
from app.domain.errors import ItemUnknown, WrongInput
from app.domain.service_item import ServiceItem

ADDRESS = "/office/points"
NOTHING_TYPED: Mapping[str, str] = dict.fromkeys(
    ("number", "last_four", "rank", "text", "leaver", "why", "ruled", "act", "score", "reason"), ""
)


def of_points(session: SessionHere) -> Session:
    """Raises Turned for everybody else."""
    if not {POINTS, MANAGER} & set(session.reviewer.roles):
        raise Turned(403, "这一页不归您看", "积分排名由新市民服务中心和负责人管。")
    return session


Here = Annotated[Session, Depends(of_points)]
Short = Annotated[str, Form(max_length=200)]
Long = Annotated[str, Form(max_length=4_000)]
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(ADDRESS)
def all_rounds(centre: CentreHere, session: Here) -> Response:
    return _all(centre, session)


@router.post(ADDRESS)
def make(
    centre: CentreHere,
    session: SentHere,
    code: Short = "",
    use: Short = "",
    name: Short = "",
    quota: Short = "",
    opens_on: Short = "",
    closes_on: Short = "",
    appeal_days: Short = "",
) -> Response:
    """Shown again with what was typed where it does not hold."""
    of_points(session)
    typed = {
        "code": code,
        "use": use,
        "name": name,
        "quota": quota,
        "opens_on": opens_on,
        "closes_on": closes_on,
        "appeal_days": appeal_days,
    }
    try:
        chosen, of_what = _chosen(centre, typed["use"])
        wanted = Wanted(
            code.strip(),
            chosen.code,
            of_what,
            name,
            _whole(quota, "名额"),
            _day(opens_on, "开始日"),
            _day(closes_on, "截止日"),
            _whole(appeal_days, "公示天数"),
        )
        with centre.database.write() as connection:
            rounds.make(connection, chosen, wanted, session.reviewer.number, now(), centre.settings.rules_dir)
    except WrongInput as error:
        return _all(centre, session, sentences(error), typed)
    return RedirectResponse(f"{ADDRESS}/{wanted.id}", 303)


@router.get("/office/points/{round_id}")
def one(round_id: str, centre: CentreHere, session: Here) -> Response:
    return _one(centre, session, round_id)


@router.post("/office/points/{round_id}/publish")
def publish(round_id: str, centre: CentreHere, session: SentHere) -> Response:
    by = session.reviewer.number
    return _act(
        centre, session, round_id, lambda connection: rounds.publish(connection, centre.keys, round_id, by, now())
    )


@router.post("/office/points/{round_id}/final")
def make_final(round_id: str, centre: CentreHere, session: SentHere) -> Response:
    by = session.reviewer.number
    return _act(
        centre, session, round_id, lambda connection: rounds.make_final(connection, centre.keys, round_id, by, now())
    )


@router.post("/office/points/{round_id}/leave")
def leave(round_id: str, centre: CentreHere, session: SentHere, number: Short = "", reason: Long = "") -> Response:
    """Somebody does not want their place."""
    by = session.reviewer.number
    return _act(
        centre,
        session,
        round_id,
        lambda connection: rounds.leave(connection, round_id, number, by, reason, now()),
        {"leaver": number, "why": reason},
    )


@router.post("/office/points/{round_id}/appeals")
def file_appeal(
    round_id: str,
    centre: CentreHere,
    session: SentHere,
    number: Short = "",
    last_four: Short = "",
    rank: Short = "",
    text: Long = "",
) -> Response:
    """At the desk, for whoever stands there."""
    objection, by = Objection(number, last_four, rank, text), session.reviewer.number
    return _act(
        centre,
        session,
        round_id,
        lambda connection: appeals.file(connection, centre.keys, round_id, objection, by, now()),
        {"number": number, "last_four": last_four, "rank": rank, "text": text},
    )


@router.post("/office/points/{round_id}/appeals/{appeal_id}")
def decide(
    round_id: str,
    appeal_id: str,
    centre: CentreHere,
    session: SentHere,
    act: Short = "",
    score: Short = "",
    reason: Long = "",
) -> Response:
    ruling, by = Ruling(act, reason, score), session.reviewer.number

    def ruled(connection: Connection) -> None:
        found = point_rounds.appeal(connection, appeal_id[:36])
        if found is None or found.round_id != round_id:
            raise no_such_page()
        appeals.decide(connection, found.id, ruling, by, now())

    typed = {"ruled": appeal_id, "act": act, "score": score, "reason": reason}
    return _act(centre, session, round_id, ruled, typed)


def _act(
    centre: Centre,
    session: Session,
    round_id: str,
    act: Callable[[Connection], object],
    typed: Mapping[str, str] = NOTHING_TYPED,
) -> Response:
    """Back to the round; shown with why not, and with what was typed, where it cannot be done."""
    of_points(session)
    try:
        with centre.database.write() as connection:
            act(connection)
    except WrongInput as error:
        return _one(centre, session, round_id, sentences(error), typed)
    return RedirectResponse(f"{ADDRESS}/{round_id}", 303)


def _one(
    centre: Centre, session: Session, round_id: str, trouble: str = "", typed: Mapping[str, str] = NOTHING_TYPED
) -> HTMLResponse:
    with centre.database.read() as connection:
        this = point_rounds.find(connection, round_id[:40])
        if this is None:
            raise no_such_page()
        shown = round_view(connection, centre, this, now(), session.reviewer.number)
    told: dict[str, Any] = {
        "round": shown,
        "trouble": trouble,
        "typed": {**NOTHING_TYPED, **typed},
        "sees_cases": office_for(centre.catalogue, this.item, session.reviewer) is not None,
        "page": "points",
    }
    return office_page(session, "points_round.html", status=409 if trouble else 200, **told)


def _all(centre: Centre, session: Session, trouble: str = "", typed: dict[str, str] | None = None) -> HTMLResponse:
    at = now()
    with centre.database.read() as connection:
        found = point_rounds.newest(connection, ROUNDS_SHOWN)
    values: dict[str, Any] = {
        "rounds": [round_line(centre, each, at) for each in found],
        "uses": [
            (f"{item.code} {code}", name) for item in _scored_items(centre) for code, name in uses_of(item).items()
        ],
        "typed": typed or dict.fromkeys(("code", "use", "name", "quota", "opens_on", "closes_on", "appeal_days"), ""),
        "trouble": trouble,
        "page": "points",
    }
    return office_page(session, "points.html", status=409 if trouble else 200, **values)


def _scored_items(centre: Centre) -> list[ServiceItem]:
    found = {each.code: each for each in centre.catalogue.items() if uses_of(each)}
    return list(found.values())


def _chosen(centre: Centre, typed: str) -> tuple[ServiceItem, str]:
    code, _, use = typed.partition(" ")
    try:
        return centre.catalogue.item(code), use
    except ItemUnknown:
        raise WrongInput("选一种用途。") from None


def _whole(text: str, what: str) -> int:
    if not text.strip().isdecimal() or len(text.strip()) > 9:
        raise WrongInput(f"{what}要写整数。")
    return int(text)


def _day(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise WrongInput(f"{what}要写日期，像 2026-12-31。") from None
