"""One case from enrolment to acceptance, as a station and the office see it."""

from __future__ import annotations

from app.central.administration import Administration
from tests.central.conftest import Station


def test_a_case_with_all_its_files_is_accepted(station: Station, office: Administration) -> None:
    payload, sample = station.case()
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    assert office.get_case(payload["id"])["status"] == "received"
    station.upload_all(payload, sample)
    case = office.get_case(payload["number"])
    assert case["status"] == "accepted"
    assert case["data"] == payload["data"]
    assert [each["sha256"] for each in case["attachments"]] == [each["sha256"] for each in payload["attachments"]]
    told = station.request("GET", "/api/v1/changes?after=0").json()
    assert [change["status"] for change in told["changes"]] == ["received", "accepted"]
