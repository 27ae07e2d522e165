"""A centre for all tests of a file, and the stations they bring: their outbox can be watched step by step."""

import io
import os
import shutil
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex

import pytest
from uuid_utils import uuid7

from app.catalogue import load_catalogue
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.domain.case import NewAttachment, Submission
from app.storage import open_store
from app.sync.client import CentreClient

MIB = 1 << 20


def utc_now():
    return datetime.now(UTC)


class Watched:
    """The outbox; `at_piece[n]()` is called when it is asked for the n-th time whether a sitting was left: before and
    after an upload is begun, and before each piece. `at_step["before_" or "after_" + method]()` is called once.
    """

    def __init__(self, outbox):
        self._outbox = outbox
        self.pieces = 0
        self.at_piece = {}
        self.at_step = {}
        self.begun = []

    def is_left(self, upload_id):
        self.pieces += 1
        self.at_piece.get(self.pieces, lambda: None)()
        return self._outbox.is_left(upload_id)

    def sealed_upload(self, upload_id, seal):
        self._step("before_sealed_upload")
        found = self._outbox.sealed_upload(upload_id, seal)
        self._step("after_sealed_upload")
        return found

    def begin_upload(self, upload_id, url):
        self._step("before_begin_upload")
        if url:
            self.begun.append(upload_id)
        self._outbox.begin_upload(upload_id, url)

    def due_events(self, now, limit, after=0):
        """Also what is asked for between two pieces."""
        if self.pieces > 2:
            self._step("while_others_pass")
        return self._outbox.due_events(now, limit, after)

    def _step(self, name):
        self.at_step.pop(name, lambda: None)()

    def __getattr__(self, name):
        return getattr(self._outbox, name)


class Centre:
    """One for all tests of this file: each of them brings a station of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.catalogue = load_catalogue()
        self.running = EmbeddedCentre(folder, self.catalogue)
        self.running.__enter__()
        self.office = Administration(folder)

    def close(self):
        self.office.__exit__(None, None, None)
        self.running.__exit__(None, None, None)


class Hall:
    def __init__(self, data_dir, centre):
        self.centre, self.catalogue, self.office = centre, centre.catalogue, centre.office
        self.folder = data_dir
        self.store = open_store(data_dir, utc_now)
        self.outbox = Watched(self.store.outbox)
        self.client = CentreClient(self.store.settings, self.outbox, utc_now)
        code = self.office.make_enrolment_code(f"hall-{token_hex(4)}")
        self.client.enroller.enrol(centre.running.url, code, "self_service")
        self.sync = self.client.synchronizer

    def submit(self, seed=1, video=0, scan=0, case_id="", begun=()):
        item = self.catalogue.item("temporary-id-card")
        sample = make_sample(item, seed)
        files = [NewAttachment(each.name, each.media_type, each.content) for each in sample.attachments.values()]
        if video:
            files.insert(0, NewAttachment("medical-video", "video/mp4", os.urandom(video)))
        if scan:
            files.insert(0, NewAttachment("scan", "application/pdf", os.urandom(scan)))
        # Of an older version of the item, whose attachments the centre has no list of.
        submission = Submission(case_id or str(uuid7()), item.code, "2025.1", sample.data, tuple(files), begun=begun)
        self.store.cases.submit(submission)
        return submission

    def film(self, case_id, size):
        """A video that is begun while the form is still being filled."""
        content = os.urandom(size)
        begun = self.store.early_uploads.begin_early(case_id, "medical-video", "video/mp4", io.BytesIO(content))
        return content, begun

    def held(self, submission):
        case = self.office.get_case(submission.case_id)
        return {each["name"]: each["sha256"] for each in case["attachments"]}

    def close(self):
        self.client.close()
        self.store.close()


def digests(submission):
    return {each.name: sha256(each.content).hexdigest() for each in submission.attachments}


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    running = Centre(tmp_path_factory.mktemp("centre"))
    yield running
    running.close()


@pytest.fixture
def hall(new_data_dir, tmp_path, centre):
    shutil.copytree(new_data_dir, tmp_path / "station")
    opened = Hall(tmp_path / "station", centre)
    yield opened
    opened.close()
