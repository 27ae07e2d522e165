"""Nothing of a person is found in the clear: not on the disk, not in the logs, not on standard output."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.samples import make_sample
from app.composition.simulated import sample_card
from app.config import Settings
from app.domain.case import Kept
from tests.journeys.hall import Hall, open_terminal
from tests.journeys.person import PHONE, Person
from tests.journeys.traces import ENCODINGS, Secrets, files_with

pytestmark = pytest.mark.xdist_group("terminal-2")
ITEM = "temporary-id-card"
SEED = 2


def test_neither_the_running_nor_the_ended_terminal_leaves_a_person_on_the_disk_or_in_the_logs(
    hall: Hall,
    station: Settings,
    qtbot: QtBot,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    keeps_nothing = replace(station, storage=replace(station.storage, keep_sent_days=0))
    with open_terminal(keeps_nothing) as terminal:
        applicant = make_sample(terminal.parts.catalogue.item(ITEM), SEED).data["applicant"]
        secrets = Secrets(applicant["name"], applicant["id_number"], applicant["address"], PHONE)
        person = Person(terminal, hall, sample_card(terminal.parts, ITEM, SEED))
        person.until(lambda: terminal.station.online, "no line")
        person.comes_to("PaymentScreen")
        hall.place.connect(False)
        person.touches("pay_later")
        done = person.finished()
        kept = terminal.parts.store.case(done.case.id)
        assert kept is not None
        assert (kept.kept, kept.data) == (Kept.SEALED, {})
        (mine,) = terminal.parts.store.cases_of(secrets.number)
        assert mine.number == done.case.number
        assert len(list((station.data_dir / "attachments").rglob("*.age"))) > 0
        assert (station.data_dir / "terminal.db-wal").exists()
        assert files_with(station.data_dir, secrets) == []
        hall.place.connect(True)
        person.until(lambda: terminal.parts.outbox.waiting() == 0, "the case did not leave")
        assert files_with(station.data_dir, secrets) == []
        person.leaves()
    assert list((station.data_dir / "attachments").rglob("*.age")) == []
    assert files_with(station.data_dir, secrets) == []
    out, err = capfd.readouterr()
    for told in (out, err, caplog.text):
        assert secrets.in_text(told) == []


def test_the_search_itself_finds_a_person_in_every_encoding(tmp_path: Path) -> None:
    secrets = Secrets("欧阳明", "330782199001011234", "云溪镇柳叶路 18 号", PHONE)
    for encoding in ENCODINGS:
        (tmp_path / "file").write_bytes(b"\x00\xff" + secrets.name.encode(encoding))
        assert files_with(tmp_path, secrets) == ["file: 欧阳明"], encoding
