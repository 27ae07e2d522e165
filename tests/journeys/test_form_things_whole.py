"""Persons, a place, files and a row of a record all the way: by touch on a real terminal, into the centre's hands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.composition.simulated import sample_card
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.demo.walker import Walker
from tests.form_catalogue import EVERY_THING, FORM_CATALOGUE
from tests.journeys.hall import Hall, open_hall, open_terminal

pytestmark = pytest.mark.xdist_group("terminal-2")
STATION = f"""[station]
kind = "self_service"
name = "便民服务终端"
place = "云溪镇便民服务中心"

[catalogue]
dir = "{FORM_CATALOGUE}"
"""
SEED = 8


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A centre that knows the same definitions."""
    folder = tmp_path_factory.mktemp("hall")
    (folder / "station.toml").write_text(STATION, encoding="utf-8")
    with open_hall(folder) as hall:
        yield hall


def test_every_kind_is_given_by_touch_and_comes_to_the_centre_with_its_files(
    own_hall: Hall, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "station"
    folder.mkdir()
    (folder / "station.toml").write_text(STATION, encoding="utf-8")
    own_hall.tidy()
    with open_terminal(own_hall.enrolled(folder)) as terminal:
        card = sample_card(terminal.parts, EVERY_THING.code, SEED)
        finger = Finger(terminal.window.surface)
        finger.until(lambda: terminal.station.online, "no line")
        walk = Walker(Glass(terminal, finger), own_hall.simulators, card).walks(EVERY_THING, SEED)
    assert walk.at_centre
    there = own_hall.case(walk.case_id)
    form = there["data"]["form"]
    chosen = next(row for row in there["data"]["record"]["violations"] if row["number"] == form["violation"])
    assert form["fine"] == f"{chosen['fine'] / 100:.2f}"
    assert json.loads(form["family"])[0]["relation"] in {"spouse", "child", "parent"}
    assert json.loads(form["where"])["grid"].startswith("YX-")
    files = {each["name"]: each["media_type"] for each in there["attachments"] if each["size"]}
    assert files == {
        "picture": "image/jpeg",
        "pages": "image/jpeg",
        "witness": "image/png",
        "signature": "image/png",
    }
    assert (form["picture"], form["pages"], form["witness"]) == ("taken", "1", "taken")
    assert walk.told["violation"] == "还没选违法记录"
    assert walk.told["picture"] == "还没拍问题照片"
    assert walk.told["family"] == "还没填家庭成员"
