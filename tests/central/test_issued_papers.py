"""A paper that lies before somebody is held against what the centre has on record, by its code and its number."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pyrage
import pytest

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.codes import PAGE_CODE_LENGTH, grouped, new_code
from app.central.registers.issued_papers import PAPER_CHECK, PaperState
from app.domain.formats import mask_name
from tests.central.conftest import Station, new_id, opened

PROOF, DESK = "social-insurance-proof", "temporary-id-card"
CHECKER = {"id_number": "110101199003074477", "name": "测试𠮷", "kind": "resident", "sam_id": "05.01"}


def issued(station: Station, item: str = PROOF, days_ago: int = 0) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The case, the paper it made, and the name of its holder."""
    payload, sample = station.case(item, seed=7)
    paper = {
        "case_id": payload["id"],
        "code": new_code(PAGE_CODE_LENGTH),
        "number": f"{station.enrolment['number_prefix']}-{new_id()[-12:].upper()}",
        "item": item,
        "sha256": "ab" * 32,
        "issued_at": (datetime.now(UTC) - timedelta(days=days_ago)).isoformat(),
    }
    events = station.submitted(payload), station.event("document.issued", payload["id"], paper)
    assert station.verdicts(*events) == ["accepted", "accepted"]
    return payload, paper, sample.data["applicant"]["name"]


def check(station: Station, code: str, number: str) -> dict[str, Any] | None:
    """As the step `lookup` asks; None where there is no such paper."""
    reply = pyrage.x25519.Identity.generate()
    proof = CHECKER | {"read_at": datetime.now(UTC).isoformat(), "answers": {"code": code, "number": number}}
    body = {"sealed": station.seal(json.dumps(proof).encode()), "reply_to": str(reply.to_public())}
    answer = station.request("POST", f"/api/v1/queries/{PAPER_CHECK}", json=body)
    if answer.status_code == 404:
        assert answer.json()["code"] == "no_record"
        return None
    assert answer.status_code == 200, answer.text
    return dict(opened(reply, answer.json()["sealed"]))


def test_a_paper_of_the_centre_is_genuine_and_says_whose_it_is(station: Station, catalogue: LoadedCatalogue) -> None:
    _, paper, name = issued(station)
    told = check(station, paper["code"], paper["number"])
    item = catalogue.item(PROOF)
    assert told == {
        "person": {"name": CHECKER["name"], "id_number": CHECKER["id_number"]},
        "state": PaperState.GENUINE,
        "paper": item.result.name.zh_cn,
        "issuer": item.office.zh_cn,
        "issued_on": told["issued_on"] if told else "",
        "holder": mask_name(name),
    }
    assert abs((datetime.now(UTC).date() - datetime.fromisoformat(told["issued_on"]).date()).days) <= 1


def test_code_and_number_may_be_typed_as_people_type(station: Station) -> None:
    _, paper, _ = issued(station)
    told = check(station, f" {grouped(paper['code']).lower()} ", paper["number"].replace("-", " ").lower())
    assert told is not None
    assert told["state"] == PaperState.GENUINE


def test_another_number_under_a_known_code_is_an_altered_paper(station: Station) -> None:
    _, paper, _ = issued(station)
    told = check(station, paper["code"], paper["number"] + "1")
    assert told is not None
    assert told["state"] == PaperState.ALTERED


def test_the_number_of_another_paper_does_not_help(station: Station) -> None:
    _, first, _ = issued(station)
    _, second, _ = issued(station)
    told = check(station, first["code"], second["number"])
    assert told is not None
    assert told["state"] == PaperState.ALTERED


def test_a_paper_whose_days_are_over_is_out_of_date(station: Station, catalogue: LoadedCatalogue) -> None:
    days = catalogue.item(PROOF).result.validity_days
    assert days is not None
    _, last_day, _ = issued(station, days_ago=days - 1)
    _, over, _ = issued(station, days_ago=days + 2)
    states = [(check(station, each["code"], each["number"]) or {}).get("state") for each in (last_day, over)]
    assert states == [PaperState.GENUINE, PaperState.EXPIRED]


def test_the_paper_of_a_case_that_was_refused_afterwards_is_withdrawn(station: Station, office: Administration) -> None:
    payload, paper, _ = issued(station, DESK)
    office.decide(payload["id"], "refuse", "冒用他人身份")
    told = check(station, paper["code"], paper["number"])
    assert told is not None
    assert told["state"] == PaperState.WITHDRAWN


@pytest.mark.parametrize("code", ["", "ABCD", "U" * PAGE_CODE_LENGTH, "0" * PAGE_CODE_LENGTH])
def test_a_code_that_no_paper_has_is_none(station: Station, code: str) -> None:
    assert check(station, code, "3307260100000001") is None


def test_a_question_without_answers_is_none(station: Station) -> None:
    reply = pyrage.x25519.Identity.generate()
    proof = CHECKER | {"read_at": datetime.now(UTC).isoformat()}
    body = {"sealed": station.seal(json.dumps(proof).encode()), "reply_to": str(reply.to_public())}
    answer = station.request("POST", f"/api/v1/queries/{PAPER_CHECK}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "no_record")
