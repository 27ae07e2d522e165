"""A citizen follows a case at the glass, with a real centre: answers what was asked for, prints the result."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.samples import make_sample
from app.central import results
from app.central.administration import Administration
from app.central.objects import ObjectStore
from app.composition.parts import Parts
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.domain.case import ELSEWHERE, CaseStatus, Submission
from app.domain.errors import StorageProblem
from app.domain.prints import PrintState
from app.journeys.states import LookingUp, Paper, Passed, Sent, Told, Trouble, Troubled
from tests.journeys.cut_printing import PDF
from tests.journeys.hall import Hall
from tests.journeys.person import PHONE, Person

pytestmark = pytest.mark.xdist_group("terminal-1")
ITEM = "residence-permit-application"
ANSWER = "材料都对，居住证已经做好。"
WHY = "照片反光，电话打不通。"


@contextmanager
def office(hall: Hall) -> Iterator[Administration]:
    with Administration(hall.folder) as opened:
        yield opened


def submitted(parts: Parts, seed: int) -> str:
    """A whole case of the person with this seed, and the centre has it."""
    item = parts.catalogue.item(ITEM)
    sample = make_sample(item, seed)
    case_id = parts.new_id()
    files = tuple(sample.attachments.values())
    parts.store.submit(Submission(case_id, item.code, item.version, sample.data, files))
    parts.synchronizer.once()
    assert parts.outbox.taken(case_id)
    return case_id


@pytest.fixture
def follower(terminal: Terminal, hall: Hall, seed: int) -> Person:
    return Person(terminal, hall, sample_card(terminal.parts, ITEM, seed))


@pytest.fixture
def elsewhere(hall: Hall, tmp_path: Path) -> Iterator[Parts]:
    """Another station of the same town."""
    parts = Parts(hall.enrolled(tmp_path / "elsewhere"))
    yield parts
    parts.close()


def opens_the_case(person: Person) -> LookingUp:
    person.until(lambda: person.terminal.station.online, "no line")
    person.sees("HomeScreen")
    person.touches("putCard")
    person.sees("PutCardScreen")
    person.puts_card()
    person.sees("MyCasesScreen")
    person.until(lambda: person.state.told is not Told.ASKING, "the centre said nothing")
    person.touches("case_0")
    person.sees("CaseScreen")
    return looking(person)


def looking(person: Person) -> LookingUp:
    state = person.state
    assert isinstance(state, LookingUp)
    return state


def types_phone(person: Person) -> None:
    person.sees("FormScreen")
    person.opens_digit_pad()
    person.finger.type(PHONE)
    person.touches("primary")


def corrects(person: Person) -> None:
    """现在补: the phone, then the photo."""
    person.touches("primary")
    types_phone(person)
    person.takes_photo()
    person.sees("CaseScreen")
    person.until(lambda: isinstance(looking(person).mood, Passed), "it did not come back to the case")


def settled(person: Person) -> None:
    person.until(lambda: person.terminal.parts.outbox.waiting() == 0, "something waits yet")


def test_what_was_asked_for_is_answered_and_the_office_has_it(follower: Person, hall: Hall, seed: int) -> None:
    case_id = submitted(follower.terminal.parts, seed)
    with office(hall) as there:
        there.decide(case_id, "return", WHY, ["photo", "phone"])
        before = there.get_case(case_id)
    opens_the_case(follower)
    follower.reads(WHY)
    follower.reads("要补材料")
    corrects(follower)
    follower.reads("补上了")
    assert looking(follower).sent is Sent.AT_CENTRE
    settled(follower)
    now = hall.case(case_id)
    assert now["status"] == "received"
    assert now["data"]["form"] == {**before["data"]["form"], "phone": PHONE}
    assert {**now["data"], "form": None} == {**before["data"], "form": None}
    digests = [{each["name"]: each["sha256"] for each in case["attachments"]} for case in (before, now)]
    assert digests[0]["photo"] != digests[1]["photo"]
    assert {**digests[0], "photo": ""} == {**digests[1], "photo": ""}
    assert all(each["arrived"] for each in now["attachments"])
    assert [each["part"] for each in now["corrections"]] == ["photo", "form"]
    follower.reads("您补上了")


def test_without_a_line_the_correction_is_kept_says_so_and_arrives(follower: Person, hall: Hall, seed: int) -> None:
    parts = follower.terminal.parts
    case_id = submitted(parts, seed)
    with office(hall) as there:
        there.decide(case_id, "return", WHY, ["photo", "phone"])
    opens_the_case(follower)
    hall.place.connect(False)
    corrects(follower)
    follower.reads("已存好，等网络")
    assert not any(words == "补上了" for words in follower.words())
    assert parts.store.case(case_id).status is CaseStatus.SAVED
    assert hall.case(case_id)["status"] == "returned"
    hall.place.connect(True)
    follower.until(lambda: hall.case(case_id)["status"] == "received", "it did not arrive")


def test_a_case_of_another_station_is_answered_here_with_the_card(
    follower: Person, hall: Hall, elsewhere: Parts, seed: int
) -> None:
    case_id = submitted(elsewhere, seed)
    with office(hall) as there:
        there.decide(case_id, "return", WHY, ["photo", "phone"])
    state = opens_the_case(follower)
    assert (state.told, state.known) == (Told.TOLD, ())
    corrects(follower)
    follower.reads("补上了")
    settled(follower)
    now = hall.case(case_id)
    assert now["status"] == "received"
    assert now["data"]["form"]["phone"] == PHONE
    assert all(each["arrived"] for each in now["attachments"])
    assert follower.terminal.parts.store.case(case_id).channel == ELSEWHERE
    elsewhere.synchronizer.once()
    assert elsewhere.store.case(case_id).status is CaseStatus.RECEIVED


def test_another_persons_card_sees_nothing(follower: Person, hall: Hall, elsewhere: Parts, seed: int) -> None:
    submitted(elsewhere, seed + 1)
    follower.until(lambda: follower.terminal.station.online, "no line")
    follower.sees("HomeScreen")
    follower.touches("putCard")
    follower.sees("PutCardScreen")
    follower.puts_card()
    follower.sees("MyCasesScreen")
    follower.reads("还没有办件")


# ---------------------------------------------------------------- the result


@pytest.fixture
def ready(follower: Person, hall: Hall, elsewhere: Parts, seed: int) -> str:
    """Completed with an answer and a paper; taken at another station."""
    case_id = submitted(elsewhere, seed)
    with office(hall) as there:
        there.decide(case_id, "accept")
        there.decide(case_id, "complete", ANSWER)
        objects = ObjectStore(hall.folder / "central" / "objects")
        results.add(there.database, objects, there.keys, case_id, "certificate.pdf", PDF)
    return case_id


def printed(person: Person) -> list[Any]:
    return list(person.simulators.certificate_printer.documents)


def test_the_answer_stands_there_and_the_result_comes_out_once(follower: Person, ready: str) -> None:
    before = len(printed(follower))
    opens_the_case(follower)
    follower.reads(ANSWER)
    follower.touches("primary")
    follower.reads("请拿走结果和身份证")
    assert len(printed(follower)) == before + 1
    assert follower.finger.find("primary") is None
    [job] = [each for each in follower.terminal.parts.prints.jobs() if each.case_id == ready]
    assert job.state is PrintState.PRESENTED
    settled(follower)
    follower.touches("back")
    follower.touches("back")
    follower.simulators.id_card_reader.take_card()
    follower.goes_home()
    opens_the_case(follower)
    follower.reads("打过了")
    assert follower.finger.find("primary") is None


def test_without_paper_nothing_came_out_and_it_is_tried_again_once_there_is_some(follower: Person, ready: str) -> None:
    printer, before = follower.simulators.certificate_printer, len(printed(follower))
    printer.media_empty()
    try:
        opens_the_case(follower)
        follower.touches("primary")
        follower.reads("结果没打出来")
    finally:
        printer.media_empty(False)
    assert not any("请拿走结果" in words for words in follower.words())
    assert len(printed(follower)) == before
    follower.reads("可以再打一次")
    follower.touches("primary")
    follower.reads("请拿走结果和身份证")
    states = [each.state for each in follower.terminal.parts.prints.jobs() if each.case_id == ready]
    assert sorted(states) == [PrintState.FAILED, PrintState.PRESENTED]


def test_a_printer_that_jams_under_it_says_so_and_does_not_offer_it_again(follower: Person, ready: str) -> None:
    follower.simulators.certificate_printer.vanish_with_next_job()
    opens_the_case(follower)
    follower.touches("primary")
    follower.reads("结果没打出来")
    assert looking(follower).paper is Paper.FAILED
    assert follower.finger.find("primary") is None
    follower.reads("找人帮忙补打")
    [job] = [each for each in follower.terminal.parts.prints.jobs() if each.case_id == ready]
    assert job.state is PrintState.UNKNOWN


def test_a_result_that_cannot_be_fetched_is_tried_again_when_the_line_is_back(
    follower: Person, hall: Hall, ready: str
) -> None:
    opens_the_case(follower)
    hall.place.connect(False)
    follower.touches("primary")
    follower.reads("网络断了，取不到")
    assert [each for each in follower.terminal.parts.prints.jobs() if each.case_id == ready] == []
    hall.place.connect(True)
    follower.until(lambda: follower.terminal.station.online, "no line")
    follower.touches("primary")
    follower.reads("请拿走结果和身份证")


# ---------------------------------------------------------------- without a card, without a store


def test_a_case_is_found_by_its_number_and_the_end_of_the_id_number(
    follower: Person, hall: Hall, ready: str, seed: int
) -> None:
    number = hall.case(ready)["number"]
    card = make_sample(follower.terminal.parts.catalogue.item(ITEM), seed).card
    follower.until(lambda: follower.terminal.station.online, "no line")
    follower.sees("HomeScreen")
    follower.touches("progress")
    follower.sees("TrackScreen")
    types_into(follower, "number", [number[:2], *number[2:]])
    types_into(follower, "digits", list(card.id_number[-4:]))
    follower.touches("primary")
    follower.sees("CaseScreen")
    follower.reads(ANSWER)
    assert not any(card.name in words for words in follower.words())


def types_into(person: Person, field: str, keys: list[str]) -> None:
    """By the on-screen keyboard, or by what is offered under the field for one touch."""
    person.until(person.keyboard_is_loaded, "no keyboard")
    person.touches(field)
    for each in keys:
        person.until(person.keyboard_rests, "the keyboard does not come to rest")
        offered = person.finger.find(f"offer_{each}")
        person.finger.type(each) if offered is None else person.finger.touch_item(offered)


def broken(_: object, limit: int = 20) -> Any:
    raise StorageProblem("读不出来")


def test_a_store_that_fails_says_so_instead_of_no_cases(
    follower: Person, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower.until(lambda: follower.terminal.station.online, "no line")
    monkeypatch.setattr(follower.terminal.parts.book, "known_of", broken)
    hall.place.connect(False)
    follower.until(lambda: not follower.terminal.station.online, "the line is up")
    follower.sees("HomeScreen")
    follower.touches("putCard")
    follower.sees("PutCardScreen")
    follower.puts_card()
    follower.reads("办件没读出来")
    assert looking(follower).mood == Troubled(Trouble.CASES_NOT_READ)
    monkeypatch.undo()
    follower.touches("troublePrimary")
    follower.reads("还没有办件")
