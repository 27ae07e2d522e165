"""A case with its papers on its way to a real centre, over a line that is cut at any byte: whole and once."""

import os
import shutil
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from uuid_utils import uuid7

from app.catalogue import load_catalogue
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.domain.case import NewAttachment, Submission
from app.domain.errors import CentreUnreachable
from app.storage import open_store
from app.sync.client import CentreClient

ITEM = "temporary-id-card"
PLACES = 9
"""So many cuts, evenly over the one request that carries the case."""


def utc_now():
    return datetime.now(UTC)


class Line:
    """A station, a centre, and a proxy between them where there is to be one."""

    def __init__(self, folder, new_data_dir, between=None):
        self.catalogue = load_catalogue()
        self.centre = EmbeddedCentre(folder / "centre", self.catalogue)
        self.centre.__enter__()
        self.office = Administration(folder / "centre")
        self.proxy = between(self.centre.url) if between else None
        shutil.copytree(new_data_dir, folder / "station")
        self.store = open_store(folder / "station", utc_now)
        self.client = CentreClient(self.store.settings, self.store.outbox, utc_now)
        url = self.proxy.url if self.proxy else self.centre.url
        self.client.enroller.enrol(url, self.office.make_enrolment_code("hall-01"), "self_service")

    def submit(self, seed):
        item = self.catalogue.item(ITEM)
        sample = make_sample(item, seed)
        files = tuple(
            NewAttachment(each.name, each.media_type, each.content + os.urandom(20_000))
            for each in sample.attachments.values()
        )
        submission = Submission(str(uuid7()), item.code, item.version, sample.data, files)
        self.store.cases.submit(submission)
        return submission

    def until_sent(self):
        tries = 0
        while self.store.outbox.waiting():
            tries += 1
            assert tries < 10
            try:
                self.client.synchronizer.once()
            except CentreUnreachable:
                continue

    def assert_whole_and_once(self, submissions):
        held = {each["id"]: each for each in self.office.list_cases()}
        assert sorted(held) == sorted(each.case_id for each in submissions)
        for each in submissions:
            case = self.office.get_case(each.case_id)
            assert case["status"] == "accepted"
            assert {file["name"]: (file["size"], file["sha256"]) for file in case["attachments"]} == {
                file.name: (len(file.content), sha256(file.content).hexdigest()) for file in each.attachments
            }
        assert self.store.outbox.conflicts() == 0

    def close(self):
        self.client.close()
        self.store.close()
        self.office.__exit__(None, None, None)
        self.centre.__exit__(None, None, None)


@pytest.fixture
def line(tmp_path, new_data_dir, cutting_proxy):
    opened = Line(tmp_path, new_data_dir, cutting_proxy)
    yield opened
    opened.close()


@pytest.fixture
def direct(tmp_path, new_data_dir):
    opened = Line(tmp_path, new_data_dir)
    yield opened
    opened.close()


def test_wherever_the_line_is_cut_case_and_papers_arrive_whole_and_once(line):
    before = line.proxy.carried
    submissions = [line.submit(1)]
    line.until_sent()
    size = line.proxy.carried - before
    assert size > 40_000
    for place in range(PLACES):
        line.proxy.cut_after(200 + place * size // PLACES)
        submissions.append(line.submit(place + 2))
        line.until_sent()

    assert line.proxy.cuts_made == PLACES
    line.assert_whole_and_once(submissions)


def test_a_lost_answer_doubles_neither_case_nor_paper(line):
    submissions = [line.submit(1), line.submit(2)]
    line.proxy.lose_answer()
    line.until_sent()

    line.assert_whole_and_once(submissions)


def test_whatever_rests_goes_at_once_when_the_centre_is_back(direct):
    direct.centre.stop()
    submissions = [direct.submit(seed) for seed in range(1, 4)]
    for _ in range(4):
        with pytest.raises(CentreUnreachable):
            direct.client.synchronizer.once()
    assert not direct.client.services.reachable()
    direct.centre.start()

    assert direct.client.services.reachable()
    assert direct.client.synchronizer.once(due_only=False).accepted == 3
    direct.assert_whole_and_once(submissions)
