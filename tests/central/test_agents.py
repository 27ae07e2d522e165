"""Cases in which somebody acts for another, at a real centre: what it takes, and by which word it refuses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from app.catalogue.samples import make_sample
from app.central.administration import Administration
from tests.central.conftest import Station, cases_of

ITEM = "residents-pension-registration"
CHILD = {"id_number": "330782201901012341", "birth_date": "2019-01-01"}
Change = Callable[[dict[str, Any]], object]


def by_agent(station: Station, change: Change = lambda _: None, *, without: str = "", **changed: Any) -> dict[str, Any]:
    sample = make_sample(station.catalogue.item(ITEM), 1, by_agent=True)
    data = deepcopy(dict(sample.data))
    change(data)
    files = [
        {
            "name": each.name,
            "media_type": each.media_type,
            "size": len(each.content),
            "sha256": hashlib.sha256(each.content).hexdigest(),
        }
        for each in sample.attachments.values()
        if each.name != without
    ]
    payload, _ = station.case(ITEM, data=data, attachments=files, **changed)
    return payload


def same_person(data: dict[str, Any]) -> None:
    data["agent"] |= {key: data["applicant"][key] for key in ("kind", "id_number", "birth_date")}


def verdict(station: Station, payload: dict[str, Any]) -> tuple[str, str | None]:
    (told,) = station.send(station.submitted(payload))["verdicts"]
    return told["verdict"], told.get("reason")


def test_a_case_by_an_agent_is_taken_and_both_stand_in_it(station: Station, office: Administration) -> None:
    payload = by_agent(station)
    assert verdict(station, payload) == ("accepted", None)
    kept = office.get_case(payload["id"])["data"]
    assert kept["agent"] == payload["data"]["agent"]
    assert kept["applicant"]["id_number"] != kept["agent"]["id_number"]


@pytest.mark.parametrize(
    ("change", "without", "reason"),
    [
        (same_person, "", "application:agent.same_person"),
        (lambda data: data["agent"].update(CHILD), "", "application:agent.age"),
        (lambda data: data["agent"].update(id_number="330782198802034525"), "", "application:agent.id_number"),
        (lambda data: data["agent"].update(relation="friend"), "", "application:agent.relation"),
        (lambda data: data["applicant"].update(CHILD, kind="resident"), "", "application:agent.guardian"),
        (lambda data: data.update(agent={}), "", "application:agent.kind"),
        (lambda data: None, "power-of-attorney", "application:agent.paper"),
        (
            lambda data: data.update(materials={"power-of-attorney": "promised"}),
            "power-of-attorney",
            "application:agent.paper",
        ),
    ],
)
def test_what_a_station_should_never_have_sent_is_refused_with_a_word_for_it(
    station: Station, office: Administration, change: Change, without: str, reason: str
) -> None:
    assert verdict(station, by_agent(station, change, without=without)) == ("rejected", reason)
    assert cases_of(station, office) == []


def test_an_agent_for_an_item_that_allows_none_is_refused(station: Station) -> None:
    agent = make_sample(station.catalogue.item(ITEM), 1, by_agent=True).data["agent"]
    payload, _ = station.case("temporary-id-card")
    with_agent = {**payload, "data": {**payload["data"], "agent": agent}}
    assert verdict(station, with_agent) == ("rejected", "application:agent")


def test_of_a_case_of_another_version_it_is_still_asked_who_acted(station: Station) -> None:
    assert verdict(station, by_agent(station, item_version="0.9")) == ("accepted", None)
    assert verdict(station, by_agent(station, same_person, item_version="0.9")) == (
        "rejected",
        "application:agent.same_person",
    )


def test_the_age_of_an_agent_counts_on_the_day_of_the_application(station: Station) -> None:
    """A case that waited for the line until the agent grew up was wrong on its day."""
    young = {"id_number": "330782200811268218", "birth_date": "2008-11-26"}
    before = by_agent(station, lambda data: data["agent"].update(young), submitted_at="2026-11-25T23:00:00+08:00")
    assert verdict(station, before) == ("rejected", "application:agent.age")
    on_the_day = by_agent(station, lambda data: data["agent"].update(young), submitted_at="2026-11-26T00:30:00+08:00")
    assert verdict(station, on_the_day) == ("accepted", None)
