"""A code is held under the scanner of a real terminal: what comes over its line leads to the case at a real centre."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.catalogue.samples import make_sample
from app.domain.scanned_code import case_code
from app.journeys.states import AtHome, AtStep, LookingUp, Scanning, Tracking, Troubled
from hardware import DeviceState
from hardware.receipt_printer.slip import PrintedQr
from tests.journeys.hall import Hall
from tests.journeys.person import Person
from tests.journeys.test_followed_case import submitted, types_into

pytestmark = pytest.mark.xdist_group("terminal-2")


@pytest.fixture
def holder(person: Person) -> Iterator[Person]:
    """The scanner is known, and waits."""
    person.until(lambda: person.terminal.station.online, "no line")
    person.until(lambda: "code_scanner" in person.terminal.station.conditions, "no scanner")
    person.until_codes_are_read()
    yield person
    person.simulators.code_scanner.plug()


def codes_on_the_slip(person: Person) -> list[str]:
    marks = person.simulators.receipt_printer.slips[-1].marks
    return [each.content.decode() for each in marks if isinstance(each, PrintedQr)]


def test_the_slip_of_a_case_leads_to_it_from_home_and_says_nothing_before_the_end_of_the_id_number(
    holder: Person, seed: int
) -> None:
    item = holder.terminal.parts.catalogue.item("temporary-id-card")
    end = make_sample(item, seed).data["applicant"]["id_number"][-4:]
    holder.comes_to("DoneScreen")
    done = holder.finished()
    holder.leaves()
    of_case, of_grades = codes_on_the_slip(holder)
    assert of_case == case_code(done.case.number)
    for code in (of_case, of_grades):
        holder.until(lambda: isinstance(holder.state, AtHome), "not home")
        holder.shows_code(code)
        holder.sees("TrackScreen")
        assert holder.finger.find("number") is None
        assert not any("临时居民身份证" in each for each in holder.words())
        types_into(holder, "digits", list(end))
        holder.touches("primary")
        holder.sees("CaseScreen")
        holder.reads(done.case.number)
        for screen in ("TrackScreen", "HomeScreen"):
            holder.touches("back")
            holder.sees(screen)


def test_a_strange_code_gets_words_and_another_try(holder: Person, hall: Hall, seed: int) -> None:
    number = hall.case(submitted(holder.terminal.parts, seed))["number"]
    holder.touches("scan")
    holder.sees("ScanScreen")
    holder.shows_code("https://example.com/pay/1")
    holder.reads("这里用不上这个码")
    holder.shows_code("bianmin:case:?")
    holder.reads("没读清这个码")
    holder.shows_code(case_code(number))
    holder.sees("TrackScreen")
    holder.reads(number)


def test_the_code_of_a_proof_offers_its_check_with_the_code_filled_in(holder: Person, hall: Hall) -> None:
    code = "7K3M9QXT2VWP5H8R4N6C"
    holder.shows_code(f"{hall.place.centre.url}/verify/{code}")
    holder.reads("这是证明上的码")
    holder.touches("primary")
    holder.sees("PutCardScreen")
    state = holder.state
    assert isinstance(state, AtStep)
    assert (state.item.code, state.draft.form) == ("paper-check", {"code": code})


def test_a_pulled_scanner_says_so_leads_to_the_number_and_reads_again_once_it_is_back(holder: Person) -> None:
    holder.touches("scan")
    holder.sees("ScanScreen")
    holder.simulators.code_scanner.unplug()
    holder.until(lambda: isinstance(holder.state, Scanning) and isinstance(holder.state.mood, Troubled), "no trouble")
    holder.reads("扫码口没反应")
    holder.simulators.code_scanner.plug()
    holder.until(lambda: isinstance(holder.state, Scanning) and not isinstance(holder.state.mood, Troubled), "not back")
    holder.shows_code("bianmin:case:BM01-1")
    holder.sees("TrackScreen")


def test_with_a_broken_scanner_the_card_at_home_says_so_and_offers_the_number(holder: Person) -> None:
    holder.simulators.code_scanner.unplug()
    conditions = holder.terminal.station.conditions
    holder.until(lambda: conditions["code_scanner"].status.state is not DeviceState.ONLINE, "nobody noticed")
    holder.touches("scan")
    holder.reads("扫码口没反应")
    holder.touches("explanationAct")
    holder.sees("TrackScreen")
    assert isinstance(holder.state, Tracking)


def test_in_a_sitting_the_scanner_is_let_go_and_what_is_shown_there_is_nobodys(holder: Person) -> None:
    holder.touches("putCard")
    holder.sees("PutCardScreen")
    scanner = holder.terminal.devices.code_scanner
    holder.until(lambda: not getattr(scanner, "_scanning"), "still read")  # noqa: B009
    holder.simulators.code_scanner.show("bianmin:case:BM01-1")
    assert isinstance(holder.state, LookingUp)
    holder.touches("back")
    holder.sees("HomeScreen")
    holder.until_codes_are_read()
    assert isinstance(holder.state, AtHome)
