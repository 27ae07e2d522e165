"""A data directory as the very first version of the program left it: its schema, its rows, in plain SQL."""

import hashlib
import json
from datetime import UTC, datetime
from unittest.mock import patch

from sqlalchemy import text

import app.storage.schema
from app.audit import audit_event, canonical_json
from app.storage.attachment_files import AttachmentFiles, new_identity
from app.storage.audit_log import append_record
from app.storage.database import Database
from app.storage.durable import make_private_directory
from app.storage.keys import database_key
from app.storage.layout import Layout
from app.storage.schema import upgrade
from app.storage.settings import write_settings

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class FirstVersion:
    """What one case with one attachment needs, and nothing the program of today would add."""

    def __init__(self, root, moment):
        self.layout = Layout(root)
        self.at = int((moment - EPOCH).total_seconds() * 1_000_000)
        for folder in (root, self.layout.keys, self.layout.attachments, self.layout.spool):
            make_private_directory(folder)
        self.database = Database(self.layout.database, database_key(self.layout))
        self.identity = new_identity()
        with self.database.writing() as connection:
            with patch.object(app.storage.schema, "HEAD", "0001"):
                upgrade(connection, None)
            keys = {"storage.identity": self.identity, "storage.search_key": "5a" * 32}
            write_settings(connection, keys)
            append_record(connection, moment, audit_event("store.created"))

    def put(self, table, **row):
        places = ", ".join(f":{name}" for name in row)
        with self.database.writing() as connection:
            connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"), row)  # noqa: S608

    def case(self, submission, number):
        """As it was saved, its event and its file waiting for the centre."""
        data = canonical_json(dict(submission.data)).decode()
        self.put(
            "cases", id=submission.case_id, number=number, item_code=submission.item_code,
            item_version=submission.item_version, status="saved", reason="", submitted_at=self.at,
            channel=submission.channel, operator="", data=data, applicant=None,
        )  # fmt: skip
        for place, each in enumerate(submission.attachments):
            self._attachment(submission.case_id, place, each)
        payload = json.dumps({"id": submission.case_id, "number": number}).encode()
        self.put(
            "outbox_events", sequence=1, id=submission.case_id[:-1] + "e", kind="case.submitted",
            case_id=submission.case_id, occurred_at=self.at, catalogue_version=submission.item_version,
            payload_sha256=hashlib.sha256(payload).hexdigest(), payload=payload, state="waiting", attempts=0,
            due_at=self.at, reason="",
        )  # fmt: skip
        day = f"{EPOCH.fromtimestamp(self.at / 1e6, UTC):%Y%m%d}"
        self.put("counters", name=f"case_number:L{day}", value=1)
        self.put("counters", name="event_sequence", value=1)

    def _attachment(self, case_id, place, new):
        files = AttachmentFiles(self.layout.attachments, self.identity)
        name = files.name_for(EPOCH.fromtimestamp(self.at / 1e6, UTC))
        files.write({name: files.seal(new.content)})
        upload_id = f"{case_id[:-2]}a{place}"
        self.put(
            "attachments", id=upload_id, case_id=case_id, position=place, name=new.name, media_type=new.media_type,
            size=len(new.content), sha256=hashlib.sha256(new.content).hexdigest(), file=name,
        )  # fmt: skip
        self.put(
            "outbox_uploads", id=upload_id, case_id=case_id, state="waiting", url="", spool_file="", sealed_sha256="",
            attempts=0, due_at=self.at, reason="",
        )  # fmt: skip

    def close(self):
        self.database.close()
