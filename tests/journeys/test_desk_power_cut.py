"""The power is cut while somebody works at a desk: what was filled in and what was filmed is offered again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.composition.simulated import sample_card
from app.demo import agent, clerk, operator
from app.demo.finger import Finger
from app.demo.recorder import Recorder
from app.domain.agency import NAME, NUMBER
from app.domain.errors import StorageProblem
from app.domain.films import FilmStore
from app.journeys.medical.keeping import exam_of
from app.journeys.states import AtStep, Film
from tests.journeys.cut_desk import ANSWERED, BANK, HOME, PRINCIPAL, PRINCIPALS_NUMBER
from tests.journeys.hall import open_hall, open_terminal

pytestmark = pytest.mark.xdist_group("terminal-2")
HOUSE = Path(__file__).parents[2]
PATIENCE_S = 120
MOST_LOST_S = 2
KINDS = {"form": "counter", "film": "post", "check": "post", "agency": "counter"}


@pytest.fixture
def cut(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A station whose power went; what it wrote of the moment before is beside it."""
    folder = tmp_path / "desk"
    folder.mkdir()
    station = f'[station]\nkind = "{KINDS[request.param]}"\nname = "便民服务终端"\nplace = "云溪镇"\n'
    (folder / "station.toml").write_text(station, encoding="utf-8")
    killed = subprocess.run(
        [sys.executable, "-m", "tests.journeys.cut_desk", str(folder), request.param, str(tmp_path / "seconds")],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    return folder


@pytest.mark.parametrize("cut", ["form"], indirect=True)
def test_a_power_cut_takes_no_more_of_the_form_than_the_field_under_the_cursor(
    cut: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_hall(cut) as hall, open_terminal(hall.place.settings) as desk:
        surface = desk.window.surface
        card = sample_card(desk.parts, "temporary-id-card", 8)
        who = clerk.Clerk(
            desk, hall.place, Finger(surface), Recorder(tmp_path / "seen", surface, "counter", pictures=False), card
        )
        who.finger.until(lambda: desk.station.online, "no line")
        who.signs_in()
        (kept,) = desk.parts.drafts.kept()
        who.finger.touch(f"resume_{kept.case_id}")
        who.sees("FormScreen")
        values = {each.field.name: each.value for each in desk.window.shell.model.fields}
        assert values["bank"] == BANK
        assert values["household_address"] in ("", HOME)
        assert desk.parts.verify_audit().intact


@pytest.mark.parametrize("cut", ["agency"], indirect=True)
def test_a_power_cut_leaves_who_came_for_whom(cut: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with open_hall(cut) as hall, open_terminal(hall.place.settings) as desk:
        surface = desk.window.surface
        card = sample_card(desk.parts, "temporary-id-card", 8)
        who = agent.AgentCase(
            desk, hall.place, Finger(surface), Recorder(tmp_path / "seen", surface, "counter", pictures=False), card
        )
        who.finger.until(lambda: desk.station.online, "no line")
        who.signs_in()
        (kept,) = desk.parts.drafts.kept()
        who.finger.touch(f"resume_{kept.case_id}")
        who.sees("AgencyScreen")
        values = {each.field.name: each.value for each in desk.window.shell.model.fields}
        assert values[NAME] == PRINCIPAL
        assert values[NUMBER] in ("", PRINCIPALS_NUMBER)
        state = desk.sitting.state
        assert isinstance(state, AtStep)
        assert state.draft.card is None
        assert state.draft.present is not None
        assert desk.parts.verify_audit().intact


@pytest.mark.parametrize("cut", ["film"], indirect=True)
def test_a_power_cut_takes_no_more_than_two_seconds_of_the_film_and_the_rest_goes_on(
    cut: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    stood = int((tmp_path / "seconds").read_text("utf-8"))
    with open_hall(cut) as hall, open_terminal(hall.place.settings) as post:
        surface = post.window.surface
        who = operator.Operator(
            post,
            hall.place,
            Finger(surface),
            Recorder(tmp_path / "seen", surface, "post", pictures=False),
            operator.driver_card(operator.MAY),
        )
        post.hands.store.run(lambda _: post.parts.pick_up_films(), lambda _: None)
        who.finger.until(lambda: post.station.online, "no line")
        films = post.parts.films
        (kept,) = post.parts.drafts.kept()
        who.finger.until(lambda: films.travelling_of(kept.case_id) is not None, "no film was found")
        recovered = films.seconds_of(kept.case_id)
        assert recovered >= stood - MOST_LOST_S
        who.signs_in()
        who.finger.touch(f"resume_{kept.case_id}")
        who.until_state(lambda state: isinstance(state, AtStep) and state.film is Film.ON, "the film does not go on")
        who.finger.until(lambda: films.seconds_of(kept.case_id) > recovered, "nothing more is filmed")
        film = films.travelling_of(kept.case_id)
        assert film is not None
        assert (film.listed["whole"], film.listed["intact"]) == (False, True)
        post.window.shell.exitPressed()
        who.finger.until(lambda: is_gone(films, kept.case_id), "a film nobody wants stays")


def is_gone(films: FilmStore, case_id: str) -> bool:
    """Its files go one by one, in the store's worker: looked at from here it may be half gone."""
    try:
        return films.travelling_of(case_id) is None
    except StorageProblem:
        return False


@pytest.mark.parametrize("cut", ["check"], indirect=True)
def test_a_power_cut_takes_no_more_of_the_check_than_the_answer_just_given(
    cut: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before = exam_of(json.loads((tmp_path / "seconds").read_text("utf-8")))
    assert len(before.right) == ANSWERED
    with open_hall(cut) as hall, open_terminal(hall.place.settings) as post:
        surface = post.window.surface
        who = operator.Operator(
            post,
            hall.place,
            Finger(surface),
            Recorder(tmp_path / "seen", surface, "post", pictures=False),
            operator.driver_card(operator.MAY),
        )
        who.finger.until(lambda: post.station.online, "no line")
        who.signs_in()
        (kept,) = post.parts.drafts.kept()
        who.finger.touch(f"resume_{kept.case_id}")
        who.until_state(lambda state: isinstance(state, AtStep) and state.draft.medical is not None, "nothing was kept")
        state = post.sitting.state
        assert isinstance(state, AtStep)
        after = state.draft.medical
        assert after is not None
        assert after.right[:ANSWERED] == before.right
        assert len(after.right) <= ANSWERED + 1
        assert replace(after, right=before.right) == before
