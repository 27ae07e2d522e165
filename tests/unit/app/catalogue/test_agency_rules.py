"""Each mistake a city can make where somebody may act for another is named with file and key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import validate
from app.catalogue.lines import with_lines
from tests.unit.app.catalogue.test_wrong_files import CARD, PENSION, Spoil, drop, found, put

POWER = 3
"""Where the power of attorney stands among the materials."""


def locked_to_the_card(values: Any) -> None:
    values["form"][0]["fields"][0] |= {"locked": True}


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (drop("agency"), "agency：applicants 里有 agent，这里要写怎样代办"),
        (put("applicants", value=["person"]), "applicants：写了 agency，这里要有 agent"),
        (put("agency", value=True), "agency：要写成“键: 值”的样子"),
        (put("agency", "who", value="x"), "agency.who：不认识这个键，可以写：relations、"),
        (drop("agency", "relations"), "agency.relations：缺这一项"),
        (
            put("agency", "relations", value=["spouse", "friend"]),
            "agency.relations[1]：不认识“friend”，可以写：spouse、",
        ),
        (put("agency", "relations", value=["spouse", "spouse"]), "agency.relations[1]：“spouse”写了两次"),
        (put("agency", "relations", value=["spouse"]), "agency.relations：至少写两个"),
        (put("agency", "reasons", value=["away", "lazy"]), "agency.reasons[1]：不认识“lazy”，可以写：age_or_illness、"),
        (drop("agency", "power_of_attorney"), "agency.power_of_attorney：缺这一项"),
        (
            put("agency", "power_of_attorney", value="bank-card"),
            "agency.power_of_attorney：没有来源是 agent 的材料“bank-card”",
        ),
        (put("agency", "guardianship", value="power-of-attorney"), "agency.guardianship：委托书和监护证明要分开写"),
        (drop("agency", "guardianship"), "agency.guardianship：relations 里有 guardian"),
        (
            put("materials", POWER, "required", value=False),
            f"materials[{POWER}].required：代办的材料",
        ),
        (
            put("materials", POWER, "media_types", value=["application/pdf"]),
            f"materials[{POWER}].media_types：代办的材料",
        ),
        (put("materials", POWER, "code", value="power"), f"materials[{POWER}].code：agency 里没写“power”，用不上"),
        (put("steps", 1, value="agency"), "steps：agency 不写在 steps 里"),
        (locked_to_the_card, "form[0].fields[0].locked：本人的证没读就填不上，agency 里写 principal_card: true"),
    ],
)
def test_a_mistake_about_agents_is_named_with_file_and_key(
    spoil: Spoil, act: Callable[[Any], Any], sentence: str
) -> None:
    said = found(spoil(PENSION, act))
    assert any(each.startswith(f"{PENSION}：") and sentence in each for each in said), said


def test_an_item_that_photographs_the_person_cannot_be_done_by_another(spoil: Spoil) -> None:
    def act(values: Any) -> None:
        values["applicants"] = ["person", "agent"]
        values["agency"] = {"relations": ["spouse", "child"], "reasons": ["away", "busy"], "power_of_attorney": "power"}

    said = found(spoil(CARD, act))
    assert f"{CARD}：agency：有 photo 这一步（当场给本人拍照），不能代办：去掉这一步，或不写 agency" in said


def test_papers_for_an_agent_that_no_item_knows_are_named(spoil: Spoil) -> None:
    def act(values: Any) -> None:
        values["materials"].append(
            {
                "code": "power",
                "name": {"zh_CN": "委托书"},
                "source": "agent",
                "attachment": "p",
                "media_types": ["image/jpeg"],
            }
        )

    [said] = found(spoil(CARD, act))
    assert said.startswith(f"{CARD}：materials[2].source：没写 agency，代办的材料用不上")


def test_the_line_is_told_too(spoil: Spoil) -> None:
    folder: Path = spoil(PENSION, put("agency", "relations", value=["spouse", "friend"]))
    [finding] = with_lines(validate(folder), folder)
    line = (folder / PENSION).read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert "friend" in line
