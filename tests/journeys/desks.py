"""Desks for the tests of whole sittings: a hall of their own, and a station whose people the centre has told it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.composition.parts import Parts
from app.composition.simulated import SimulatedPlace
from app.config import Settings
from tests.journeys.hall import Hall, open_hall

Employ = Callable[[SimulatedPlace, Parts], None]
COUNTER = """[station]
kind = "counter"
name = "便民服务终端"
place = "云溪镇便民服务中心"
number = "3 号综合窗口"
"""
POST = """[station]
kind = "post"
name = "便民服务终端"
place = "云溪邮政所"
number = "警医邮服务点"
"""


@contextmanager
def desk_hall(folder: Path, station: str) -> Iterator[Hall]:
    """Whoever is on its centre's list is told to every station: no other test may get it."""
    (folder / "station.toml").write_text(station, encoding="utf-8")
    with open_hall(folder) as hall:
        yield hall


def staffed(hall: Hall, folder: Path, station: str, employ: Employ) -> Settings:
    """A desk that was told by the centre who may sit at it; every device whole, the line up."""
    hall.tidy()
    folder.mkdir()
    (folder / "station.toml").write_text(station, encoding="utf-8")
    settings = hall.enrolled(folder)
    parts = Parts(settings)
    try:
        employ(hall.place, parts)
    finally:
        parts.close()
    return settings
