"""Every item of the self-service terminal, from home to goodbye, with a mistake in each field on the way.

The suite walks those that together meet every kind of step and field; all of them go with `make test-slow`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.loader import load_catalogue
from app.catalogue.rules import business_pack
from app.catalogue.rules.business import application_of, judge
from app.catalogue.samples import make_sample
from app.catalogue.samples.sample import Sample
from app.composition.rule_book import DatedRules
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.demo.walker import Walker
from app.demo.wrong_answers import wrong_answer
from app.domain.formats import CHINA
from app.domain.service_item import ServiceItem, StationKind, StepKind
from app.journeys.draft import Draft
from app.journeys.eligibility import asked_of
from app.journeys.states import AtHome
from app.runtime import sitting
from tests.journeys.hall import Hall, open_terminal

CATALOGUE = load_catalogue()
ITEMS = [each for each in CATALOGUE.items() if StationKind.SELF_SERVICE in each.stations]
SEEDS_TRIED = 200
PAPER_CHECK = "paper-check"
BUSINESS, LICENCE = "individual-business-registration", "business-licence-print"


@pytest.fixture(autouse=True)
def goodbye_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at it here, only past it."""
    monkeypatch.setattr(sitting, "GOODBYE_PAGE_S", 1)


class OneTerminal:
    """For all walks of this process, as a machine stands in a hall all day; a new one after a walk that got stuck."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._terminal: Terminal | None = None

    def at_home(self, hall: Hall, folder: Path) -> Terminal:
        if self._terminal is None or not isinstance(self._terminal.sitting.state, AtHome):
            self.close()
            self._terminal = self._stack.enter_context(open_terminal(hall.enrolled(folder)))
        return self._terminal

    def close(self) -> None:
        self._terminal = None
        self._stack.close()


@pytest.fixture(scope="module")
def one_terminal() -> Iterator[OneTerminal]:
    one = OneTerminal()
    yield one
    one.close()


@pytest.fixture
def terminal(one_terminal: OneTerminal, hall: Hall, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot) -> Terminal:
    del qtbot
    return one_terminal.at_home(hall, tmp_path_factory.mktemp("walks"))


def seed_of(item: ServiceItem) -> int:
    """Somebody of whom the sample registers hold something."""
    if item.code == LICENCE:
        return seed_of(CATALOGUE.item(BUSINESS))
    first = crc32(item.code.encode()) % 10_000
    for seed in range(first, first + SEEDS_TRIED):
        sample = make_sample(item, seed)
        kind = "resident" if "resident" in item.card_kinds else item.card_kinds[0]
        if sample.card.kind == kind and sample.card.id_number[-2] != "9" and _may(item, sample):
            return seed
    raise AssertionError(f"nobody for {item.code}")


def _may(item: ServiceItem, sample: Sample) -> bool:
    """Whom a rule pack does not bar by what the form says."""
    if item.code == BUSINESS:
        applied = application_of(sample.data["form"], sample.card.id_number)
        today = datetime.now(CHINA).date()
        return judge(business_pack(today), applied, today) is None
    if item.rule_pack is None or StepKind.QUERY in item.steps:
        return True
    draft = Draft("walk", sample.card, form=sample.data["form"])
    return not DatedRules(date.today).judge(item.rule_pack, asked_of(item, draft)).refuses


def _known_to_the_centre(item: ServiceItem, walker: Walker, hall: Hall) -> dict[str, str]:
    """A paper to be checked was printed here before, and a licence is printed again of what was registered here."""
    if item.code == LICENCE:
        walker.walks(CATALOGUE.item(BUSINESS), seed_of(item))
    if item.code != PAPER_CHECK:
        return {}
    proof = CATALOGUE.item("social-insurance-proof")
    (paper,) = hall.case(walker.walks(proof, seed_of(proof)).case_id)["documents"]
    return {"code": paper["code"], "number": paper["number"]}


def kinds_of(item: ServiceItem) -> set[str]:
    """What a walk through an item meets: steps, kinds of fields, what is printed, where it leads."""
    fields = {f"field {each.type}" for each in item.fields()}
    special = {f"paid by {bool(item.fee.amount_from)}", f"printed by {item.result.printed_by}", f"opens {item.opens}"}
    return {f"step {each}" for each in item.steps} | fields | special | {f"pages {min(len(item.form), 5)}"}


def walks() -> Iterator[Any]:
    """The short form are those that bring a kind none before them has; `make test-slow` walks all."""
    seen: set[str] = set()
    for item in sorted(ITEMS, key=lambda each: -len(kinds_of(each))):
        new = kinds_of(item) - seen
        seen |= new
        yield pytest.param(item, id=item.code, marks=() if new else pytest.mark.slow)


@pytest.mark.parametrize("item", list(walks()))
def test_an_item_goes_from_home_to_goodbye_and_every_mistake_is_told(
    item: ServiceItem, terminal: Terminal, hall: Hall
) -> None:
    seed = seed_of(item)
    if item.photo_rules is None:
        hall.simulators.camera.show(hall.place.scenes["face"])
    card = sample_card(terminal.parts, item.code, seed)
    finger = Finger(terminal.window.surface)
    finger.until(lambda: terminal.station.online, "no line")
    walker = Walker(Glass(terminal, finger), hall.simulators, card)
    walk = walker.walks(item, seed, _known_to_the_centre(item, walker, hall))
    if item.opens is not None:
        assert not walk.case_id
        return
    there = hall.case(walk.case_id)
    assert walk.at_centre
    assert there["item"] == item.code
    assert walk.certificate is (item.result.printed_by == "station" and item.result.template is not None)
    own_step = {each.name for page in item.form if page.at != StepKind.FORM for each in page.fields}
    for each in item.fields():
        if each.name in own_step:
            continue
        was_asked = each.name in there["data"]["form"] and not each.locked
        assert not was_asked or wrong_answer(each, {}) is None or walk.told.get(each.name)
