"""tus 1.0.0 over HTTP: any client of the protocol works."""

from __future__ import annotations

import uuid
from collections.abc import AsyncGenerator, Awaitable
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.requests import ClientDisconnect

from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import Problem, documented
from app.central.centre import Centre
from app.central.intake.declaration import declared
from app.central.storage import uploads
from app.central.storage.moment import now
from app.central.storage.stations import Station
from app.central.storage.uploads import Upload
from app.central.uploads import protocol
from app.central.uploads.keeping import Overtaken
from app.central.uploads.protocol import Unreadable
from app.central.uploads.receiver import Stalled

router = APIRouter(prefix="/api/v1/uploads", tags=["uploads"])

T = TypeVar("T")
LIFETIME = timedelta(days=7)


def the_version(request: Request, _station: StationHere) -> None:
    """Behind the token: whoever has none learns nothing else."""
    protocol.check_version(request.headers)


Versioned = Depends(the_version)


def _body(required: bool) -> dict[str, Any]:
    schema = {"type": "string", "format": "binary"}
    return {"requestBody": {"required": required, "content": {protocol.PATCH_TYPE: {"schema": schema}}}}


@router.options("", status_code=204, response_class=Response)
@router.options("/{upload_id}", status_code=204, response_class=Response, include_in_schema=False)
async def offers(upload_id: str = "") -> Response:  # noqa: ARG001 - the same answer for every upload
    """What this server speaks."""
    return Response(
        status_code=204,
        headers={
            "Tus-Resumable": protocol.VERSION,
            "Tus-Version": protocol.VERSION,
            "Tus-Extension": protocol.EXTENSIONS,
            "Tus-Max-Size": str(protocol.MAX_LENGTH_BYTES),
            "Tus-Checksum-Algorithm": ",".join(protocol.CHECKSUMS),
        },
    )


@router.post(
    "",
    status_code=201,
    response_class=Response,
    dependencies=[Versioned],
    responses=documented(400, 401, 412, 413, 422),
    openapi_extra=_body(required=False),
)
async def create(request: Request, centre: CentreHere, station: StationHere) -> Response:
    """Begin an upload; a body of type `application/offset+octet-stream` is its first part."""
    upload = _declared(request, station)
    checksum = protocol.checksum(request.headers)
    await run_in_threadpool(_add, centre, upload)
    if request.headers.get("content-type", "").startswith(protocol.PATCH_TYPE):
        upload = await _received(request, centre, upload, 0, checksum)
    return _state(201, upload, {"Location": f"{router.prefix}/{upload.id}"})


@router.head(
    "/{upload_id}",
    response_class=Response,
    dependencies=[Versioned],
    responses=documented(400, 401, 404, 410, 412, 423),
)
async def offset(upload_id: str, centre: CentreHere, station: StationHere) -> Response:
    """How many bytes are safely here."""
    await run_in_threadpool(_own, centre, station, upload_id)
    upload = await _in_turn(centre.receiver.state(upload_id))
    return _state(200, upload, {"Upload-Length": str(upload.length), "Upload-Metadata": upload.metadata})


@router.patch(
    "/{upload_id}",
    status_code=204,
    response_class=Response,
    dependencies=[Versioned],
    responses=documented(400, 401, 404, 409, 410, 412, 413, 415, 422, 423),
    openapi_extra=_body(required=True),
)
async def append(request: Request, upload_id: str, centre: CentreHere, station: StationHere) -> Response:
    """The next bytes, at exactly the offset that is here."""
    protocol.check_patch_type(request.headers)
    at = protocol.number(request.headers, "upload-offset")
    checksum = protocol.checksum(request.headers)
    upload = await run_in_threadpool(_own, centre, station, upload_id)
    return _state(204, await _received(request, centre, upload, at, checksum))


@router.delete(
    "/{upload_id}",
    status_code=204,
    response_class=Response,
    dependencies=[Versioned],
    responses=documented(401, 404, 409, 410, 412, 423),
)
async def end(upload_id: str, centre: CentreHere, station: StationHere) -> Response:
    """Give up an upload. What has arrived and belongs to a case stays."""
    upload = await run_in_threadpool(_own, centre, station, upload_id)
    if upload.state == uploads.COMPLETE:
        if await _in_turn(centre.receiver.withdraw(upload)):
            return Response(status_code=204)
        raise Problem(409, "upload_complete", "已经收下的附件不能删除。")
    await _in_turn(centre.receiver.remove(upload_id))
    return Response(status_code=204)


def _declared(request: Request, station: Station) -> Upload:
    length = protocol.upload_length(request.headers)
    told = protocol.metadata(request.headers)
    at = now()
    if isinstance(found := declared(told), str):
        raise Unreadable(400, f"metadata_{found}")
    return Upload(
        id=str(uuid.uuid4()),
        station_id=station.id,
        case_id=found.case_id,
        name=found.name,
        media_type=found.media_type,
        size=found.size,
        sha256=found.sha256,
        length=length,
        offset=0,
        state=uploads.RECEIVING,
        object_key="",
        metadata=request.headers.get("upload-metadata", ""),
        made_at=at,
        expires_at=at + LIFETIME,
    )


def _add(centre: Centre, upload: Upload) -> None:
    with centre.database.write() as connection:
        uploads.add(connection, upload)


def _own(centre: Centre, station: Station, upload_id: str) -> Upload:
    """Another station's upload does not exist for this one."""
    with centre.database.read() as connection:
        upload = uploads.upload(connection, upload_id)
    if upload is None or upload.station_id != station.id:
        raise Unreadable(404, "upload_unknown")
    if upload.state == uploads.REFUSED or (upload.state == uploads.RECEIVING and upload.expires_at < now()):
        raise Unreadable(410, "upload_gone")
    return upload


async def _received(
    request: Request, centre: Centre, upload: Upload, at: int, checksum: protocol.Checksum | None
) -> Upload:
    taken = await _in_turn(centre.receiver.receive(upload.id, at, _stream(request), checksum))
    request.app.state.figures.count("bianmin_upload_bytes_total", max(0, taken.offset - at))
    return taken


async def _in_turn(work: Awaitable[T]) -> T:
    try:
        return await work
    except (Overtaken, TimeoutError) as error:
        raise Problem(423, "upload_busy", "这个附件正在由另一个连接上传。", {"Retry-After": "1"}) from error
    except Stalled as error:
        raise Problem(408, "stalled", "太久没有数据，收到的部分已经存下。") from error
    except ClientDisconnect as error:
        raise Problem(400, "cut_off", "连接断了，收到的部分已经存下。") from error


async def _stream(request: Request) -> AsyncGenerator[bytes, None]:
    async for chunk in request.stream():
        if chunk:
            yield chunk


def _state(status: int, upload: Upload, more: dict[str, str] | None = None) -> Response:
    headers = {"Tus-Resumable": protocol.VERSION, "Upload-Offset": str(upload.offset), **(more or {})}
    if upload.state == uploads.RECEIVING:
        headers["Upload-Expires"] = _http_date(upload.expires_at)
    return Response(status_code=status, headers=headers)


def _http_date(at: datetime) -> str:
    return format_datetime(at, usegmt=True)
