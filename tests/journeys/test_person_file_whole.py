"""Somebody who was here before brings nothing: by touch on a real terminal, with a real centre."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from app.catalogue.samples import Sample, make_sample
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.demo.walker import Walker
from app.domain.case import Submission
from app.domain.service_item import ServiceItem
from app.journeys.events import SignatureGiven
from tests.journeys.hall import Hall

pytestmark = pytest.mark.xdist_group("terminal-2")
BANK = "bank-card"
SIGNED = b"\x89PNG\r\n\x1a\n a name"


class Signing(Walker):
    """The name comes as the pad gives it: how it is drawn is tried elsewhere."""

    def _looks_through(self) -> None:
        at = self._index
        self.glass.terminal.sitting.dispatch(SignatureGiven(SIGNED))
        self._moves_on(at)


@dataclass
class Visitor:
    """Handed in a case with everything on paper, and comes again for the same item."""

    terminal: Terminal
    hall: Hall
    item: ServiceItem
    seed: int
    number: str = ""

    @property
    def sample(self) -> Sample:
        return make_sample(self.item, self.seed)

    def handed_in(self) -> Visitor:
        case_id = f"01900000-0000-7000-8000-{self.seed:012x}"
        files = tuple(self.sample.attachments.values())
        made = Submission(case_id, self.item.code, self.item.version, self.sample.data, files)
        self.terminal.parts.store.submit(made)
        self.terminal.parts.synchronizer.once()
        told = self.hall.case(case_id)
        assert told["status"] == "accepted"
        self.number = told["number"]
        return self

    def comes_again(self, *, reuse: bool) -> dict[str, Any]:
        """Their second case, as the centre holds it."""
        finger = Finger(self.terminal.window.surface)
        finger.until(lambda: self.terminal.station.online, "no line")
        card = sample_card(self.terminal.parts, self.item.code, self.seed)
        walker = Signing(Glass(self.terminal, finger), self.hall.simulators, card, mistakes=False, reuse=reuse)
        walk = walker.walks(self.item, self.seed)
        assert walk.at_centre
        return self.hall.case(walk.case_id)


def to_a_bank(item: ServiceItem, seed: int) -> bool:
    return bool(make_sample(item, seed).data["form"].get("account_kind") == "bank_card")


@pytest.fixture
def visitor(terminal: Terminal, hall: Hall, seed: int) -> Visitor:
    item = terminal.parts.catalogue.item("residents-pension-registration")
    mine = next(each for each in range(seed, seed + 200) if to_a_bank(item, each))
    return Visitor(terminal, hall, item, mine).handed_in()


def test_whoever_allows_it_brings_nothing_the_second_time(visitor: Visitor) -> None:
    case = visitor.comes_again(reuse=True)
    files = {each["name"]: each["size"] for each in case["attachments"]}
    assert files[BANK] == len(visitor.sample.attachments[BANK].content)
    told = case["data"]["person_file"]
    assert told["agreed"] is True
    assert told["materials"][BANK]["number"] == visitor.number
    assert "materials" not in case["data"]


def test_whoever_says_no_is_served_all_the_same_and_brings_it(visitor: Visitor) -> None:
    case = visitor.comes_again(reuse=False)
    assert case["data"]["person_file"] == {"agreed": False}
    assert BANK not in {each["name"] for each in case["attachments"]}
    assert case["data"]["materials"] == {BANK: "promised"}
