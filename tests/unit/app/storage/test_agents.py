"""Who acted for whom: found while the case is open, told what is theirs, erased with the case."""

import shutil

import pytest

from app.domain.case import CaseStatus
from app.domain.ports import Change
from app.storage import open_store
from tests.unit.app.storage.test_data_life import (
    COUNTER,
    SELF_SERVICE,
    centre,
    encodings,
    everything,
    taken_by_the_centre,
)

__all__ = ["centre"]
AGENT = {
    "kind": "resident",
    "name": "司徒代办",
    "id_number": "330782198802034524",
    "birth_date": "1988-02-03",
    "relation": "child",
    "reason": "away",
    "principal": "card",
}


@pytest.fixture(params=[SELF_SERVICE, COUNTER], ids=["self_service", "counter"])
def station(request, new_data_dir, data_dir, clock, centre):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock, request.param) as opened:
        opened.settings.put({"centre.seal_recipient": str(centre.to_public())})
        yield opened


@pytest.fixture
def is_counter(request):
    return request.node.callspec.id == "counter"


def acted(samples, index=1):
    data = {"applicant": samples.applicant, "agent": AGENT, "face": "matched", "form": {"phone": samples.phone}}
    return samples.submission(index, data=data)


def numbers(station, id_number):
    return [(each.number, each.as_agent) for each in station.cases.cases_of(id_number)]


def said_by_the_centre(station, samples, status, index=1):
    body = {"case_id": samples.case_id(index), "status": status, "reason": "x"}
    station.outbox.apply_changes([Change(status, "case.status", body)], status)


def test_both_find_the_case_and_the_agent_is_told_that_it_is_anothers(station, samples):
    station.cases.submit(acted(samples))
    assert numbers(station, samples.applicant["id_number"]) == [("L20260318-0001", False)]
    assert numbers(station, AGENT["id_number"].lower()) == [("L20260318-0001", True)]


@pytest.mark.parametrize("over", ["completed", "refused"])
def test_the_agency_ends_with_the_matter_and_the_principal_still_finds_it(station, samples, over):
    station.cases.submit(acted(samples))
    said_by_the_centre(station, samples, "returned")
    assert numbers(station, AGENT["id_number"]) == [("L20260318-0001", True)]
    said_by_the_centre(station, samples, over)
    assert numbers(station, AGENT["id_number"]) == []
    (case,) = station.cases.cases_of(samples.applicant["id_number"])
    assert case.status is CaseStatus(over)


def test_an_agents_own_cases_and_those_of_others_stand_together_the_newest_first(station, samples, clock):
    station.cases.submit(acted(samples, 1))
    clock.forward(minutes=1)
    station.cases.submit(samples.submission(2, data={"applicant": AGENT}))
    clock.forward(minutes=1)
    station.cases.submit(acted(samples, 3))
    found = station.cases.cases_of(AGENT["id_number"], limit=2)
    assert [(each.id, each.as_agent) for each in found] == [(samples.case_id(3), True), (samples.case_id(2), False)]


def test_to_each_is_told_what_is_theirs(station, samples, is_counter):
    station.cases.submit(acted(samples))
    (to_agent,) = station.personal.held_of(AGENT["id_number"], "T01").cases
    (to_principal,) = station.personal.held_of(samples.applicant["id_number"], "T01").cases
    assert (to_agent.as_agent, to_principal.as_agent) == (True, False)
    assert to_agent.data == ({"agent": AGENT, "face": "matched"} if is_counter else {})
    if is_counter:
        assert to_principal.data["applicant"] == samples.applicant
        assert to_principal.data["agent"]["id_number"] == "3307**********4524"
        assert "birth_date" not in to_principal.data["agent"]


@pytest.mark.parametrize("who", ["agent", "applicant"])
def test_erased_by_either_nothing_of_both_is_left(station, samples, clock, data_dir, who):
    asks = AGENT["id_number"] if who == "agent" else samples.applicant["id_number"]
    station.cases.submit(acted(samples))
    assert station.personal.erase(asks, "T01").waiting == 1
    taken_by_the_centre(station, clock)
    station.life.tend()
    assert numbers(station, AGENT["id_number"]) == numbers(station, samples.applicant["id_number"]) == []
    inside = everything(station, data_dir)
    words = (*samples.applicant.values(), AGENT["name"], AGENT["id_number"])
    assert not [each for each in encodings(*words) if each in inside]


def test_when_its_time_is_over_the_agent_is_forgotten_with_the_case(station, samples, clock, data_dir):
    station.cases.submit(acted(samples))
    taken_by_the_centre(station, clock)
    clock.forward(days=91)
    station.life.tend()
    assert station.personal.held_of(AGENT["id_number"], "T01").cases == ()
    inside = everything(station, data_dir)
    assert not [each for each in encodings(AGENT["name"], AGENT["id_number"]) if each in inside]
