"""Every mistake of tests/data/broken-items is refused by the command, with file, line and what would be right.

Each file there changes one piece of the good catalogue beside it (`replace`, `by`; or `whole`) and says what is found;
a long list of words that may be written ends in `…` there.
"""

from __future__ import annotations

import shutil
from itertools import zip_longest
from pathlib import Path

import pytest
import yaml

BROKEN = Path(__file__).resolve().parents[3] / "data" / "broken-items"
MISTAKES = sorted(BROKEN.glob("*.yaml"))
FEWEST = 40
MORE = "…"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(BROKEN / "good", tmp_path / "catalogue"))


def test_the_catalogue_the_mistakes_are_made_in_is_good(kiosk, folder):
    answer = kiosk("catalogue", "validate", folder)
    assert (answer.code, answer.out) == (0, "目录没有问题\n")


def test_there_are_many_kinds_and_each_is_told_otherwise():
    told = [yaml.safe_load(path.read_text("utf-8")) for path in MISTAKES]
    assert len(told) >= FEWEST
    assert len({each["mistake"] for each in told}) == len(told)
    assert len({tuple(each["found"]) for each in told}) >= FEWEST


def as_told(said, told):
    """What was said, as far as it is told."""
    whole = told is None or said is None or not told.endswith(MORE)
    return said if whole else said[: len(told) - 1] + MORE


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_refused_with_file_line_and_what_would_be_right(kiosk, folder, path):
    told = yaml.safe_load(path.read_text("utf-8"))
    spoilt = folder / told["file"]
    good = spoilt.read_text("utf-8")
    if "whole" in told:
        spoilt.write_text(told["whole"], "utf-8")
    else:
        assert good.count(told["replace"]) == 1
        spoilt.write_text(good.replace(told["replace"], told["by"]), "utf-8")
    answer = kiosk("catalogue", "validate", folder)
    assert answer.code == 2
    assert [as_told(*pair) for pair in zip_longest(answer.out.splitlines(), told["found"])] == told["found"]
    rows = kiosk("catalogue", "validate", folder, "--json").document
    last = max(1, len(spoilt.read_text("utf-8").splitlines()))
    assert {row["file"] for row in rows} == {told["file"]}
    assert [row["line"] for row in rows if not 1 <= row["line"] <= last] == []
