"""What a carrier has to say of what is mailed."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.central.api.doors import CentreHere
from app.central.api.problems import Problem
from app.central.mailings.interface import CarrierAway, NotGenuine
from app.central.mailings.sending import NOTIFICATIONS

notices = APIRouter(include_in_schema=False)


@notices.post(NOTIFICATIONS)
async def notified(request: Request, centre: CentreHere) -> Response:
    """204: heard, also where nothing is known of the pick-up; 503: to be said again later."""
    body = await request.body()
    headers = dict(request.headers.items())
    try:
        await run_in_threadpool(centre.sending.notified, request.url.path, headers, body)
    except NotGenuine as error:
        raise Problem(401, "signature", "签名不对。") from error
    except CarrierAway as error:
        raise Problem(503, "carrier_away", "现在连不上快递平台。", {"Retry-After": "5"}) from error
    return Response(status_code=204)
