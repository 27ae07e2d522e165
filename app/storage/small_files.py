"""Small attachments that travel with their case: opened and sealed to the centre in memory, a batch at a time.

They leave no sealed bytes on the disk: the centre knows them again by what they are, not by how they were sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from app.domain.errors import StorageProblem
from app.domain.ports import OutboxUpload
from app.storage.attachment_files import AttachmentFiles
from app.storage.database import Database
from app.storage.erasing import remove_taken_files
from app.storage.outbox_uploads import json_list
from app.storage.tables import attachments, outbox_uploads

_wanted = func.json_each(bindparam("wanted")).table_valued("value")
_FILES = (
    select(attachments.c.id, attachments.c.file, attachments.c.sealed_to, outbox_uploads.c.sealed_sha256)
    .join(outbox_uploads, outbox_uploads.c.id == attachments.c.id)
    .where(attachments.c.id.in_(select(_wanted.c.value)))
)


class SmallFiles:
    def __init__(self, database: Database, files: AttachmentFiles) -> None:
        self._database = database
        self._files = files

    def sealed(
        self, uploads: Sequence[OutboxUpload], seal: Callable[[bytes], bytes]
    ) -> list[tuple[OutboxUpload, bytes]]:
        """One that the disk does not give back is left out: it fails by itself when it is sent by itself."""
        with self._database.reading() as connection:
            rows = connection.execute(_FILES, {"wanted": json_list([each.id for each in uploads])}).all()
        places = {row.id: (row.file, row.sealed_sha256 if row.sealed_to else "") for row in rows}
        found = ((each, self._content(*places[each.id], seal)) for each in uploads if each.id in places)
        return [(each, content) for each, content in found if content is not None]

    def remove_taken(self, upload_ids: Sequence[str], now: datetime) -> None:
        """What is sealed to the centre and there now has no place here any more.

        After the commit that settles it: a power cut in between leaves a file too much, never a row that still has to
        send what is gone. What stays is taken by the daily tending.
        """
        with self._database.writing() as connection:
            remove_taken_files(connection, self._files, now, upload_ids)

    def remove(self, name: str) -> None:
        if name:
            self._files.remove([name])

    def _content(self, name: str, digest: str, seal: Callable[[bytes], bytes]) -> bytes | None:
        """`digest` is that of bytes which are sealed to the centre already; empty where they are not."""
        try:
            return self._files.sealed_path(name, digest).read_bytes() if digest else seal(self._files.read(name))
        except (OSError, StorageProblem):
            return None
