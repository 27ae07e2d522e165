"""A person opens a shop at the glass, with a real centre: one name refused, another registered, a licence printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pypdfium2
import pytest
from sqlalchemy import update

from app.catalogue.samples.fitting import fitting_person
from app.central.administration import Administration
from app.central.storage.business_tables import business_names
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.demo.walker import Walk, Walker
from app.domain.case import CaseStatus
from app.domain.service_item import ServiceItem
from app.journeys.states import Told
from tests.journeys.hall import Hall
from tests.journeys.person import Person

pytestmark = pytest.mark.xdist_group("terminal-1")
ITEM = "individual-business-registration"
ANSWERS = {
    "industry": "grocery",
    "organisation": "shop",
    "division": "330726100",
    "address": "安和路 12 号",
    "premises": "rented",
    "scope": "packaged_food|daily_goods",
    "composition": "personal",
    "family": "",
}
CHARACTERS = "甲乙丙丁戊己庚辛壬癸"


class Trader(Walker):
    """Tries one name after the other until one may be; everything else as the sample says."""

    def __init__(self, glass: Glass, simulators: Any, card: Any, names: list[str], at: Callable[[str], None]) -> None:
        super().__init__(glass, simulators, card, mistakes=False, keep=at)
        self._names = iter(names)
        self.refused: list[str] = []
        """What was said of each name that may not be."""

    def _opens(self, item: ServiceItem) -> None:
        self._answers |= ANSWERS | {"trade_name": next(self._names)}
        super()._opens(item)

    def _passes(self) -> None:
        page: Any = self.glass.terminal.window.shell.model
        if self.glass.screen != "QueryScreen":
            super()._passes()
            return
        self.glass.until(self._is_passed, "the register does not answer")
        if page.refused:
            self.refused.append(page.reason)
            self._answers["trade_name"] = next(self._names)
        super()._passes()


@pytest.fixture
def shop(terminal: Terminal, hall: Hall, seed: int) -> Callable[..., tuple[Trader, Walk]]:
    hall.simulators.camera.show(hall.place.scenes["face"])

    def opens(*names: str, at: Callable[[str], None] = lambda _: None) -> tuple[Trader, Walk]:
        glass = Glass(terminal, Finger(terminal.window.surface))
        glass.until(lambda: terminal.station.online, "no line")
        card = sample_card(terminal.parts, ITEM, grown_up(terminal, seed))
        trader = Trader(glass, hall.simulators, card, list(names), at)
        return trader, trader.walks(terminal.parts.catalogue.item(ITEM), grown_up(terminal, seed))

    return opens


def grown_up(terminal: Terminal, seed: int) -> int:
    """Somebody of 18 who holds every licence."""
    item = terminal.parts.catalogue.item(ITEM)
    adult = datetime.now(UTC).date() - timedelta(days=366 * 18)
    cards = ((each, fitting_person(item, each)) for each in range(seed, seed + 200))
    return next(
        each
        for each, card in cards
        if card.kind == "resident" and card.birth_date is not None and card.birth_date < adult
        and card.id_number[-2] != "9"
    )  # fmt: skip


def name_of(seed: int) -> str:
    """Another one in each test: all share a centre."""
    return "".join(CHARACTERS[seed // 10**place % 10] for place in range(6))


def printed(hall: Hall) -> list[Any]:
    return list(hall.simulators.certificate_printer.documents)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def verified(hall: Hall, case_id: str) -> str:
    code = hall.case(case_id)["documents"][0]["code"]
    return httpx.get(f"{hall.place.centre.url}/verify/{code}").text


def test_a_refused_name_is_changed_and_the_licence_comes_out_at_once(
    shop: Callable[..., tuple[Trader, Walk]], hall: Hall, terminal: Terminal, seed: int
) -> None:
    name, before = name_of(seed), len(printed(hall))
    trader, walk = shop("中国小满", name)
    assert [each.split("。")[0] for each in trader.refused] == ["“中国”不能用"]
    assert (walk.at_centre, walk.certificate) == (True, True)
    case = hall.case(walk.case_id)
    assert case["status"] == "completed"
    assert len(printed(hall)) == before + 1
    licence = text_of(printed(hall)[-1])
    for told in (f"青禾县{name}副食品店", case["data"]["record"]["code"], "个人经营", "云溪镇安和路", "食品销售"):
        assert told in licence.replace("\r\n", "").replace(" ", "").replace("云溪镇安和路12号", "云溪镇安和路"), told
    terminal_parts = terminal.parts
    trader.glass.until(lambda: terminal_parts.outbox.waiting() == 0, "something waits yet")
    assert "营业执照" in verified(hall, walk.case_id)


def test_a_line_that_goes_before_it_is_handed_in_prints_nothing_until_the_centre_has_decided(
    shop: Callable[..., tuple[Trader, Walk]], hall: Hall, terminal: Terminal, seed: int
) -> None:
    words: list[str] = []
    trader, walk = shop(name_of(seed), at=lambda screen: _at(screen, hall, terminal, words))
    before = len(printed(hall))
    assert (walk.at_centre, walk.certificate) == (False, False)
    assert any("已存好，等网络" in each for each in words)
    assert any("刷身份证打印" in each for each in words)
    person = Person(terminal, hall, trader.card)
    shows_no_print(person)
    hall.place.connect(True)
    parts = terminal.parts
    person.until(lambda: parts.store.case(walk.case_id).status is CaseStatus.COMPLETED, "it was not completed")
    opens_the_case(person)
    person.touches("primary")
    person.reads("请拿走结果和身份证")
    assert len(printed(hall)) == before + 1
    assert f"青禾县{name_of(seed)}副食品店" in text_of(printed(hall)[-1])
    person.until(lambda: parts.outbox.waiting() == 0, "something waits yet")
    assert "营业执照" in verified(hall, walk.case_id)


def test_a_name_that_went_to_another_meanwhile_is_refused_and_its_paper_never_comes_out(
    shop: Callable[..., tuple[Trader, Walk]], hall: Hall, terminal: Terminal, seed: int
) -> None:
    words: list[str] = []
    trader, walk = shop(name_of(seed), at=lambda screen: _at(screen, hall, terminal, words))
    goes_to_another(hall, f"青禾县{name_of(seed)}副食品店")
    before = len(printed(hall))
    hall.place.connect(True)
    parts, person = terminal.parts, Person(terminal, hall, trader.card)
    person.until(lambda: parts.store.case(walk.case_id).status is CaseStatus.REFUSED, "it was not refused")
    shows_no_print(person)
    person.reads("已经有人用了")
    assert len(printed(hall)) == before
    person.until(lambda: parts.outbox.waiting() == 0, "something waits yet")
    assert "这份证明作废了" in verified(hall, walk.case_id)


# ---------------------------------------------------------------- acts


def _at(screen: str, hall: Hall, terminal: Terminal, words: list[str]) -> None:
    if screen == "MaterialsScreen-passed":
        hall.place.connect(False)
    if screen == "DoneScreen":
        words += Glass(terminal, Finger(terminal.window.surface)).words()


def goes_to_another(hall: Hall, name: str) -> None:
    """The half hour is over, and somebody else has asked for it."""
    its = business_names.c.name == name
    until = datetime.now(UTC) + timedelta(minutes=30)
    with Administration(hall.folder) as office, office.database.write() as connection:
        taken = update(business_names).where(its).values(person="another", held_until=until)
        assert connection.execute(taken).rowcount == 1


def opens_the_case(person: Person) -> None:
    person.sees("HomeScreen")
    person.touches("putCard")
    person.sees("PutCardScreen")
    person.puts_card()
    person.sees("MyCasesScreen")
    person.until(lambda: person.state.told is not Told.ASKING, "the centre said nothing")
    person.touches("case_0")
    person.sees("CaseScreen")


def shows_no_print(person: Person) -> None:
    opens_the_case(person)
    assert person.finger.find("primary") is None
    if person.terminal.parts.store.case(person.state.opened).status is not CaseStatus.REFUSED:
        goes_home(person)


def goes_home(person: Person) -> None:
    person.touches("back")
    person.sees("MyCasesScreen")
    person.touches("back")
    person.simulators.id_card_reader.take_card()
    person.sees("HomeScreen")
