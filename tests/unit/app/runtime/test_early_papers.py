"""Large papers of a desk go ahead of their case: once, as they are at the end, and not for good where it is left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.condition import Condition
from app.domain.errors import DiskFull
from app.domain.service_item import Material, MaterialSource, ServiceItem
from app.journeys.commands import SaveCase
from app.journeys.draft import Draft
from app.journeys.events import CaseWasSaved, Event
from app.journeys.states import AtHome, AtStep
from app.runtime.early_papers import SMALLEST_BYTES
from app.runtime.hands import Hands
from app.storage.store import Store
from tests.journeys.items import CARD, T, item
from tests.unit.app.runtime.conftest import NOW, OpenHands, Quiet

CASE_ID = "01900000-0000-7000-8000-000000000001"
LARGE, OTHER, SMALL = b"\xff\xd8" + b"1" * SMALLEST_BYTES, b"\xff\xd8" + b"2" * SMALLEST_BYTES, b"\xff\xd8small"
SCANNED = tuple(Material(name, T, MaterialSource.SCAN, name, ("image/jpeg",)) for name in ("lease", "register"))
ITEM = replace(item(), materials=SCANNED)


class Desk:
    def __init__(self, hands: Hands, said: list[Event], qtbot: QtBot, line: Quiet) -> None:
        self.hands, self.said, self.line = hands, said, line
        self._qtbot = qtbot

    def shows(self, state: Any) -> None:
        self.hands.early.look(state)
        self._qtbot.waitUntil(lambda: self.hands.store.is_idle)

    def saves(self, draft: Draft, asked: ServiceItem = ITEM) -> None:
        self.hands.carry_out(SaveCase(asked, draft))
        self._qtbot.waitUntil(lambda: bool(self.said))


@pytest.fixture
def desk(qtbot: QtBot, open_hands: OpenHands, store: Store) -> Desk:
    line = Quiet()
    hands, said = open_hands(store=lambda: store.cases, early=lambda: store.early_uploads, synchronizer=lambda: line)
    return Desk(hands, said, qtbot, line)


def draft(case_id: str = CASE_ID, **scans: bytes) -> Draft:
    return Draft(case_id, CARD, consented=True, scans=scans)


def at_desk(held: Draft) -> AtStep:
    return AtStep(ITEM, ITEM.steps, 3, held, at_desk=True)


def due(store: Store) -> list[tuple[str, int]]:
    return sorted((each.attachment.name, each.attachment.size) for each in store.outbox.due_uploads(NOW, 10))


def test_a_large_paper_is_due_while_the_form_is_still_open_and_a_small_one_waits_for_its_case(
    desk: Desk, store: Store, qtbot: QtBot
) -> None:
    desk.shows(at_desk(draft(lease=LARGE, register=SMALL)))
    assert due(store) == [("lease", len(LARGE))]
    qtbot.waitUntil(lambda: desk.line.woken > 0)


def test_the_case_takes_it_over_and_holds_every_paper_once(desk: Desk, store: Store) -> None:
    held = draft(lease=LARGE, register=SMALL)
    desk.shows(at_desk(held))
    (before,) = store.outbox.due_uploads(NOW, 10)
    store.outbox.begin_upload(before.id, "http://centre.example/api/v1/uploads/1")
    desk.shows(at_desk(held))
    desk.saves(held)
    assert isinstance(desk.said[0], CaseWasSaved)
    desk.shows(AtHome())

    assert store.outbox.left_uploads(NOW, 10) == []
    assert store.outbox.upload_url(before.id) == "http://centre.example/api/v1/uploads/1"
    attachments = {each.name: each.size for each in store.cases.case(CASE_ID).attachments}
    assert attachments == {"lease": len(LARGE), "register": len(SMALL)}


def test_a_paper_scanned_again_goes_again_and_only_the_last_one_belongs_to_the_case(desk: Desk, store: Store) -> None:
    desk.shows(at_desk(draft(lease=LARGE)))
    desk.shows(at_desk(draft(lease=OTHER)))
    assert due(store) == [("lease", len(OTHER))]
    desk.saves(draft(lease=OTHER))
    (kept,) = store.cases.case(CASE_ID).attachments
    assert store.cases.attachment(CASE_ID, kept.name) == OTHER


def test_a_sitting_that_comes_to_nothing_leaves_nothing_behind(desk: Desk, store: Store) -> None:
    desk.shows(at_desk(draft(lease=LARGE)))
    (before,) = store.outbox.due_uploads(NOW, 10)
    store.outbox.begin_upload(before.id, "http://centre.example/api/v1/uploads/1")
    desk.shows(AtHome())
    assert due(store) == []
    assert [each.url for each in store.outbox.left_uploads(NOW, 10)] == ["http://centre.example/api/v1/uploads/1"]


def test_a_paper_taken_out_again_is_taken_back_once_its_case_is_saved(desk: Desk, store: Store) -> None:
    desk.shows(at_desk(draft(lease=LARGE, register=OTHER)))
    desk.saves(draft(lease=LARGE))
    desk.shows(AtHome())
    assert [name for name, _ in due(store) if name == "register"] == []
    assert [each.name for each in store.cases.case(CASE_ID).attachments] == ["lease"]


def test_a_paper_of_an_answer_that_was_changed_is_taken_back_and_goes_with_no_case(desk: Desk, store: Store) -> None:
    wanted = replace(SCANNED[1], required=False, needed_when=Condition("account", ("bank_card",)))
    asks = replace(ITEM, materials=(SCANNED[0], wanted))
    held = draft(lease=LARGE, register=OTHER)
    by_bank, by_card = replace(held, form={"account": "bank_card"}), replace(held, form={"account": "card"})
    desk.shows(replace(at_desk(by_card), item=asks))
    assert [name for name, _ in due(store)] == ["lease"]
    desk.shows(replace(at_desk(by_bank), item=asks))
    assert [name for name, _ in due(store)] == ["lease", "register"]
    desk.saves(by_card, asks)
    desk.shows(AtHome())
    assert [name for name, _ in due(store) if name == "register"] == []
    assert [each.name for each in store.cases.case(CASE_ID).attachments] == ["lease"]


def test_the_next_person_at_the_same_desk_begins_with_nothing(desk: Desk, store: Store) -> None:
    other = "01900000-0000-7000-8000-000000000002"
    desk.shows(at_desk(draft(lease=LARGE)))
    desk.shows(at_desk(draft(other, lease=LARGE)))
    assert {each.case_id for each in store.outbox.due_uploads(NOW, 10)} == {other}


def test_a_disk_that_takes_nothing_ahead_takes_it_with_the_case(
    desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        raise DiskFull("full")

    monkeypatch.setattr(store.early_uploads, "begin_early", full)
    held = draft(lease=LARGE)
    desk.shows(at_desk(held))
    monkeypatch.undo()
    desk.saves(held)
    assert [each.name for each in store.cases.case(CASE_ID).attachments] == ["lease"]


@pytest.mark.parametrize("change", [{"at_desk": False}, {"draft": replace(draft(lease=LARGE), consented=False)}])
def test_before_consent_and_from_a_terminal_that_stands_alone_nothing_goes_ahead(
    desk: Desk, store: Store, change: dict[str, Any]
) -> None:
    desk.shows(replace(at_desk(draft(lease=LARGE)), **change))
    assert due(store) == []
