"""What a station's settings make of the medical check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.composition.check_place import check_place
from app.config import MedicalFacts, Settings
from app.journeys.medical import Chart

PACK, ON = "driving-licence-renewal", date(2026, 3, 18)


def test_screen_and_limits_are_the_stations_own(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path / "station.toml", medical=MedicalFacts(0.31, 3000))
    place = check_place(settings)
    assert place.chart == Chart(0.31, 3000)
    limits = place.limits(PACK, ("C1",), ON)
    assert limits is not None
    assert limits.vision == 4.9


def test_without_a_pack_a_version_or_a_class_there_are_no_limits_and_no_error(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path / "station.toml")
    place = check_place(settings)
    assert place.limits("fishing", ("C1",), ON) is None
    assert place.limits(PACK, (), ON) is None
    assert place.limits(PACK, ("C1",), date(1999, 1, 1)) is None
    assert check_place(replace(settings, rules_dir=tmp_path)).limits(PACK, ("C1",), ON) is None
