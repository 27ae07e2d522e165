import shutil
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.case import NewAttachment, Submission
from app.storage import open_store

APPLICANT = {
    "name": "欧阳翠花",
    "id_number": "11010519491231002X",
    "address": "浙江省义乌市佛堂镇双林路88号",
}
PHONE = "13812345678"
PHOTO = b"\xff\xd8\xff\xe0JPEG of somebody" * 200
SIGNATURE = b"\x89PNG strokes"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now = datetime(2026, 3, 18, 2, 30, tzinfo=UTC)

    def __call__(self):
        return self.now

    def forward(self, **span):
        self.now += timedelta(**span)


class Samples:
    """Invented cases, numbered."""

    applicant = APPLICANT
    phone = PHONE
    photo = PHOTO
    signature = SIGNATURE

    @staticmethod
    def case_id(index=1):
        return f"01900000-0000-7000-8000-{index:012x}"

    def submission(self, index=1, **changes):
        whole = {
            "case_id": self.case_id(index),
            "item_code": "temporary-id-card",
            "item_version": "2026.1",
            "data": {"applicant": APPLICANT, "form": {"phone": PHONE, "reason": "遗失"}},
            "attachments": (
                NewAttachment("photo", "image/jpeg", PHOTO),
                NewAttachment("signature", "image/png", SIGNATURE),
            ),
        }
        return Submission(**(whole | changes))


@pytest.fixture(scope="session")
def samples():
    return Samples()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def data_dir(tmp_path):
    return tmp_path / "data"


@pytest.fixture(scope="session")
def new_data_dir(tmp_path_factory):
    """One data directory made for all: the first opening runs the migrations, which takes its time."""
    folder = tmp_path_factory.mktemp("new") / "data"
    open_store(folder, Clock()).close()
    return folder


@pytest.fixture
def store(new_data_dir, data_dir, clock):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock) as opened:
        yield opened
