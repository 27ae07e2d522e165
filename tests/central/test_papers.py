"""What became of papers is kept with their case and shown, with who had one printed again and why."""

from __future__ import annotations

from typing import Any

from app.central.administration import Administration
from tests.central.conftest import Station, new_id


def printed(station: Station, case_id: str, number: str, outcome: str, **changed: Any) -> dict[str, Any]:
    told = {
        "case_id": case_id,
        "number": number,
        "job_id": new_id(),
        "outcome": outcome,
        "at": "2026-03-18T09:30:00+08:00",
    }
    return station.event("document.printed", case_id, told | changed)


def reprinted(station: Station, case_id: str, number: str, reason: str) -> dict[str, Any]:
    told = {"case_id": case_id, "number": number, "job_id": new_id(), "operator": "017", "reason": reason}
    return station.event("document.reprinted", case_id, told)


def test_the_fate_of_a_paper_is_shown_with_its_case(station: Station, office: Administration) -> None:
    payload, _ = station.case()
    case_id, number = payload["id"], payload["number"]
    verdicts = station.verdicts(
        station.submitted(payload),
        printed(station, case_id, number, "failed"),
        reprinted(station, case_id, number, "纸卡坏了"),
        printed(station, case_id, number, "presented"),
        printed(station, case_id, number, "taken"),
    )
    assert verdicts == ["accepted"] * 5
    papers = office.get_case(case_id)["papers"]
    assert [each["outcome"] for each in papers] == ["failed", "reprint", "presented", "taken"]
    assert (papers[1]["operator"], papers[1]["reason"]) == ("017", "纸卡坏了")
    [listed] = [each for each in office.list_cases() if each["id"] == case_id]
    assert listed["papers"] == papers


def test_the_same_word_again_is_a_duplicate(station: Station, office: Administration) -> None:
    payload, _ = station.case()
    event = printed(station, payload["id"], payload["number"], "taken")
    station.send(station.submitted(payload), event)
    assert station.verdicts(event) == ["duplicate"]
    assert len(office.get_case(payload["id"])["papers"]) == 1


def test_what_cannot_be_is_rejected(station: Station) -> None:
    payload, _ = station.case()
    station.send(station.submitted(payload))
    number = payload["number"]
    answer = station.send(
        printed(station, new_id(), number, "taken"),
        printed(station, payload["id"], number, "eaten"),
        reprinted(station, payload["id"], number, ""),
    )
    assert [each["reason"] for each in answer["verdicts"]] == [
        "case_unknown",
        "payload_malformed:outcome",
        "payload_malformed:reason",
    ]
