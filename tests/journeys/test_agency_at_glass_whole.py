"""Somebody acts for another at the glass: over real device bytes, the encrypted database and a real centre."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.samples import make_sample
from app.composition.simulated import DEMO, sample_card
from app.composition.terminal import Terminal
from app.demo.acting import Acting, ActingWalker
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.documents.signing import verify_signature
from app.journeys.states import AtHome, AtStep, TakingThings, Trouble, Troubled
from hardware.id_card_reader.simulated_card import SimulatedCard
from tests.journeys.desks import desk_hall
from tests.journeys.hall import Hall, open_terminal
from tests.journeys.traces import Secrets, alive_in_memory, left_on_the_terminal

pytestmark = pytest.mark.xdist_group("terminal-2")
HOUSE = Path(__file__).parents[2]
PATIENCE_S = 90
ITEM = "residents-pension-registration"
GLASS = """[station]
kind = "self_service"
name = "便民服务终端"
place = "云溪镇便民服务中心"
number = "1 号机"

[devices.document_camera]
address = "simulated:"
"""
NAME, NUMBER, CHILD = "王建国", "330782195503020022", "330782201901012341"
AGENT, PRINCIPAL, ANSWERS = 40_007, 40_008, 3
"""Two whom no other test holds on to: what is alive of them afterwards was left by the terminal."""


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """With a document camera, which a self-service terminal has only where somebody says so."""
    with desk_hall(tmp_path_factory.mktemp("hall"), GLASS) as hall:
        hall.simulators.document_camera.show(hall.place.documents["bank-card"])
        yield hall


@pytest.fixture
def terminal(own_hall: Hall, tmp_path: Path, qtbot: QtBot) -> Iterator[Terminal]:
    del qtbot
    own_hall.tidy()
    with open_terminal(own_hall.enrolled(tmp_path / "glass")) as opened:
        yield opened


@pytest.fixture
def acting(own_hall: Hall, terminal: Terminal) -> Acting:
    finger = Finger(terminal.window.surface)
    finger.until(lambda: terminal.station.online, "no line")
    card = sample_card(terminal.parts, ITEM, AGENT)
    return Acting(Glass(terminal, finger), own_hall.simulators, own_hall.place.scenes, card)


@pytest.fixture
def principal(terminal: Terminal) -> SimulatedCard:
    card: SimulatedCard = sample_card(terminal.parts, ITEM, PRINCIPAL)
    return card


def told_of(terminal: Terminal, seed: int) -> dict[str, Any]:
    told: dict[str, Any] = make_sample(terminal.parts.catalogue.item(ITEM), seed).data["applicant"]
    return told


def chooses(acting: Acting, code: str = ITEM) -> None:
    item = acting.glass.terminal.parts.catalogue.item(code)
    acting.glass.sees("HomeScreen")
    acting.glass.touches(f"tile_{item.field}")
    acting.glass.sees("ItemsScreen")
    acting.glass.touches(f"item_{code}")
    acting.glass.sees("PutCardScreen")


def comes_to_whom(acting: Acting) -> None:
    chooses(acting)
    acting.comes_for_another()
    acting.answers()


def reads(acting: Acting, text: str) -> None:
    acting.glass.until(lambda: any(text in each for each in acting.glass.words()), f"nowhere stands {text}")


def is_in_trouble(acting: Acting, trouble: Trouble) -> None:
    acting.glass.until(
        lambda: isinstance(acting.state.mood, Troubled) and acting.state.mood.trouble is trouble, f"no {trouble}"
    )


def text_of(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())


# ---------------------------------------------------------------- to the end


def test_both_stand_here_and_the_power_of_attorney_is_signed_on_the_glass(
    terminal: Terminal, own_hall: Hall, acting: Acting, principal: SimulatedCard
) -> None:
    papers: dict[str, bytes] = {}

    def keep(name: str) -> None:
        if name == "NoticeScreen":
            papers.update(acting.state.draft.scans)

    walker = ActingWalker(acting, principal, mistakes=False, keep=keep)
    walk = walker.walks(terminal.parts.catalogue.item(ITEM), ANSWERS)
    case = own_hall.case(walk.case_id)
    agent, who = (told_of(terminal, seed) for seed in (AGENT, PRINCIPAL))
    assert case["data"]["agent"]["id_number"] == agent["id_number"]
    assert case["data"]["applicant"]["id_number"] == who["id_number"]
    assert (case["data"]["agent"]["principal"], case["data"]["face"]) == ("card", "matched")
    files = {each["name"]: each["media_type"] for each in case["attachments"] if each["size"]}
    assert files["power-of-attorney"] == "application/pdf"
    assert {"household-register", "signature"} <= set(files)  # fetched: their card was read, and they signed
    pdf = papers["power-of-attorney"]
    [declared] = [each["sha256"] for each in case["attachments"] if each["name"] == "power-of-attorney"]
    assert hashlib.sha256(pdf).hexdigest() == declared
    said = text_of(pdf)
    for word in (agent["name"], agent["id_number"], who["name"], who["id_number"], "城乡居民养老保险参保登记"):
        assert word in said
    enrolment = terminal.parts.enroller.enrolment()
    assert enrolment is not None
    report = verify_signature(pdf, [enrolment.issuer_certificate.encode()])
    assert report.valid, report
    slip = own_hall.simulators.receipt_printer.slips[-1].text
    assert "代办" in slip
    assert agent["id_number"] not in slip
    assert agent["name"] not in slip
    assert [each.id for each in terminal.parts.store.cases_of(who["id_number"])] == [walk.case_id]


def test_with_a_number_and_a_scan_the_case_is_the_principals_and_nothing_of_theirs_is_fetched(
    terminal: Terminal, own_hall: Hall, acting: Acting
) -> None:
    last: list[str] = []

    def keep(name: str) -> None:
        if name == "DoneScreen":
            reads(acting, "替 王*国 办的")
            last.extend(acting.glass.words())

    walker = ActingWalker(acting, (NAME, NUMBER), mistakes=False, keep=keep)
    walk = walker.walks(terminal.parts.catalogue.item(ITEM), ANSWERS)
    case = own_hall.case(walk.case_id)
    assert (case["data"]["applicant"]["id_number"], case["data"]["agent"]["principal"]) == (NUMBER, "number")
    files = {each["name"]: each["media_type"] for each in case["attachments"] if each["size"]}
    assert files == {"power-of-attorney": "image/jpeg", "signature": "image/png"}
    agent = told_of(terminal, AGENT)["name"]
    [line] = {each for each in last if "替 王*国 办的" in each}
    assert agent not in line
    assert not [each for each in last if NAME in each or NUMBER in each]


def test_without_a_line_it_is_signed_all_the_same(
    acting: Acting, terminal: Terminal, own_hall: Hall, principal: SimulatedCard
) -> None:
    comes_to_whom(acting)
    own_hall.place.connect(False)
    acting.glass.until(lambda: not terminal.station.online, "the pulled line was not noticed")
    acting.lays_their_card(principal)
    acting.is_empowered_here()
    assert acting.state.draft.scans["power-of-attorney"].startswith(b"%PDF-")
    acting.takes_the_card()
    acting.glass.touches("dock_exit")
    own_hall.place.connect(True)


# ---------------------------------------------------------------- refused


def test_what_was_typed_wrong_leads_no_further_and_is_masked_once_it_is_right(acting: Acting) -> None:
    comes_to_whom(acting)
    acting.types_them(NAME, NUMBER[:-1] + "3")
    reads(acting, "身份证号最后一位对不上，请再看一遍")
    acting.types_them(NAME, told_of(acting.glass.terminal, AGENT)["id_number"])
    reads(acting, "这是代办人自己的号码，要填本人的")
    acting.types_them(NAME, CHILD)
    reads(acting, "本人不满 18 周岁，要父母或监护人来办")
    acting.types_them(NAME, NUMBER)
    acting.glass.until(lambda: acting.glass.screen == "AuthorityScreen", "not taken")
    reads(acting, "王*国")
    acting.glass.touches("back")
    acting.glass.sees("AgencyScreen")
    acting.glass.until(lambda: acting.glass.has("field_principal_number"), "nothing of them stands there")
    covered = [each.property("covered") for each in acting.glass.finger.items() if each.property("covered") is not None]
    assert covered == [True, True]  # what stands in the field lies under its mask
    reads(acting, "王*国")
    acting.glass.touches("dock_exit")


def test_the_own_card_and_an_agent_under_18_and_an_item_in_person_are_refused(
    terminal: Terminal, acting: Acting, own_hall: Hall
) -> None:
    comes_to_whom(acting)
    acting.takes_the_card()
    own_hall.simulators.id_card_reader.put_card(acting.agent)
    is_in_trouble(acting, Trouble.SAME_PERSON)
    reads(acting, "这是代办人自己的证")
    acting.takes_the_card()
    acting.glass.touches("dock_exit")
    chooses(acting)
    young = {**told_of(terminal, AGENT), "id_number": CHILD, "birth_date": "2019-01-01", "photo": "portrait-card.png"}
    young.pop("sam_id", None)
    acting.glass.touches("way_agent")
    own_hall.simulators.id_card_reader.put_card(SimulatedCard.from_json(young, DEMO))
    is_in_trouble(acting, Trouble.AGENT_TOO_YOUNG)
    own_hall.simulators.id_card_reader.take_card()
    acting.glass.until(lambda: not acting.state.card_in_reader, "card not seen taken")
    acting.glass.touches("dock_exit")
    chooses(acting, "temporary-id-card")
    assert not acting.glass.has("way_agent")
    acting.glass.touches("dock_exit")


def test_somebody_elses_face_opens_no_page_to_sign_on(acting: Acting, own_hall: Hall, principal: SimulatedCard) -> None:
    comes_to_whom(acting)
    acting.lays_their_card(principal)
    own_hall.simulators.camera.show(own_hall.place.scenes["other"])
    acting.glass.touches("way_sign")
    is_in_trouble(acting, Trouble.FACE_NOT_MATCHED)
    assert acting.glass.screen == "FaceCheckScreen"
    acting.glass.touches("back")
    acting.glass.sees("AuthorityScreen")
    acting.scans_the_paper()  # there is another way all the same
    acting.glass.sees("NoticeScreen")
    own_hall.simulators.id_card_reader.take_card()
    acting.glass.until(lambda: not acting.state.card_in_reader, "card not seen taken")
    acting.glass.touches("dock_exit")


# ---------------------------------------------------------------- every way out


def to_the_ways(acting: Acting, principal: SimulatedCard) -> None:
    comes_to_whom(acting)
    acting.lays_their_card(principal)


def to_the_text_in_full(acting: Acting, principal: SimulatedCard) -> None:
    to_the_ways(acting, principal)
    acting.glass.touches("way_sign")
    acting.glass.sees("PowerScreen")


def to_the_signature(acting: Acting, principal: SimulatedCard) -> None:
    to_the_ways(acting, principal)
    acting.is_empowered_here()


@pytest.mark.parametrize(
    ("upto", "by"),
    [
        (to_the_ways, "time"),
        (to_the_signature, "exit"),
        pytest.param(to_the_ways, "exit", marks=pytest.mark.slow),
        pytest.param(to_the_text_in_full, "exit", marks=pytest.mark.slow),
        pytest.param(to_the_text_in_full, "time", marks=pytest.mark.slow),
        pytest.param(to_the_signature, "time", marks=pytest.mark.slow),
    ],
)
def test_every_way_out_forgets_both_and_waits_for_the_card_that_lies_there(
    acting: Acting,
    terminal: Terminal,
    principal: SimulatedCard,
    upto: Callable[[Acting, SimulatedCard], None],
    by: str,
) -> None:
    upto(acting, principal)
    if by == "exit":
        acting.glass.touches("dock_exit")
    else:
        for _ in range(terminal.sitting.seconds_left):
            terminal.sitting._tick()
    acting.glass.until(lambda: isinstance(acting.state, TakingThings), "nobody waits for the card")
    assert acting.state.two_cards
    reads(acting, "两张身份证都拿好")
    acting.simulators.id_card_reader.take_card()
    acting.glass.until(lambda: not isinstance(acting.state, TakingThings), "the card was not seen taken")
    for _ in range(terminal.sitting.seconds_left):
        if not isinstance(acting.state, AtHome):
            terminal.sitting._tick()
    acting.glass.sees("HomeScreen")
    for seed in (AGENT, PRINCIPAL):
        told = told_of(terminal, seed)
        secrets = Secrets(told["name"], told["id_number"], told["address"], told["id_number"])
        acting.glass.until(
            lambda secrets=secrets: not left_on_the_terminal(terminal, secrets),  # type: ignore[misc]
            "something stayed",
        )
        acting.glass.until(
            lambda secrets=secrets: not alive_in_memory(secrets),  # type: ignore[misc]
            "somebody still holds a card",
        )
    assert terminal.parts.drafts.kept() == []
    assert terminal.parts.store.cases() == []


def test_after_a_power_cut_while_the_principal_signs_nothing_of_either_is_there(tmp_path: Path, qtbot: QtBot) -> None:
    del qtbot
    killed = subprocess.run(
        [sys.executable, "-m", "tests.journeys.cut_agency", str(tmp_path)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with desk_hall(tmp_path, GLASS) as hall, open_terminal(hall.place.settings) as again:
        assert isinstance(again.sitting.state, AtHome)
        assert again.parts.store.cases() == []
        assert again.parts.drafts.kept() == []
        assert again.parts.outbox.waiting() == 0
        assert again.parts.verify_audit().intact
        assert [each for each in (tmp_path / "attachments").rglob("*") if each.is_file()] == []
        assert not isinstance(again.sitting.state, AtStep)
