"""Following a case from a station: by the card that lies there, or by its number and the end of an ID number."""

from __future__ import annotations

import hmac
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, StringConstraints, ValidationError
from sqlalchemy import Connection

from app.central import booking, codes
from app.central import results as kept
from app.central.api.doors import CentreHere, StationHere, check_room
from app.central.api.limits import Limiter
from app.central.api.problems import Problem, documented
from app.central.api.registers import (
    PROOF_LIMIT_BYTES,
    QueryAsked,
    SealedAnswer,
    present_person,
    sealed_answer,
)
from app.central.case_content import content_of
from app.central.case_people import APPLICANT, digest_of, numbers_in
from app.central.centre import Centre
from app.central.decisions import reviews_of
from app.central.following import told, told_without_person
from app.central.intake.held_cases import HeldCase, held_cases
from app.central.payments.claims import PAID
from app.central.sealing import SealBroken, from_base64, open_json
from app.central.storage import cases, fee_claims, following, people, results
from app.central.storage.cases import CaseRow
from app.central.storage.following import Followed
from app.central.storage.moment import now
from app.domain.case import CaseStatus
from app.domain.following import LAST_DIGITS
from app.domain.service_item import Review

router = APIRouter(prefix="/api/v1", tags=["following"])

CASES_AT_ONCE = 20
GUESSES_OF_A_NUMBER = 5
"""In a minute, at all stations of one replica."""
SEALED = "application/octet-stream"
OVER = (CaseStatus.COMPLETED, CaseStatus.REFUSED)
"""Once the matter is done, so is the agency (Civil Code, article 173)."""


class CaseNamed(BaseModel):
    """As a slip names it: by the number, or by `mark`, its evaluation code."""

    number: Annotated[str, StringConstraints(min_length=4, max_length=40, strip_whitespace=True, to_upper=True)] = ""
    mark: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{20}$")] = ""


class NumberAsked(CaseNamed):
    """What is sealed in `QueryAsked` where no card is at hand."""

    last_digits: Annotated[str, StringConstraints(min_length=LAST_DIGITS, max_length=LAST_DIGITS, to_upper=True)]


Named = TypeVar("Named", bound=CaseNamed)


@router.post("/followed-cases", responses=documented(401, 403, 422))
def cases_of_person(asked: QueryAsked, centre: CentreHere, _station: StationHere) -> SealedAnswer:
    """Cases of the person who is present, at whatever station they were taken; newest first.

    Also those in which this person acts for somebody else, until the matter is over.
    """
    person = present_person(centre, asked.sealed)
    with centre.database.read() as connection:
        digest = digest_of(centre.keys.person, person.id_number)
        roles = people.roles_in(connection, digest, CASES_AT_ONCE)
        found = following.by_ids(connection, list(roles))
        ahead = booking.ahead(connection, [each.id for each in found], now())
        returned = [each.id for each in found if each.status == CaseStatus.RETURNED]
        held = held_cases(connection, centre.keys.identity, centre.catalogue, returned)
    contents = {case_id: _held_to(case) for case_id, case in held.items()}
    own = [(each, APPLICANT not in roles[each.id]) for each in found]
    shown = [(each, as_agent) for each, as_agent in own if not as_agent or each.status not in OVER]
    answer = [
        told(
            each,
            _reviews(centre, each),
            as_agent=as_agent,
            booked=ahead.get(each.id),
            content=contents.get(each.id),
        )
        for each, as_agent in shown
    ]
    return sealed_answer(asked.reply_to, answer)


@router.post("/followed-cases/by-number", responses=documented(401, 404, 422, 429))
def case_by_number(asked: QueryAsked, request: Request, centre: CentreHere, station: StationHere) -> SealedAnswer:
    """How a case stands. 404 `no_such_case` where number and ID number do not belong together, whichever is wrong.

    Only wrong pairs count, of a station and of a number: whoever tries through ends of ID numbers is soon held up.
    """
    wanted = _number(centre, asked.sealed)
    limits: dict[str, Limiter] = {
        station.id: request.app.state.following_limiter,
        wanted.number or codes.fingerprint(wanted.mark): request.app.state.number_limiter,
    }
    for name, limiter in limits.items():
        check_room(limiter, name)
    with centre.database.read() as connection:
        found = meant(connection, wanted)
        rows = {each.id: cases.find(connection, each.id) for each in found}
    for each in found:
        row = rows[each.id]
        if row is not None and _ends_so(centre, row, wanted.last_digits):
            return sealed_answer(asked.reply_to, told_without_person(each, _reviews(centre, each)))
    for name, limiter in limits.items():
        limiter.charge(name)
    raise Problem(404, "no_such_case", "没有这样的办件，或者证件号码后 4 位不对。")


@router.post(
    "/followed-cases/{case_id}/results/{name}",
    response_class=Response,
    responses={
        200: {"content": {SEALED: {"schema": {"type": "string", "format": "binary"}}}},
        **documented(401, 403, 404, 422),
    },
)
def read_result_of_person(
    case_id: Annotated[str, Path(max_length=64)],
    name: Annotated[str, Path(max_length=kept.NAME_MAX_CHARS)],
    asked: QueryAsked,
    centre: CentreHere,
    station: StationHere,
) -> Response:
    """age(the file as it is), to be opened by `reply_to` only. 404 for a case that is not of the person present."""
    person = present_person(centre, asked.sealed)
    digest = digest_of(centre.keys.person, person.id_number)
    with centre.database.read() as connection:
        roles = people.roles_in_case(connection, case_id, digest)
        row = cases.find(connection, case_id) if roles else None
        found = next((each for each in results.of_case(connection, case_id) if each.name == name), None)
    if row is None or found is None or (APPLICANT not in roles and row.status in OVER):
        raise Problem(404, "result_unknown", "没有这份结果。")
    try:
        sealed = kept.sealed_for(centre.objects, centre.keys, found, asked.reply_to)
    except SealBroken as error:
        raise Problem(422, "reply_to_wrong", "回信公钥不对。") from error
    if row.station_id != station.id:
        with centre.database.write() as connection:
            people.hand_out(connection, case_id, station.id, now())
    return Response(sealed, media_type=SEALED)


def meant(connection: Connection, wanted: CaseNamed) -> list[Followed]:
    """The case that is named; more than one only where numbers were given twice."""
    if wanted.mark:
        return following.by_mark(connection, codes.fingerprint(wanted.mark))
    return following.by_number(connection, wanted.number)


def named_case(centre: Centre, sealed: str) -> CaseNamed:
    """Raises Problem."""
    return _opened(centre, sealed, CaseNamed)


def _number(centre: Centre, sealed: str) -> NumberAsked:
    return _opened(centre, sealed, NumberAsked)


def _opened(centre: Centre, sealed: str, kind: type[Named]) -> Named:
    try:
        named = kind.model_validate(open_json(centre.keys.identity, from_base64(sealed), PROOF_LIMIT_BYTES))
    except (SealBroken, ValidationError) as error:
        raise Problem(422, "proof_unreadable", "问的内容读不出来。") from error
    if bool(named.number) == bool(named.mark):
        raise Problem(422, "proof_unreadable", "编号和码要写一个。")
    return named


def _ends_so(centre: Centre, row: CaseRow, last_digits: str) -> bool:
    """The number of the applicant, or of whoever acted for them."""
    try:
        numbers = numbers_in(content_of(centre.keys.identity, row)["data"])
    except SealBroken:
        return False
    ends = [number.strip().upper()[-LAST_DIGITS:] for number in numbers if number]
    return any(hmac.compare_digest(end.encode(), last_digits.encode()) for end in ends)


def _held_to(case: HeldCase) -> dict[str, Any]:
    """Of a case that is to be corrected what the correction is held to, for the person whose card lies there."""
    claim = case.claim
    payment = {"status": fee_claims.LATER if claim.verdict == fee_claims.LATER else PAID} if claim is not None else {}
    return {name: case.data[name] for name in ("form", "record") if name in case.data} | {"payment": payment}


def _reviews(centre: Centre, case: Followed) -> tuple[Review, ...]:
    return reviews_of(centre.catalogue, case.item, case.item_version)
