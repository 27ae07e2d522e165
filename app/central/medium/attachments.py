"""Attachments of a package: streamed from the medium into the place of arriving uploads, and on as an upload is."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

from app.central.centre import Centre
from app.central.intake.declaration import Declared, declared
from app.central.medium.files import Unfit, opened, pieces
from app.central.medium.manifest import Part
from app.central.storage import uploads
from app.central.storage.moment import now
from app.central.storage.stations import Station
from app.central.storage.uploads import Upload
from app.domain.ports import EventVerdict

IMPORT_LIFETIME = timedelta(days=1)
"""What an import that was killed in the middle left is dropped after that, as any unfinished upload."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of the sealed index: `upload` is the station's own id of the attachment."""

    upload: str
    told: Declared


def listed(entry: Any) -> tuple[str, Listed] | None:
    """Path and entry; None for what cannot be read."""
    if not isinstance(entry, dict):
        return None
    told = declared({key: str(value) for key, value in entry.items()})
    path, upload = entry.get("path"), entry.get("upload")
    if isinstance(told, str) or not isinstance(path, str) or not isinstance(upload, str) or len(upload) > 64:
        return None
    return path, Listed(upload, told)


class Attachments:
    def __init__(self, centre: Centre, station: Station, package: Path) -> None:
        self._centre = centre
        self._station = station
        self._package = package

    def take(self, part: Part, entry: Listed) -> tuple[EventVerdict, str]:
        """The verdict with its reason. Raises Unfit where the medium does not give what the manifest says."""
        upload = self._declared(part, entry.told)
        with self._centre.database.read() as connection:
            if uploads.twin(connection, upload) is not None:
                return EventVerdict.DUPLICATE, ""
        with self._centre.database.write() as connection:
            uploads.add(connection, upload)
        try:
            self._copy(part, upload)
        except BaseException:
            self._centre.receiver.drop(upload.id)
            raise
        reason = self._centre.arrivals.settle(replace(upload, offset=part.size))
        return (EventVerdict.REJECTED, f"attachment_{reason}") if reason else (EventVerdict.ACCEPTED, "")

    def _copy(self, part: Part, upload: Upload) -> None:
        digest = hashlib.sha256()

        def measured(file: BinaryIO) -> Iterator[bytes]:
            for piece in pieces(file):
                digest.update(piece)
                yield piece

        with opened(self._package, part.path) as file:
            if os.fstat(file.fileno()).st_size != part.size:
                raise Unfit("sha256")
            self._centre.receiver.keeper(upload).keep_all(measured(file))
            if file.tell() != part.size or digest.hexdigest() != part.sha256:
                raise Unfit("sha256")

    def _declared(self, part: Part, told: Declared) -> Upload:
        at = now()
        return Upload(
            id=str(uuid.uuid4()),
            station_id=self._station.id,
            case_id=told.case_id,
            name=told.name,
            media_type=told.media_type,
            size=told.size,
            sha256=told.sha256,
            length=part.size,
            offset=0,
            state=uploads.RECEIVING,
            object_key="",
            metadata="",
            made_at=at,
            expires_at=at + IMPORT_LIFETIME,
        )
