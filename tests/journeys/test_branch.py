"""A branch renews a driving licence: who may, who may not and why; with the line down the film arrives afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.central.administration import Administration
from app.central.storage import reviewers
from app.central.storage.moment import now
from app.central.storage.reviewers import StoredReviewer
from app.composition.terminal import Terminal
from app.config import Settings
from app.demo import operator
from app.demo.examination import Body, passes_the_check
from app.demo.finger import Finger
from app.demo.operator import HEAVY, MAY, TOO_EARLY, UNKNOWN, Operator, driver_card, employ_operator
from app.demo.recorder import Recorder
from app.domain.case import CaseStatus
from app.domain.eligibility import RuleVerdict
from app.journeys.states import AtStep, Finished, Passed, Trouble, Troubled
from tests.central.office.conftest import Browser, quick_hash
from tests.journeys.desks import POST, desk_hall, staffed
from tests.journeys.hall import Hall, open_terminal

pytestmark = pytest.mark.xdist_group("terminal-2")
OpenOperator = Callable[[Terminal, str], Operator]
FILM, PHOTO, SIGNATURE = "video", "photo", "signature"


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with desk_hall(tmp_path_factory.mktemp("hall"), POST) as hall:
        yield hall


@pytest.fixture
def settings(own_hall: Hall, tmp_path: Path) -> Settings:
    return staffed(own_hall, tmp_path / "desk", POST, employ_operator)


@pytest.fixture
def at_branch(own_hall: Hall, tmp_path: Path) -> OpenOperator:
    def who(terminal: Terminal, id_number: str) -> Operator:
        surface = terminal.window.surface
        found = Operator(
            terminal,
            own_hall.place,
            Finger(surface),
            Recorder(tmp_path / "seen", surface, "post", pictures=False),
            driver_card(id_number),
        )
        found.finger.until(lambda: terminal.station.online, "no line")
        found.signs_in()
        return found

    return who


@contextmanager
def reviewer(hall: Hall, role: str) -> Iterator[Browser]:
    number = f"R-{role}"
    with Administration(hall.folder) as office, office.database.write() as connection:
        reviewers.keep(connection, StoredReviewer(number, "周审核", [role], quick_hash(), active=True), now())
    browser = Browser(hall.place.centre.url, number)
    try:
        assert browser.sign_in().status_code == 303
        yield browser
    finally:
        browser.http.close()


def eligibility(terminal: Terminal) -> Any:
    state = terminal.sitting.state
    assert isinstance(state, AtStep)
    return state.draft.eligibility


def rules(told: Any, effect: str) -> set[str]:
    return {each.rule for each in told.reasons if each.effect == effect}


def test_a_renewal_with_the_line_down_arrives_with_its_film_and_both_reviewers_decide_it(
    settings: Settings, own_hall: Hall, at_branch: OpenOperator, qtbot: QtBot
) -> None:
    with open_terminal(settings) as post:
        who = at_branch(post, MAY)
        own_hall.place.connect(False)
        who.finger.until(lambda: not post.station.online, "the pulled line was not noticed")
        case_id = who.renews_without_a_line()
        state = post.sitting.state
        assert isinstance(state, Finished)
        assert not state.at_centre
        assert own_hall.cases() == []
        who.goes_home()
        own_hall.place.connect(True)
        waiting = post.parts.outbox.waiting
        who.finger.until(lambda: waiting() == 0, "the outbox did not empty", 60)
        case = own_hall.case(case_id)
        here = post.parts.store.case(case_id)
        assert here is not None
        sums = {each.name: each.sha256 for each in here.attachments}
        assert {each["name"]: each["sha256"] for each in case["attachments"]} == sums
        assert set(sums) == {FILM, PHOTO, SIGNATURE}
        data = case["data"]
        assert "record" not in data
        assert data["eligibility"]["verdict"] == "unknown"
        assert data["eligibility"]["pack_version"]
        assert data["medical"]["vision_left"] >= 4.9
        listed = data["recordings"][FILM]
        assert (listed["whole"], listed["intact"]) == (True, True)
        assert sum(each["size"] for each in listed["segments"]) == next(
            each["size"] for each in case["attachments"] if each["name"] == FILM
        )
        assert post.parts.films.travelling_of(case_id) is None  # the case holds it now

        with reviewer(own_hall, "hospital") as hospital:
            assert "和录制时一样" in hospital.get(f"/office/cases/{case_id}/look/{FILM}").text
            assert hospital.get(f"/office/cases/{case_id}/film/{FILM}").headers["content-type"] == "video/mp4"
            assert hospital.decide(case_id, "accept").status_code == 303
        with reviewer(own_hall, "licensing") as licensing:
            assert licensing.decide(case_id, "accept").status_code == 303
        who.finger.until(
            lambda: post.parts.store.case(case_id).status is CaseStatus.ACCEPTED, "the decision did not come", 60
        )


def test_a_heavy_driver_with_one_eye_too_weak_is_refused_by_the_rule_and_told_what_is_possible(
    settings: Settings, at_branch: OpenOperator, qtbot: QtBot
) -> None:
    with open_terminal(settings) as post:
        who = at_branch(post, HEAVY)
        who.comes_to_the_check()
        passes_the_check(who, Body(left=4.9))
        who.sees("EligibilityScreen")
        who.until_passed()
        told = eligibility(post)
        assert told.verdict is RuleVerdict.MAY_NOT
        assert "vision" in rules(told, "refuses")
        assert "C1" in told.possible_classes
        words = " ".join(each["text"] for each in post.window.shell.model.reasons)
        assert "5.0" in words
        facts = {each["label"]: each["value"] for each in post.window.shell.model.facts}
        assert facts["医生看录像确认后，可以换"].startswith("C1")
        state = post.sitting.state
        who.finger.rest(50)
        assert isinstance(state, AtStep)
        post.window.shell.model.goOn()
        assert post.sitting.state == replace(state, film=post.sitting.state.film)
        post.window.shell.exitPressed()
        who.finger.until(lambda: not post.parts.drafts.kept(), "what was refused is kept")


def test_who_comes_a_day_too_early_is_told_the_first_day(
    settings: Settings, at_branch: OpenOperator, qtbot: QtBot
) -> None:
    with open_terminal(settings) as post:
        who = at_branch(post, TOO_EARLY)
        who.is_refused("too-early")
        who.finger.touch("primary")
        who.sees("EligibilityScreen")
        who.until_state(lambda state: isinstance(state, AtStep) and isinstance(state.mood, Passed), "not judged")
        told = eligibility(post)
        assert told.verdict is RuleVerdict.MAY_NOT
        assert told.first_day is not None
        assert told.first_day > post.station.now().date().isoformat()
        facts = {each["label"]: each["value"] for each in post.window.shell.model.facts}
        assert facts["最早哪天能换"]
        post.window.shell.exitPressed()


def test_a_licence_that_the_centre_does_not_know_goes_no_further(
    settings: Settings, at_branch: OpenOperator, qtbot: QtBot
) -> None:
    with open_terminal(settings) as post:
        who = at_branch(post, UNKNOWN)
        who.finger.touch(f"item_{operator.ITEM}")
        who.identifies("photo")
        who.sees("QueryScreen")
        who.until_state(
            lambda state: isinstance(state, AtStep) and isinstance(state.mood, Troubled), "the trouble was not told"
        )
        state = post.sitting.state
        assert isinstance(state, AtStep)
        assert state.mood == Troubled(Trouble.NOTHING_ON_RECORD)
        item = post.parts.catalogue.item(operator.ITEM)
        assert item.query is not None
        assert post.window.shell.model.trouble["text"] == item.query.empty.zh_cn
        post.window.shell.model.goOn()
        assert post.window.shell.screen == "QueryScreen"
        post.window.shell.exitPressed()
