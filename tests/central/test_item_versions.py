"""A centre that has an old and a new version of an item: a case goes by the version the station began it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue
from app.catalogue.life import versions_of
from app.central.administration import Administration
from tests.central.conftest import EmbeddedCentre, Station

ITEM = "temporary-id-card"


@pytest.fixture
def both(catalogue: LoadedCatalogue) -> LoadedCatalogue:
    """The new one has been in force for a day; it asks less."""
    old = replace(catalogue.item(ITEM), effective_to=date(2026, 6, 30))
    new = replace(old, version="2.0", effective_from=date(2026, 7, 1), effective_to=None, form=old.form[:1])
    others = [each for each in catalogue.items() if each.code != ITEM]
    return replace(catalogue, version="2099.1", _items=versions_of([*others, old, new]))


@pytest.fixture
def station(tmp_path: Path, both: LoadedCatalogue, hall: Callable[..., Station]) -> Iterator[Station]:
    """Its own catalogue is still the old one: it was without a line when the new one came."""
    with EmbeddedCentre(tmp_path, both) as centre, Administration(tmp_path) as office:
        made = hall(centre.url, office)
        yield made
        made.close()


def verdict(station: Station, payload: dict[str, Any]) -> tuple[str, str | None]:
    (told,) = station.send(station.submitted(payload))["verdicts"]
    return told["verdict"], told.get("reason")


def test_a_case_of_the_old_version_is_taken_after_its_last_day(station: Station) -> None:
    payload, _ = station.case(ITEM)
    assert payload["item_version"] == "1.0"
    assert verdict(station, payload) == ("accepted", None)


def test_it_is_still_checked_by_the_form_of_its_own_version(station: Station) -> None:
    payload, sample = station.case(ITEM)
    form = {key: value for key, value in sample.data["form"].items() if key != "phone"}
    payload["data"] = {**sample.data, "form": form}
    assert verdict(station, payload) == ("rejected", "application:phone")


def test_under_the_new_version_the_old_form_does_not_hold(station: Station) -> None:
    payload, sample = station.case(ITEM)
    payload["item_version"] = "2.0"
    assert verdict(station, payload)[0] == "rejected"
    payload, sample = station.case(ITEM, seed=2)
    payload |= {"item_version": "2.0", "data": {**sample.data, "form": {"reason": sample.data["form"]["reason"]}}}
    assert verdict(station, payload) == ("accepted", None)


def test_both_versions_are_told_to_stations(station: Station) -> None:
    told = station.request("GET", "/api/v1/catalogue").json()
    assert {each["version"] for each in told["items"] if each["code"] == ITEM} == {"1.0", "2.0"}
    assert {ITEM, f"{ITEM}@1.0"} <= set(told["added"])
