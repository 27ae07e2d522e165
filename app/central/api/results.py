"""Results of cases for the station where the case began."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from app.central import results as kept
from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import Problem, documented
from app.central.api.registers import Recipient
from app.central.sealing import SealBroken
from app.central.storage import results

router = APIRouter(prefix="/api/v1", tags=["sync"])

SEALED = "application/octet-stream"


@router.get(
    "/cases/{case_id}/results/{name}",
    response_class=Response,
    responses={
        200: {"content": {SEALED: {"schema": {"type": "string", "format": "binary"}}}},
        **documented(401, 404, 422),
    },
)
def read_result(
    case_id: Annotated[str, Path(max_length=64)],
    name: Annotated[str, Path(max_length=kept.NAME_MAX_CHARS)],
    centre: CentreHere,
    station: StationHere,
    reply_to: Annotated[Recipient, Query(description="an age public key made for this one question")],
) -> Response:
    """age(the file as it is), to be opened by `reply_to` only; `result.ready` told its plain size and SHA-256."""
    with centre.database.read() as connection:
        found = results.find(connection, station.id, case_id, name)
    if found is None:
        raise Problem(404, "result_unknown", "没有这份结果。")
    try:
        sealed = kept.sealed_for(centre.objects, centre.keys, found, reply_to)
    except SealBroken as error:
        raise Problem(422, "reply_to_wrong", "回信公钥不对。") from error
    return Response(sealed, media_type=SEALED)
