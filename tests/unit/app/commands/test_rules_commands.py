"""`kiosk rules` as a technician types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app.catalogue.rules import SHIPPED
from tests.unit.app.catalogue.rules.licence_driver import PACK, driver

FORM = {"verdict", "reasons", "allowed_classes", "new_validity", "first_day", "pack_version"}


@pytest.fixture
def facts(tmp_path: Path):
    """Writes the facts of the table's driver, changed, to a file."""

    def write(**changes: object) -> Path:
        path = tmp_path / "facts.json"
        path.write_text(json.dumps(driver({key.replace("__", "."): value for key, value in changes.items()})), "utf-8")
        return path

    return write


def test_a_driver_is_judged_from_a_file(kiosk, facts):
    answer = kiosk("rules", "check", PACK, "--facts", facts(), "--on", "2026-11-26", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert set(answer.document) == FORM
    assert answer.document["verdict"] == "may"
    assert answer.document["pack_version"] == "2025-01-01"


def test_a_refusal_is_an_answer_too_and_names_the_rule(kiosk, facts):
    file = facts(classes=["B2"], medical__vision_left=4.9)
    answer = kiosk("rules", "check", PACK, "--facts", file, "--on", "2026-11-26", "--json")
    assert answer.code == 0
    assert answer.document["verdict"] == "may_not"
    (reason,) = answer.document["reasons"]
    assert set(reason) >= {"rule", "text", "until"}
    assert (reason["rule"], reason["until"]) == ("vision", "2028-01-09")
    assert "C1" in answer.document["allowed_classes"]


def test_without_json_a_person_reads_it(kiosk, facts):
    answer = kiosk("rules", "check", PACK, "--facts", facts(in_person=False), "--on", "2026-11-26")
    assert answer.code == 0
    assert answer.out.startswith("不能办（2025-01-01 版规则）\n· 期满换证要本人到场")
    assert "准驾车型：C1" in answer.out


def test_without_a_date_it_is_judged_for_today(kiosk, tmp_path):
    (tmp_path / "facts.json").write_text("{}", "utf-8")
    answer = kiosk("rules", "check", PACK, "--facts", tmp_path / "facts.json", "--json")
    assert answer.document["verdict"] == "unknown"


def test_a_wrong_fact_is_exit_2_with_the_field(kiosk, facts):
    answer = kiosk("rules", "check", PACK, "--facts", facts(medical__vision_left=9), "--on", "2026-11-26", "--json")
    assert answer.code == 2
    assert answer.error["field"] == "medical.vision_left"


@pytest.mark.parametrize("text", ["", "{", "[]", '"C1"', "NaN", '{"medical": {"height_cm": NaN}}', "[" * 20000])
def test_a_file_that_holds_no_facts_is_exit_2(kiosk, tmp_path, text):
    (tmp_path / "facts.json").write_text(text, "utf-8")
    answer = kiosk("rules", "check", PACK, "--facts", tmp_path / "facts.json", "--json")
    assert answer.code == 2
    assert answer.error["what_to_do"]


def test_a_key_that_no_terminal_can_show_is_exit_2_all_the_same(kiosk, tmp_path):
    (tmp_path / "facts.json").write_text('{"\\ud800": 1}', "utf-8")
    assert kiosk("rules", "check", PACK, "--facts", tmp_path / "facts.json", "--json").code == 2


@pytest.mark.parametrize("day", ["2026-2-3", "2026-02-30", "tomorrow", "9999-12-31", "2020-01-01", ""])
def test_a_day_that_is_none_or_has_no_rules_is_exit_2(kiosk, facts, day):
    answer = kiosk("rules", "check", PACK, "--facts", facts(), "--on", day, "--json")
    assert answer.code == 2
    assert answer.error["message"]


def test_an_unknown_pack_is_exit_2(kiosk, facts):
    answer = kiosk("rules", "check", "../items", "--facts", facts(), "--json")
    assert answer.code == 2
    assert PACK in answer.error["what_to_do"]


def test_what_ships_is_listed_and_has_nothing_wrong(kiosk):
    listed = kiosk("rules", "list", "--json").document
    assert [each["version"] for each in listed if each["pack"] == PACK] == ["2022-04-01", "2025-01-01"]
    assert {each["pack"] for each in listed} == {each.name for each in SHIPPED.iterdir()}
    assert "待核实 ages.limits[4]" in kiosk("rules", "list").out
    assert kiosk("rules", "validate", "--json").document == []


def test_a_broken_pack_is_exit_2_with_file_line_and_key(kiosk, tmp_path):
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "rules"))
    newest = folder / PACK / "2025-01-01.yaml"
    newest.write_text(newest.read_text("utf-8").replace("opens_days_before: 90", "opens_days_before: 0"), "utf-8")
    answer = kiosk("rules", "validate", folder, "--json")
    assert answer.code == 2
    (row,) = answer.document
    assert (row["file"], row["key"]) == (f"{PACK}/2025-01-01.yaml", "window.opens_days_before")
    assert newest.read_text("utf-8").splitlines()[row["line"] - 1].strip().startswith("opens_days_before: 0")


def test_a_station_uses_the_packs_of_its_own_office(kiosk, facts, data_dir):
    data_dir.mkdir()
    folder = Path(shutil.copytree(SHIPPED, data_dir / "rules"))
    (data_dir / "station.toml").write_text('[catalogue]\nrules_dir = "rules"\n', "utf-8")
    newest = folder / PACK / "2025-01-01.yaml"
    newest.write_text(newest.read_text("utf-8").replace("opens_days_before: 90", "opens_days_before: 30"), "utf-8")
    answer = kiosk("rules", "check", PACK, "--facts", facts(), "--on", "2026-11-26", "--json")
    assert answer.document["first_day"] == "2026-12-11"
