"""A machine that plays the terminal with a centre of its own: kinds of station, and the port of that centre."""

from __future__ import annotations

import socket
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.composition.parts import Parts, open_parts
from app.composition.simulated import open_place
from app.config import Settings, load_settings
from app.domain.errors import ConfigInvalid, WrongInput
from app.domain.service_item import StationKind


@pytest.fixture(autouse=True)
def schema_from_memory(first_schema_from_memory: None) -> None:
    """Of the station and the centre."""


def as_kind(data_dir: Path, kind: StationKind) -> Settings:
    settings = load_settings(data_dir)
    return replace(settings, station=replace(settings.station, kind=kind))


def enrolled(settings: Settings) -> str:
    """The address of the centre, which is gone again."""
    with open_parts(settings) as parts:
        place = open_place(settings, parts)
        place.close()
        return str(place.centre.url)


def test_a_station_that_is_enrolled_as_another_kind_says_so_and_as_its_own_it_goes_on(tmp_path: Path) -> None:
    enrolled(as_kind(tmp_path, StationKind.COUNTER))
    with open_parts(as_kind(tmp_path, StationKind.COUNTER)) as parts:
        parts.require_kind()
    with open_parts(as_kind(tmp_path, StationKind.POST)) as parts, pytest.raises(WrongInput) as told:
        parts.require_kind()
    assert told.value.message == "本机登记的是窗口工作站，不能作为警医邮网点运行。"
    assert "--kind post" in told.value.what_to_do


def test_a_station_that_is_not_enrolled_runs_as_any_kind(tmp_path: Path) -> None:
    with closing(Parts(as_kind(tmp_path, StationKind.POST))) as parts:
        parts.require_kind()


def test_a_centre_whose_port_is_taken_is_told_in_words_that_fit(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    port = urlsplit(enrolled(settings)).port
    with closing(socket.socket()) as other, open_parts(settings) as parts:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(ConfigInvalid, match=f"端口 {port} 已经有程序在用") as told:
            open_place(settings, parts)
    assert "--port" not in told.value.what_to_do
    assert "--data-dir" in told.value.what_to_do
