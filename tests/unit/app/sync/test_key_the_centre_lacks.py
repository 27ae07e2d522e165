"""A case for which the centre lacks the key is not laid aside: it waits, says why, and goes when the key is back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.key_rotation import SEAL_KEY, rotate_key
from app.central.seal_identities import key_id
from app.central.server import EmbeddedCentre
from app.central.storage import changes
from app.central.storage.changes import Notice
from app.central.storage.moment import now
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.case import NewAttachment, Submission
from app.domain.outbox import WaitState

ITEM = "temporary-id-card"


class Hall:
    """A centre and its station; the folder of keys is that of a replica to which a new one may not be copied yet."""

    def __init__(self, home: Path, catalogue: LoadedCatalogue, url: str, office: Administration) -> None:
        self.office, self.catalogue = office, catalogue
        self.seal_key = home / "centre" / "central" / "keys" / "seal.key"
        self.first = office.keys.recipient
        self.station = Parts(load_settings(home / "station"))
        self.station.enroller.enrol(url, office.make_enrolment_code("hall-01"), "self_service")
        self._seed = 0

    def submit(self, large: int = 0) -> str:
        self._seed += 1
        item = self.catalogue.item(ITEM)
        sample = make_sample(item, self._seed)
        files = [NewAttachment(each.name, each.media_type, each.content) for each in sample.attachments.values()]
        files[0] = NewAttachment(files[0].name, files[0].media_type, files[0].content + bytes(large))
        submission = Submission(self.station.new_id(), item.code, item.version, sample.data, tuple(files))
        return self.station.store.submit(submission).id

    def sync(self) -> Any:
        return self.station.synchronizer.once()

    def seals_to(self, recipient: str) -> None:
        """What the station hears of the centre."""
        with self.office.database.write() as connection:
            notice = Notice(SEAL_KEY, {"recipient": recipient, "key_id": key_id(recipient)})
            changes.tell_all(connection, notice, now())
        self.sync()

    def waiting(self) -> dict[str, tuple[WaitState, str]]:
        """State and reason of each event, by its case."""
        backlog = self.station.outbox_desk.backlog(self.station.now())
        assert backlog.conflicts == 0
        return {each.case_id: (each.state, each.why) for each in backlog.items if each.kind == "case.submitted"}

    def status(self, case_id: str) -> str:
        return str(self.office.get_case(case_id)["status"])


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    catalogue = load_catalogue()
    home = tmp_path / "centre"
    with Administration(home) as office, EmbeddedCentre(home, catalogue) as centre:
        made = Hall(tmp_path, catalogue, centre.url, office)
        yield made
        made.station.close()


def test_such_a_case_waits_and_tells_why_while_others_go_and_goes_by_itself_afterwards(hall: Hall) -> None:
    before = hall.seal_key.read_bytes()
    rotated = rotate_key(hall.office.database, hall.office.keys)["recipient"]
    copied = hall.seal_key.read_bytes()
    hall.sync()
    hall.seal_key.write_bytes(before)
    shut = [hall.submit(), hall.submit()]
    hall.seals_to(hall.first)
    fine = hall.submit()

    for _ in range(3):
        report = hall.sync()
        assert (report.rejected, report.conflict) == (0, 0)
    told = hall.waiting()
    assert hall.status(fine) == "accepted"
    assert sorted(told) == sorted(shut)
    for state, why in told.values():
        assert state is WaitState.RESTING
        assert "没有打开它的密钥" in why

    hall.seal_key.write_bytes(copied)
    hall.seals_to(rotated)
    hall.sync()
    hall.sync()
    assert hall.waiting() == {}
    assert [hall.status(each) for each in shut] == ["accepted"] * 2


@pytest.mark.parametrize("large", [0, 300_000], ids=["with its case", "by upload"])
def test_an_attachment_that_cannot_be_opened_is_never_laid_aside(hall: Hall, large: int) -> None:
    case = hall.submit(large)
    before = hall.seal_key.read_bytes()
    rotate_key(hall.office.database, hall.office.keys)
    copied = hall.seal_key.read_bytes()
    hall.sync()
    second = hall.submit(large)
    hall.seal_key.write_bytes(before)
    for _ in range(4):
        hall.sync()
    assert hall.station.outbox_desk.backlog(hall.station.now()).conflicts == 0

    hall.seal_key.write_bytes(copied)
    for _ in range(3):
        hall.sync()
    backlog = hall.station.outbox_desk.backlog(hall.station.now())
    assert (backlog.waiting, backlog.conflicts) == (0, 0)
    assert [hall.status(each) for each in (case, second)] == ["accepted"] * 2
