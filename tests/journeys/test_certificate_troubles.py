"""The certificate does not come out: the glass says so, the case is safe, and nothing is called printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.catalogue.samples import make_sample
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.journeys.states import Paper
from tests.journeys.hall import Hall
from tests.journeys.person import Person

pytestmark = pytest.mark.xdist_group("terminal-2")
ITEM = "social-insurance-proof"
NOT_IN_THE_REGISTER = "9"
"""The sample register leaves out numbers with a 9 before the check digit."""


@pytest.fixture
def insured(terminal: Terminal, hall: Hall) -> Person:
    item = terminal.parts.catalogue.item(ITEM)
    seeds = (seed for seed in range(1, 100) if _stands_in_register(make_sample(item, seed).card))
    hall.simulators.camera.show(hall.place.scenes["face"])
    return Person(terminal, hall, sample_card(terminal.parts, ITEM, next(seeds)))


def _stands_in_register(card: object) -> bool:
    return getattr(card, "kind", "") == "resident" and getattr(card, "id_number", "")[-2] != NOT_IN_THE_REGISTER


def asks_for_proof(person: Person) -> None:
    person.until(lambda: person.terminal.station.online, "no line")
    person.sees("HomeScreen")
    person.touches("tile_social_insurance")
    person.touches("item_social-insurance-proof")
    person.sees("PutCardScreen")
    person.puts_card()
    person.agrees()
    person.until_passed()
    person.touches("primary")
    person.sees("FormScreen")
    person.touches("option_home_purchase")
    person.touches("primary")


def jammed(person: Person) -> None:
    person.simulators.certificate_printer.jam()


def gone(person: Person) -> None:
    person.simulators.certificate_printer.unplug()


def vanishes_with_the_job(person: Person) -> None:
    person.simulators.certificate_printer.vanish_with_next_job()


@pytest.mark.parametrize(
    ("trouble", "printed_unseen"),
    [(jammed, 0), (gone, 0), (vanishes_with_the_job, 1)],
    ids=["jammed", "gone", "prints but is never heard of again"],
)
def test_a_certificate_that_does_not_come_out_is_never_called_printed(
    insured: Person, trouble: Callable[[Person], None], printed_unseen: int
) -> None:
    printed_before = len(insured.simulators.certificate_printer.documents)
    trouble(insured)
    asks_for_proof(insured)
    done = insured.finished()
    assert (done.certificate, done.receipt, done.at_centre) == (Paper.FAILED, Paper.PRINTED, True)
    insured.reads("证明没打出来")
    insured.reads(done.case.number)
    assert not any("打好" in words for words in insured.words())
    assert insured.hall.case(done.case.id)["status"] == "accepted"
    assert len(insured.simulators.certificate_printer.documents) == printed_before + printed_unseen
