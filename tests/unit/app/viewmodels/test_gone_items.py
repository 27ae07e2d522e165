"""What is gone is not offered anywhere; who looks for it is told since when, and is led on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from app.catalogue.life import versions_of
from app.domain.service_item import LocalText, StationKind
from app.journeys.events import FieldChosen, ItemChosen
from app.journeys.states import Browsing, ChoosingTicket
from app.journeys.ticket_events import TicketItemChosen
from app.viewmodels.desk import Desk
from app.viewmodels.desk_drafts import draft_row, resumed
from app.viewmodels.home import HomePage
from app.viewmodels.items import ItemsPage
from app.viewmodels.keyboard_data import KeyboardData
from app.viewmodels.pages import make_pages
from app.viewmodels.shell import Shell
from app.viewmodels.ticket import TicketItemsPage
from tests.unit.app.viewmodels.standing import CHINA, StandingDoor
from tests.unit.app.viewmodels.standing import SHELF as WHOLE
from tests.unit.app.viewmodels.test_desk import KEPT, Seat

CARD_ITEM, PERMIT = "temporary-id-card", "residence-permit-endorsement"
FEW = (CARD_ITEM, PERMIT, "social-insurance-proof", "residents-pension-registration", "driving-licence-renewal")
SHELF = replace(WHOLE, _items=versions_of([WHOLE.item(code) for code in FEW]))
"""So few that everything stands on one page, and nothing else is called alike."""
TODAY, YESTERDAY, TOMORROW = date(2026, 3, 18), date(2026, 3, 17), date(2026, 3, 19)


@pytest.fixture
def shelf_with(around):
    def make(*versions):
        others = [each for each in SHELF.items() if each.code != CARD_ITEM]
        changed = [replace(SHELF.item(CARD_ITEM), **each) for each in versions]
        return replace(around, shelf=replace(SHELF, _items=versions_of([*others, *changed])))

    return make


@pytest.fixture
def shell_of(tmp_path):
    made = []

    def make(around):
        made.append(Shell(around, make_pages(around), KeyboardData(tmp_path / "keyboard"), StandingDoor()))
        return made[-1]

    yield make
    for each in made:
        each.deleteLater()
        QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)


REPLACED = {"effective_to": YESTERDAY, "replaced_by": PERMIT}
MOVED = {"effective_to": YESTERDAY, "moved_to": LocalText("县政务服务大厅", "the County Service Hall")}
CANCELLED = {"effective_to": YESTERDAY}


def found(around, text):
    around.sitting.show(Browsing(text=text))
    return [(row["code"], row["hint"], row["available"]) for row in ItemsPage(around).items]


@pytest.mark.parametrize("life", [REPLACED, MOVED, CANCELLED, {"effective_from": TOMORROW}])
def test_what_is_not_in_force_is_offered_nowhere(shelf_with, life):
    around = shelf_with(life)
    home = HomePage(around, lambda: None)
    assert CARD_ITEM not in [each["code"] for each in home.hot]
    assert home.count == len(list(SHELF.items())) - 2, "the one for the post alone is not counted either"
    around.sitting.show(Browsing())
    assert CARD_ITEM not in [each["code"] for each in ItemsPage(around).items]
    around.sitting.show(ChoosingTicket())
    assert CARD_ITEM not in [each["code"] for each in TicketItemsPage(around).items]
    assert CARD_ITEM not in [each["code"] for each in Desk(replace(around, is_desk=True), Seat(), StandingDoor()).items]


@pytest.mark.parametrize(
    ("life", "line"),
    [
        (REPLACED, (CARD_ITEM, "2026年3月18日起改办：居住证签注", True)),
        (MOVED, (CARD_ITEM, "2026年3月18日起改到县政务服务大厅办", False)),
        (CANCELLED, (CARD_ITEM, "2026年3月18日起取消了", False)),
    ],
)
@pytest.mark.parametrize("text", ["临时身份证", "丢了", "sfz"])
def test_who_searches_for_it_is_told_since_when_and_what_now(shelf_with, life, line, text):
    assert found(shelf_with(life), text) == [line]


def test_what_begins_tomorrow_is_not_found_today(shelf_with):
    assert found(shelf_with({"effective_from": TOMORROW}), "临时身份证") == []


def test_a_touch_opens_what_took_its_place(shelf_with):
    around = shelf_with(REPLACED)
    page = ItemsPage(around)
    page.chooseItem(CARD_ITEM)
    [event] = around.sitting.events
    assert isinstance(event, ItemChosen)
    assert event.item.code == PERMIT
    assert page.explanation == {}


@pytest.mark.parametrize("life", [MOVED, CANCELLED])
def test_a_touch_on_what_went_elsewhere_says_so_and_offers_the_rest(shelf_with, life):
    around = shelf_with(life)
    page = ItemsPage(around)
    page.chooseItem(CARD_ITEM)
    assert around.sitting.events == []
    assert page.explanation["title"] == "这里不办这件事了"
    assert page.explanation["text"].startswith("2026年3月18日起")
    page.actOnExplanation()
    assert around.sitting.events == [FieldChosen("")]
    assert page.explanation == {}


def test_at_a_desk_there_is_nothing_to_do_but_to_close_it(shelf_with):
    around = replace(shelf_with(MOVED), is_desk=True, kind=StationKind.COUNTER)
    page = HomePage(around, lambda: None)
    page.chooseItem(CARD_ITEM)
    assert (page.explanation["title"], page.explanation["act"]) == ("这里不办这件事了", "")
    page.closeExplanation()
    assert (page.explanation, around.sitting.events) == ({}, [])


def test_a_replacement_that_is_done_elsewhere_is_only_told(shelf_with):
    around = shelf_with({"effective_to": YESTERDAY, "replaced_by": "driving-licence-renewal"})
    page = ItemsPage(around)
    page.chooseItem(CARD_ITEM)
    assert around.sitting.events == []
    assert page.explanation["text"] == "2026年3月18日起改办：期满换证"


def test_a_ticket_is_taken_for_what_took_its_place(shelf_with):
    around = shelf_with(REPLACED)
    around.sitting.show(ChoosingTicket(text="sfz"))
    page = TicketItemsPage(around)
    assert [(row["code"], row["available"]) for row in page.items] == [(CARD_ITEM, True)]
    page.chooseItem(CARD_ITEM)
    [event] = around.sitting.events
    assert isinstance(event, TicketItemChosen)
    assert event.item.code == PERMIT


def test_the_desk_finds_it_below_what_can_be_done(shelf_with):
    desk = Desk(replace(shelf_with(REPLACED), kind=StationKind.COUNTER), Seat(), StandingDoor())
    desk.search("证")
    rows = {row["code"]: row["hint"] for row in desk.items}
    assert list(rows)[-1] == CARD_ITEM
    assert rows[CARD_ITEM] == "2026年3月18日起改办：居住证签注"


def test_two_versions_side_by_side_give_the_one_of_today(shelf_with):
    around = shelf_with({"effective_to": YESTERDAY, "minutes": 9}, {"version": "2.0", "effective_from": TODAY})
    page = ItemsPage(around)
    page.chooseItem(CARD_ITEM)
    assert around.sitting.events[0].item.version == "2.0"
    assert [code for code, *_ in found(around, "临时身份证")] == [CARD_ITEM]


def test_a_draft_goes_on_with_the_version_it_was_begun_with(shelf_with):
    around = shelf_with(
        {"effective_to": YESTERDAY}, {"version": "2.0", "effective_from": TODAY, "short_name": LocalText("新名字")}
    )
    draft = replace(KEPT, item_code=CARD_ITEM)
    assert draft_row(draft, around)["item"] == "临时身份证"
    event = resumed(draft, around)
    assert event.item.version == draft.item_version == "1.0"


def test_at_midnight_a_running_program_offers_the_new_and_drops_the_old(shelf_with, shell_of):
    around = shelf_with(
        {"effective_to": TODAY, "minutes": 9}, {"version": "2.0", "effective_from": TOMORROW, "minutes": 3}
    )
    shell = shell_of(around)
    told = []
    shell.model.changed.connect(lambda: told.append(around.offered()))
    around.station.changed.emit()
    assert told == [], "the same day, the same page"
    around.station.now = lambda: datetime(2026, 3, 19, 0, 0, 1, tzinfo=CHINA)
    around.station.changed.emit()
    assert [each.version for each in told[-1] if each.code == CARD_ITEM] == ["2.0"]
    shell.model.chooseItem(CARD_ITEM)
    assert around.sitting.events[-1].item.version == "2.0"
