"""Who comes today: what is booked, by place and time, for the offices whose items these are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from app.central.api.doors import CentreHere
from app.central.booked_days import BookedCase, booked_on
from app.central.centre import Centre
from app.central.office.case_view import opened
from app.central.office.doors import SessionHere
from app.central.office.pages import office_page
from app.central.office.rights import office_for, review_for
from app.central.office.signing_in import Reviewer
from app.central.storage.moment import now
from app.domain.formats import CHINA, day_and_weekday, mask_name

APPLICANT = "applicant"
ONE_DAY = timedelta(days=1)
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Comer:
    """`name` is masked, and empty for an office that does not see the applicant."""

    time: str
    item: str
    number: str
    id: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AtPlace:
    name: str
    comers: tuple[Comer, ...]


@router.get("/office/appointments")
def appointments(centre: CentreHere, session: SessionHere, day: Annotated[str, Query(max_length=16)] = "") -> Response:
    today = now().astimezone(CHINA).date()
    shown = _day(day) or today
    with centre.database.read() as connection:
        booked = booked_on(connection, centre.catalogue, shown)
    mine = [each for each in booked if _office(centre, session.reviewer, each) is not None]
    return office_page(
        session,
        "appointments.html",
        day=shown,
        words="今天" if shown == today else day_and_weekday(shown),
        before=shown - ONE_DAY if shown > date.min else None,
        after=shown + ONE_DAY if shown < date.max else None,
        count=len(mine),
        places=_by_place(centre, session.reviewer, mine),
        page="appointments",
    )


def _day(text: str) -> date | None:
    """None for one that is none: then today is shown."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _office(centre: Centre, reviewer: Reviewer, each: BookedCase) -> str | None:
    return office_for(centre.catalogue, each.case.item, reviewer, version=each.case.item_version)


def _by_place(centre: Centre, reviewer: Reviewer, booked: list[BookedCase]) -> list[AtPlace]:
    names = {each.place: each.place_name for each in booked}
    return [
        AtPlace(name, tuple(_comer(centre, reviewer, each) for each in booked if each.place == place))
        for place, name in names.items()
    ]


def _comer(centre: Centre, reviewer: Reviewer, each: BookedCase) -> Comer:
    return Comer(each.time, each.item_name, each.case.number, each.case.id, _name(centre, reviewer, each))


def _name(centre: Centre, reviewer: Reviewer, each: BookedCase) -> str:
    office = _office(centre, reviewer, each) or ""
    review = review_for(centre.catalogue, each.case.item, office, each.case.item_version)
    if review is None or not (review.sees_all or APPLICANT in review.parts):
        return ""
    applicant = (opened(centre, each.case) or {}).get(APPLICANT)
    return mask_name(str(applicant.get("name", ""))) if isinstance(applicant, dict) else ""
