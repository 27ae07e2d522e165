"""Cases of a licence renewal as a station sends them: judged there, with a film and what the doctor looks at."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.catalogue import load_catalogue
from app.catalogue.id_numbers import birth_date_of
from app.catalogue.record_locks import as_told
from app.catalogue.rules import check
from app.central.administration import Administration
from app.central.traffic import simulated
from app.central.traffic.simulated import SimulatedPlatform
from app.domain.formats import CHINA
from tests.central.conftest import Station
from tests.central.mixed import part_of, send_mixed

ITEM = PACK = "driving-licence-renewal"
PATIENCE_S = 30.0
_RECORD_FACTS = (
    "classes",
    "valid_from",
    "valid_to",
    "points_by_year",
    "unsettled_violations",
    "unsettled_accidents",
)


def today() -> Any:
    return datetime.now(CHINA).date()


def medical(**changed: Any) -> dict[str, Any]:
    return {
        "date": today().isoformat(),
        "height_cm": 172,
        "vision_left": 5.0,
        "vision_right": 4.9,
        "corrected": False,
        "one_eyed": False,
        "colour_blind": "none",
        "hearing_left": True,
        "hearing_right": True,
        "hearing_aid": False,
        "limbs_shown": [{"act": "squat", "shown": True, "seconds": 2.0}, {"act": "bend", "shown": False}],
    } | changed


def renewal_data(id_number: str = simulated.MAY, *, with_line: bool = True, **changed: Any) -> dict[str, Any]:
    """What stands beside applicant and form in the case of this invented driver."""
    record = dict(SimulatedPlatform().licence("张小满", id_number, today()) or {})
    born = birth_date_of(id_number)
    assert born is not None
    checked = medical()
    names = _RECORD_FACTS if with_line else _RECORD_FACTS[:3]
    facts = {"birth_date": born.isoformat(), "sex": "1", "in_person": True} | {name: record[name] for name in names}
    facts["medical"] = {name: value for name, value in checked.items() if name != "limbs_shown"}
    answer = check(PACK, facts, today()).as_json()
    data = {"medical": checked, "eligibility": {"pack": PACK, "on": today().isoformat(), "facts": facts, **answer}}
    return (data | {"record": record} if with_line else data) | changed


def agreeing(data: dict[str, Any]) -> dict[str, Any]:
    """With the answers that the record gave."""
    return data | {"form": as_told(load_catalogue().item(ITEM), data["form"], data.get("record") or {})}


def applicant(id_number: str = simulated.MAY) -> dict[str, Any]:
    born = birth_date_of(id_number)
    assert born is not None
    return {
        "kind": "resident",
        "name": "张小满",
        "sex": "1",
        "birth_date": born.isoformat(),
        "id_number": id_number,
        "address": "浙江省金华市义乌市云溪镇安和路1号",
        "authority": "义乌市公安局",
        "valid_from": "2020-01-01",
        "valid_to": None,
    }


def send_renewal(
    station: Station, id_number: str = simulated.MAY, *, with_line: bool = True, film: bytes = b"", **changed: Any
) -> dict[str, Any]:
    """The payload of an accepted case, all its small files with it."""
    payload, sample = station.case(ITEM, seed=3)
    told = {"applicant": applicant(id_number), **renewal_data(id_number, with_line=with_line)}
    payload["data"] = agreeing({**payload["data"], **told}) | changed
    files = {name: each.content for name, each in sample.attachments.items()} | ({"video": film} if film else {})
    for each in payload["attachments"]:
        content = files[each["name"]]
        each |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    parts = [part_of(payload["id"], each, station.seal_file(files[each["name"]])) for each in payload["attachments"]]
    answer = send_mixed(station, [station.submitted(payload)], parts).json()
    verdicts = [each["verdict"] for each in (*answer["verdicts"], *answer["attachments"])]
    assert set(verdicts) == {"accepted"}, answer
    return payload


def recheck_of(
    office: Administration, case_id: str, fits: Callable[[dict[str, Any]], bool] | None = None
) -> dict[str, Any]:
    """The centre's judging of a case once it fits (or, where nothing is asked of it, is done)."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = office.get_case(case_id)["recheck"]
        assert found is not None
        if fits(found) if fits is not None else found["state"] == "done":
            return dict(found)
        time.sleep(0.02)
    raise AssertionError(f"it never came: {found['state']} {found['reason']}")
