"""A clerk decides at the desk: with the line down, without the right, with the printer jammed, and after the power."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from app.central.administration import Administration
from app.central.storage import operators as central_operators
from app.central.storage.tables import operator_rights
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.config import Settings
from app.demo.clerk import NAME, NUMBER, Clerk, employ_clerk
from app.demo.finger import Finger
from app.demo.recorder import Recorder
from app.domain.prints import PaperKind
from app.journeys.decided import Stage
from app.journeys.states import AtHome, AtStep, Finished, Paper
from tests.journeys.desks import COUNTER, desk_hall, staffed
from tests.journeys.hall import Hall, open_terminal
from tests.journeys.test_desk import words

pytestmark = pytest.mark.xdist_group("terminal-2")


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with desk_hall(tmp_path_factory.mktemp("hall"), COUNTER) as hall:
        yield hall


@pytest.fixture
def settings(own_hall: Hall, tmp_path: Path) -> Settings:
    return staffed(own_hall, tmp_path / "desk", COUNTER, employ_clerk)


def clerk_at(hall: Hall, terminal: Terminal, folder: Path, seed: int) -> Clerk:
    surface = terminal.window.surface
    card = sample_card(terminal.parts, "temporary-id-card", seed)
    return Clerk(
        terminal, hall.place, Finger(surface), Recorder(folder / "out", surface, "counter", pictures=False), card
    )


def finished(terminal: Terminal) -> Finished:
    state = terminal.sitting.state
    assert isinstance(state, Finished)
    return state


def decides(clerk: Clerk, *stages: Stage) -> Finished:
    """办结, until one of these is reached."""
    clerk.finger.touch("primary")
    clerk.until_state(
        lambda state: isinstance(state, Finished) and state.decided is not None and state.decided.stage in stages,
        "nothing was decided",
    )
    return finished(clerk.terminal)


def printed(clerk: Clerk) -> None:
    clerk.until_state(lambda state: isinstance(state, Finished) and state.certificate is Paper.PRINTED, "not printed")


def leaves(clerk: Clerk) -> None:
    clerk.simulators.id_card_reader.take_card()
    clerk.until_state(lambda state: isinstance(state, Finished) and not state.card_in_reader, "card not seen taken")
    clerk.finger.touch("primary")
    clerk.until_state(lambda state: isinstance(state, AtHome), "home did not come")


def dismiss(hall: Hall) -> None:
    """An hour ago the centre took the right away; this desk has not heard of it."""
    with Administration(hall.folder) as office, office.database.write() as connection:
        connection.execute(delete(operator_rights).where(operator_rights.c.number == NUMBER))  # of other tests' desks
        known = next(each for each in central_operators.everyone(connection) if each.number == NUMBER)
        now_without = central_operators.Operator(NUMBER, NAME, ["clerk"], known.pin_hash, active=True)
        central_operators.keep(connection, now_without, datetime.now(UTC) - timedelta(hours=1))


def desk_of(terminal: Terminal) -> Any:
    return terminal.window.engine.rootObjects()[0].property("desk")


def test_a_clerk_without_the_right_is_refused_by_the_centre_and_nothing_is_printed(
    settings: Settings, own_hall: Hall, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_terminal(settings) as terminal:
        clerk = clerk_at(own_hall, terminal, tmp_path, 21)
        clerk.signs_in()
        case_id = clerk.accepts_a_case()
        dismiss(own_hall)
        papers = len(own_hall.simulators.certificate_printer.documents)
        state = decides(clerk, Stage.REJECTED)
        assert state.decided is not None
        assert state.decided.why == "no_right"
        assert any("没有当场决定的权限" in text for text in words(clerk))
        assert state.certificate is Paper.NONE
        assert len(own_hall.simulators.certificate_printer.documents) == papers
        assert own_hall.case(case_id)["status"] == "accepted"
        leaves(clerk)
        clerk.finger.until(lambda: desk_of(terminal).papers.open, "the refusal is not shown")
        (row,) = desk_of(terminal).papers.open
        assert (row["id"], row["act"]) == (case_id, "")
        assert "没有当场决定的权限" in row["text"]


def test_with_the_line_down_it_is_decided_and_printed_and_the_centre_hears_in_order(
    settings: Settings, own_hall: Hall, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_terminal(settings) as terminal:
        clerk = clerk_at(own_hall, terminal, tmp_path, 22)
        clerk.signs_in()
        clerk.finger.until(lambda: terminal.station.online, "no line")
        own_hall.place.connect(False)
        clerk.finger.until(lambda: not terminal.station.online, "the line is not down")
        case_id = clerk.accepts_a_case()
        assert not finished(terminal).at_centre
        assert any("已受理，等网络" in text for text in words(clerk))
        decides(clerk, Stage.WAITS)
        printed(clerk)
        assert any("办结，等网络" in text for text in words(clerk))
        number = finished(terminal).case.number
        own_hall.place.connect(True)
        terminal.parts.synchronizer.once()
        clerk.finger.until(
            lambda: own_hall.case(case_id)["status"] == "completed", "the decision did not come to the centre"
        )
        (document,) = own_hall.case(case_id)["documents"]
        assert document["number"] == number


def test_a_jammed_printer_loses_no_result_and_the_number_is_used_once(
    settings: Settings, own_hall: Hall, tmp_path: Path, qtbot: QtBot
) -> None:
    """The program ends with the paper not printed; whoever comes next finds it in the list."""
    with open_terminal(settings) as first:
        clerk = clerk_at(own_hall, first, tmp_path, 23)
        clerk.signs_in()
        case_id = clerk.accepts_a_case()
        own_hall.simulators.certificate_printer.unplug()
        decides(clerk, Stage.TAKEN)
        clerk.until_state(lambda state: isinstance(state, Finished) and state.certificate is Paper.FAILED, "no failure")
        assert not any("打好" in text for text in words(clerk))
        number = finished(first).case.number
        own_hall.simulators.id_card_reader.take_card()
    own_hall.simulators.certificate_printer.plug()
    papers = len(own_hall.simulators.certificate_printer.documents)
    with open_terminal(settings) as second:
        clerk = clerk_at(own_hall, second, tmp_path, 24)
        clerk.signs_in()
        clerk.finger.touch(f"print_{case_id}")
        printed(clerk)
        assert len(own_hall.simulators.certificate_printer.documents) == papers + 1
        jobs = second.parts.prints.jobs_of(PaperKind.CERTIFICATE, number)
        assert [job.attempt for job in jobs] == [1, 2]
        second.parts.synchronizer.once()
        assert [each["number"] for each in own_hall.case(case_id)["documents"]] == [number]
        clerk.finger.touch("primary")
        clerk.until_state(lambda state: isinstance(state, AtHome), "home did not come")
        clerk.finger.until(lambda: not desk_of(second).papers.open, "it is offered again")


def test_a_case_that_was_accepted_when_the_power_went_is_decided_after_the_next_start(
    settings: Settings, own_hall: Hall, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_terminal(settings) as terminal:
        clerk = clerk_at(own_hall, terminal, tmp_path, 27)
        clerk.signs_in()
        case_id = clerk.accepts_a_case()
        clerk.simulators.id_card_reader.take_card()
    with open_terminal(settings) as terminal:
        clerk = clerk_at(own_hall, terminal, tmp_path, 27)
        clerk.signs_in()
        desk = desk_of(terminal)
        clerk.finger.until(lambda: desk.papers.open, "what nobody decided is not told")
        assert [(each["id"], each["act"]) for each in desk.papers.open] == [(case_id, "decide")]
        clerk.finger.touch(f"decide_{case_id}")
        decides(clerk, Stage.TAKEN)
        printed(clerk)
        clerk.finger.touch("primary")
        clerk.until_state(lambda state: isinstance(state, AtHome), "home did not come")
        clerk.finger.until(lambda: desk.papers.open == [], "it is told yet")
    assert own_hall.case(case_id)["status"] == "completed"


def test_a_refusal_is_written_and_confirmed_by_the_keys(
    settings: Settings, own_hall: Hall, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_terminal(settings) as terminal:
        clerk = clerk_at(own_hall, terminal, tmp_path, 25)
        clerk.signs_in()
        case_id = clerk.accepts_a_case()
        clerk.finger.touch("refuse")
        field = clerk.finger.until(lambda: clerk.finger.find("refusalReason"), "no field for the reason")
        clerk.finger.until(lambda: field.property("focused"), "the field has no focus")
        assert not clerk.finger.find("primary").property("enabled")
        field.setProperty("text", "户籍不在本镇")
        clerk.finger.touch("primary")
        clerk.finger.until(lambda: any("确定不予办理吗" in text for text in words(clerk)), "it is not asked once more")
        assert own_hall.case(case_id)["status"] == "accepted"
        decides(clerk, Stage.TAKEN)
        case = own_hall.case(case_id)
        assert (case["status"], case["reason"]) == ("refused", "户籍不在本镇")
        assert finished(terminal).certificate is Paper.NONE


def test_a_notice_is_printed_with_the_line_down_and_whoever_comes_again_goes_on(
    settings: Settings, own_hall: Hall, tmp_path: Path, qtbot: QtBot
) -> None:
    """Read again for the same item, the person is offered what waited for them."""
    with open_terminal(settings) as terminal:
        clerk = clerk_at(own_hall, terminal, tmp_path, 26)
        clerk.signs_in()
        own_hall.place.connect(False)
        clerk.finger.until(lambda: not terminal.station.online, "the line is not down")
        clerk.comes_to_the_form()
        clerk._fills_the_form()
        clerk.sees("MaterialsScreen")
        clerk.until_passed()
        clerk.finger.touch("notify")
        clerk.until_state(lambda state: isinstance(state, AtStep) and state.notice is Paper.PRINTED, "no notice")
        state = terminal.sitting.state
        assert isinstance(state, AtStep)
        held, number = state.draft.case_id, state.draft.notice_number
        assert set(state.draft.told) >= {"bank-card", "household-register"}
        clerk.finger.touch("hold")
        own_hall.simulators.id_card_reader.take_card()
        clerk.until_state(lambda state: isinstance(state, AtHome), "the desk is not free")
        clerk.finger.until(lambda: desk_of(terminal).unfinished, "what waits is not offered")
        (row,) = desk_of(terminal).unfinished
        assert number in row["why"]
        assert "还差" in row["why"]
        clerk.comes_to_the_form()
        assert desk_of(terminal).papers.comesBack["id"] == held
        clerk.finger.touch("takeUp")
        clerk.until_state(lambda state: isinstance(state, AtStep) and state.draft.case_id == held, "not taken up")
        own_hall.place.connect(True)
        clerk.finger.until(lambda: [each.case_id for each in terminal.parts.drafts.kept()] == [held], "two are kept")
        terminal.parts.synchronizer.once()
        with Administration(own_hall.folder) as office, office.database.read() as connection:
            (told,) = connection.exec_driver_sql(f"SELECT number FROM notices WHERE case_id = '{held}'").all()  # noqa: S608
        assert told[0] == number


def test_a_notice_that_finds_no_paper_says_so_and_comes_out_with_the_same_number(
    settings: Settings, own_hall: Hall, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_terminal(settings) as terminal:
        clerk = clerk_at(own_hall, terminal, tmp_path, 27)
        clerk.signs_in()
        clerk.comes_to_the_form()
        clerk._fills_the_form()
        clerk.sees("MaterialsScreen")
        clerk.until_passed()
        own_hall.simulators.receipt_printer.unplug()
        clerk.finger.touch("notify")
        clerk.until_state(lambda state: isinstance(state, AtStep) and state.notice is Paper.FAILED, "no failure told")
        assert any("没打出来" in text for text in words(clerk))
        first = terminal.sitting.state.draft.notice_number  # type: ignore[union-attr]
        own_hall.simulators.receipt_printer.plug()
        clerk.finger.touch("notify")
        clerk.until_state(lambda state: isinstance(state, AtStep) and state.notice is Paper.PRINTED, "no notice")
        assert terminal.sitting.state.draft.notice_number == first  # type: ignore[union-attr]
        assert len(terminal.parts.prints.jobs_of(PaperKind.NOTICE, first)) == 2
