"""What is known of a person beforehand: asked by the hand, of a real centre, by a station with a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot
from uuid_utils import uuid7

from app.catalogue import load_catalogue
from app.catalogue.samples import make_sample
from app.catalogue.samples.sample import Sample
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.domain.case import Submission
from app.domain.person import IdentityCard
from app.domain.ports import ELicence
from app.journeys.commands import StopEverything
from app.journeys.events import Event
from app.journeys.knowing_commands import AskLicenceFacts, AskPersonFile
from app.journeys.knowing_events import KnownCame
from app.runtime.hands import Hands
from app.runtime.knowing_hand import facts_of
from app.storage import open_store
from app.sync.client import CentreClient
from tests.unit.app.runtime.conftest import OpenHands

ITEM, BANK, FLAT = "residents-pension-registration", "bank-card", "residence-permit"
CATALOGUE = load_catalogue()


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Hall:
    """A centre, and a station enrolled with it."""

    folder: Path
    centre: EmbeddedCentre
    client: CentreClient
    store: Any

    def handed_in(self, sample: Sample) -> str:
        """A case with all its papers; the number the centre knows it by."""
        item = CATALOGUE.item(ITEM)
        made = Submission(str(uuid7()), item.code, item.version, sample.data, tuple(sample.attachments.values()))
        number = self.store.cases.submit(made).number
        self.client.synchronizer.once()
        return str(number)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("hall")
    with EmbeddedCentre(folder / "centre", CATALOGUE) as centre, open_store(folder / "station", utc_now) as store:
        with Administration(folder / "centre", "", CATALOGUE) as office:
            code = office.make_enrolment_code("YX01")
        client = CentreClient(store.settings, store.outbox, utc_now)
        client.enroller.enrol(centre.url, code, "self_service")
        yield Hall(folder, centre, client, store)
        client.close()


@dataclass
class Asking:
    """The hand of a station in that hall."""

    hands: Hands
    qtbot: QtBot
    said: list[Event] = field(default_factory=list)

    def asks(self, *commands: AskPersonFile | AskLicenceFacts) -> list[Event]:
        """What is said once everything has been answered."""
        for each in commands:
            self.hands.carry_out(each)
        return self.comes_to_rest()

    def comes_to_rest(self) -> list[Event]:
        self.qtbot.waitUntil(lambda: self.hands.knowing.worker.is_idle, timeout=20_000)
        QCoreApplication.sendPostedEvents()  # what the worker said before it was idle
        return list(self.said)


@pytest.fixture
def asking(hall: Hall, qtbot: QtBot, open_hands: OpenHands) -> Asking:
    hands, said = open_hands(person_file=lambda: hall.client.person_file, services=lambda: hall.client.services)
    return Asking(hands, qtbot, said)


def to_a_bank(first: int) -> Sample:
    """Of somebody whose pension goes to a bank card, so that a copy of it lies in the case."""
    samples = (make_sample(CATALOGUE.item(ITEM), seed) for seed in range(first, first + 200))
    return next(each for each in samples if each.data["form"].get("account_kind") == "bank_card")


def file_of(case_id: str, card: IdentityCard) -> AskPersonFile:
    return AskPersonFile(case_id, ITEM, card)


def test_what_was_handed_in_before_comes_with_its_day_number_and_content(hall: Hall, asking: Asking) -> None:
    sample = to_a_bank(1_000)
    number = hall.handed_in(sample)
    [came] = asking.asks(file_of("case-2", sample.card))
    assert isinstance(came, KnownCame)
    assert (came.case_id, came.from_file) == ("case-2", True)
    [bank] = [each for each in came.told.papers if each.code == BANK]
    assert (bank.content, bank.number) == (sample.attachments[BANK].content, number)
    assert came.told.known["file.phone"] == sample.data["form"]["phone"]


def test_of_somebody_who_was_never_here_nothing_is_known(asking: Asking) -> None:
    [came] = asking.asks(file_of("case-1", make_sample(CATALOGUE.item(ITEM), 2_000).card))
    assert isinstance(came, KnownCame)
    assert (dict(came.told.known), came.told.papers) == ({}, ())


def test_what_a_licence_says_comes_by_the_names_a_form_asks_by_and_is_no_word_of_the_file(asking: Asking) -> None:
    card = make_sample(CATALOGUE.item(ITEM), 3_000).card
    [came] = asking.asks(AskLicenceFacts("case-1", (FLAT,), card))
    assert isinstance(came, KnownCame)
    assert (came.case_id, came.from_file, came.told.papers) == ("case-1", False, ())
    assert came.told.known
    assert all(name.startswith(f"e_licence.{FLAT}.") for name in came.told.known)


def test_facts_of_several_licences_do_not_meet() -> None:
    told = facts_of((ELicence("a", "甲", "1", facts={"since": "1"}), ELicence("b", "乙", "2", facts={"since": "2"})))
    assert dict(told.known) == {"e_licence.a.since": "1", "e_licence.b.since": "2"}


def test_file_and_licences_are_asked_beside_each_other(asking: Asking) -> None:
    card = make_sample(CATALOGUE.item(ITEM), 4_000).card
    said = asking.asks(file_of("case-1", card), AskLicenceFacts("case-1", (FLAT,), card))
    assert sorted(each.from_file for each in said if isinstance(each, KnownCame)) == [False, True]


def test_asked_again_only_the_later_question_is_answered(asking: Asking) -> None:
    card = make_sample(CATALOGUE.item(ITEM), 5_000).card
    said = asking.asks(file_of("case-1", card), file_of("case-2", card))
    assert [each.case_id for each in said if isinstance(each, KnownCame)] == ["case-2"]


def test_what_comes_after_the_sitting_is_told_to_nobody(hall: Hall, asking: Asking) -> None:
    sample = to_a_bank(6_000)
    hall.handed_in(sample)
    asking.hands.carry_out(file_of("case-1", sample.card))
    asking.hands.carry_out(StopEverything())
    assert asking.comes_to_rest() == []
    assert len(asking.asks(file_of("case-2", sample.card))) == 1, "the next one is served"


def test_without_a_line_nothing_is_said_and_once_it_is_back_it_is_known(hall: Hall, asking: Asking) -> None:
    card = make_sample(CATALOGUE.item(ITEM), 7_000).card
    hall.centre.stop()
    try:
        assert asking.asks(file_of("case-1", card), AskLicenceFacts("case-1", (FLAT,), card)) == []
    finally:
        hall.centre.start()
    assert len(asking.asks(file_of("case-1", card))) == 1


def test_a_station_that_keeps_no_file_asks_for_none(open_hands: OpenHands) -> None:
    hands, said = open_hands()
    hands.carry_out(file_of("case-1", make_sample(CATALOGUE.item(ITEM), 8_000).card))
    assert hands.knowing.worker.is_idle
    assert said == []
