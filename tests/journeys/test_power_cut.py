"""The power is cut in the middle: the terminal starts at home, what was submitted is there once, nothing is half."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.cli import main
from app.domain.case import CaseStatus
from app.journeys.states import AtHome
from tests.journeys.hall import open_hall, open_terminal
from tests.journeys.person import Person

pytestmark = pytest.mark.xdist_group("terminal-1")
HOUSE = Path(__file__).parents[2]
PATIENCE_S = 90


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=HOUSE, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )


def case_list(capsys: pytest.CaptureFixture[str], data_dir: Path) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["case", "list", "--data-dir", str(data_dir), "--json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


@pytest.mark.parametrize(("where", "cases"), [("before", 0), ("saved", 1), ("printing", 1)])
def test_after_a_power_cut_the_terminal_stands_at_home_with_what_was_submitted(
    tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str], where: str, cases: int
) -> None:
    killed = run("tests.journeys.cut_power", str(tmp_path), where)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    listed = case_list(capsys, tmp_path)
    assert len(listed) == cases
    with open_hall(tmp_path) as hall, open_terminal(hall.place.settings) as terminal:
        person = Person(terminal, hall, card=None)
        person.sees("HomeScreen")
        assert isinstance(person.state, AtHome)
        parts = terminal.parts
        person.until(lambda: terminal.station.online and parts.outbox.waiting() == 0, "the outbox did not empty")
        person.until(
            lambda: all(case.status is CaseStatus.ACCEPTED for case in parts.store.cases()), "the status is not known"
        )
        here = parts.store.cases()
        assert [case.id for case in here] == [row["id"] for row in listed]
        there = hall.cases()
        assert [(case["id"], case["number"], case["status"]) for case in there] == [
            (case.id, case.number, "accepted") for case in here
        ]
        for case in here:
            kept = {each.name: each.sha256 for each in case.attachments}
            assert {each["name"]: each["sha256"] for each in hall.case(case.id)["attachments"]} == kept
            assert len(kept) == 2
        assert [job.state.value for job in parts.prints.jobs()] == (["unknown"] if where == "printing" else [])
        assert parts.verify_audit().intact
    files = [each for each in (tmp_path / "attachments").rglob("*") if each.is_file()]
    assert len(files) == 2 * cases
