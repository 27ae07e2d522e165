"""Registering a business at the reference centre: a name is one person's, and the case decided as it arrives."""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pyrage
import pytest
from sqlalchemy import select, update

from app.catalogue import LoadedCatalogue
from app.catalogue.credit_codes import credit_code_problem
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.business.held_licences import LICENCE_PRINT
from app.central.business.register import ITEM
from app.central.server import EmbeddedCentre
from app.central.settings import sqlite_url
from app.central.storage.business_tables import business_names
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.domain.formats import CHINA
from tests.central.conftest import Station, StationKeys, enrol, new_id, opened

PUBLIC = "https://centre.example"
NUMERALS = "甲乙丙丁戊己庚辛壬癸"
NAMES = (f"{a}{b}记" for a, b in itertools.product(NUMERALS, NUMERALS))
"""No two tests want the same."""
ANSWERS = {"industry": "grocery", "organisation": "shop", "division": "330726100", "scope": "packaged_food"}


@dataclass
class Site:
    """Replicas on one database."""

    centres: list[EmbeddedCentre]
    office: Administration
    database: Database
    catalogue: LoadedCatalogue
    closing: ExitStack

    def station(self, name: str) -> list[Station]:
        """One station, as it talks to each replica."""
        keys = StationKeys()
        answer = enrol(self.centres[0].url, self.office.make_enrolment_code(name), keys)
        assert answer.status_code == 201, answer.text
        told = answer.json() | {"centre_url": PUBLIC}
        here = [Station(each.url, keys, told, self.catalogue) for each in self.centres]
        for each in here:
            self.closing.callback(each.close)
        return here


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue
) -> Iterator[Site]:
    data_dir, url = tmp_path_factory.mktemp("business"), ""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").new_centre()
    with ExitStack() as closing:
        centres = [
            closing.enter_context(EmbeddedCentre(data_dir, catalogue, database_url=url, public_url=PUBLIC))
            for _ in range(2 if url else 1)
        ]
        office = closing.enter_context(Administration(data_dir, url, catalogue))
        database = Database(url or sqlite_url(data_dir))
        closing.callback(database.close)
        yield Site(centres, office, database, catalogue, closing)


@pytest.fixture
def stations(site: Site) -> list[Station]:
    return site.station(f"hall-{new_id()[-12:]}")


@pytest.fixture
def station(stations: list[Station]) -> Station:
    return stations[0]


@pytest.fixture
def trade_name() -> str:
    return next(NAMES)


def whole(trade_name: str) -> str:
    return f"青禾县{trade_name}副食品店"


def look_up(station: Station, seed: int, trade_name: str, **changed: str) -> dict[str, Any]:
    """What the register answers to the person of this seed."""
    person = make_sample(station.catalogue.item(ITEM), seed).data["applicant"]
    told = {"id_number": person["id_number"], "name": person["name"], "kind": person["kind"]}
    told |= {"read_at": datetime.now(UTC).isoformat(), "answers": ANSWERS | {"trade_name": trade_name} | changed}
    reply = pyrage.x25519.Identity.generate()
    body = {
        "sealed": station.seal(json.dumps(told, ensure_ascii=False).encode()),
        "reply_to": str(reply.to_public()),
    }
    answer = station.request("POST", f"/api/v1/queries/{ITEM}", json=body)
    assert answer.status_code == 200, answer.text
    return dict(opened(reply, answer.json()["sealed"]))


def send(station: Station, seed: int, trade_name: str, record: dict[str, Any] | None = None, **changed: str) -> str:
    """The case of this person, with its files; its id."""
    payload, sample = station.case(ITEM, seed)
    data = copy.deepcopy(dict(sample.data))
    data["form"] = {**data["form"], **ANSWERS, "trade_name": trade_name, **changed}
    data |= {"record": record} if record is not None else {}
    payload["data"] = data
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    return str(payload["id"])


def standing(site: Site, case_id: str) -> tuple[str, str]:
    case = site.office.get_case(case_id)
    return str(case["status"]), str(case["reason"])


def let_run_out(site: Site, trade_name: str) -> None:
    its = business_names.c.name == whole(trade_name)
    with site.database.write() as connection:
        connection.execute(update(business_names).where(its).values(held_until=now() - timedelta(seconds=1)))


def test_a_name_that_may_be_is_reserved_with_its_code_for_half_an_hour(
    site: Site, station: Station, trade_name: str
) -> None:
    record = look_up(station, 1, trade_name)
    assert record["verdict"] == {"may": True}
    assert record["name"] == whole(trade_name)
    assert credit_code_problem(record["code"]) is None
    assert record["scope"].startswith("一般项目：食品销售")
    with site.database.read() as connection:
        row = connection.execute(select(business_names).where(business_names.c.name == whole(trade_name))).one()
    assert timedelta(minutes=29) < row.held_until - now() <= timedelta(minutes=30)
    assert record["held_until"] == f"{row.held_until.astimezone(CHINA):%H:%M}"
    assert look_up(station, 1, trade_name)["code"] == record["code"], "the same person keeps it"


def test_what_may_not_be_says_why_and_reserves_nothing(site: Site, station: Station, trade_name: str) -> None:
    refused = look_up(station, 1, trade_name, scope="courier")
    assert refused["verdict"]["may"] is False
    assert refused["verdict"]["field"] == "scope"
    assert "邮政管理局" in refused["verdict"]["words"]["zh_CN"]
    assert "code" not in refused
    with site.database.read() as connection:
        rows = connection.execute(select(business_names).where(business_names.c.name == whole(trade_name))).all()
    assert rows == []


def test_a_name_of_another_is_refused_until_their_half_hour_is_over(
    site: Site, station: Station, trade_name: str
) -> None:
    first = look_up(station, 1, trade_name)
    refused = look_up(station, 2, trade_name)["verdict"]
    assert (refused["may"], refused["field"]) == (False, "trade_name")
    assert whole(trade_name) in refused["words"]["zh_CN"]
    let_run_out(site, trade_name)
    second = look_up(station, 2, trade_name)
    assert second["verdict"]["may"] is True
    assert second["code"] != first["code"]


def test_a_name_the_county_had_before_is_refused(station: Station) -> None:
    refused = look_up(station, 1, "老街坊", industry="catering")
    assert refused["verdict"]["field"] == "trade_name"


def test_of_many_at_once_exactly_one_has_the_name(stations: list[Station], trade_name: str) -> None:
    """At two replicas where the database is PostgreSQL."""
    people = range(1, 13)
    with ThreadPoolExecutor(len(people)) as pool:
        told = list(pool.map(lambda seed: look_up(stations[seed % len(stations)], seed, trade_name), people))
    assert sum(each["verdict"]["may"] for each in told) == 1


def test_many_names_at_once_have_each_a_code_of_their_own(stations: list[Station]) -> None:
    wanted = [next(NAMES) for _ in range(12)]
    # What the framework prepares at its first request of a kind hides its own warnings, and not for several threads at
    # once: where warnings are errors, the first one goes alone.
    look_up(stations[0], len(wanted) + 1, next(NAMES))
    with ThreadPoolExecutor(len(wanted)) as pool:
        told = list(pool.map(lambda at: look_up(stations[at % len(stations)], at + 1, wanted[at]), range(len(wanted))))
    assert len({each["code"] for each in told}) == len(wanted)


def test_the_case_is_completed_as_it_arrives_under_the_code_that_was_told(
    site: Site, station: Station, trade_name: str
) -> None:
    record = look_up(station, 1, trade_name)
    case_id = send(station, 1, trade_name, record)
    status, reason = standing(site, case_id)
    assert status == "completed"
    assert whole(trade_name) in reason
    assert record["code"] in reason
    assert [each["decision"] for each in site.office.get_case(case_id)["decisions"]] == ["complete"]
    assert look_up(station, 1, trade_name)["verdict"]["may"] is False, "registered is registered, for everybody"


def test_a_case_whose_files_come_later_is_completed_with_the_last_of_them(
    site: Site, station: Station, trade_name: str
) -> None:
    payload, sample = station.case(ITEM, 3)
    payload["data"] = {**sample.data, "form": {**sample.data["form"], **ANSWERS, "trade_name": trade_name}}
    station.verdicts(station.submitted(payload))
    assert standing(site, payload["id"]) == ("received", "")
    assert look_up(station, 4, trade_name)["verdict"]["may"] is False, "the case has the name already"
    station.upload_all(payload, sample)
    assert standing(site, payload["id"])[0] == "completed"


def test_a_reservation_that_ran_out_is_renewed_when_nobody_took_the_name(
    site: Site, station: Station, trade_name: str
) -> None:
    record = look_up(station, 1, trade_name)
    let_run_out(site, trade_name)
    status, reason = standing(site, send(station, 1, trade_name, record))
    assert status == "completed"
    assert record["code"] in reason


def test_whose_name_was_taken_meanwhile_is_refused_with_words(site: Site, station: Station, trade_name: str) -> None:
    record = look_up(station, 1, trade_name)
    let_run_out(site, trade_name)
    assert look_up(station, 2, trade_name)["verdict"]["may"] is True
    status, reason = standing(site, send(station, 1, trade_name, record))
    assert status == "refused"
    assert "已经有人用了" in reason
    assert standing(site, send(station, 2, trade_name))[0] == "completed"


def test_the_centre_judges_again_and_a_refused_case_frees_nothing_of_others(
    site: Site, station: Station, trade_name: str
) -> None:
    record = look_up(station, 1, trade_name)
    status, reason = standing(site, send(station, 1, trade_name, record, scope="hazardous_chemicals"))
    assert (status, "应急管理局" in reason) == ("refused", True)
    assert look_up(station, 2, trade_name)["verdict"]["may"] is False, "it is still held for the first"


def test_a_code_that_was_told_for_another_name_or_person_registers_nothing(site: Site, station: Station) -> None:
    mine, other = next(NAMES), next(NAMES)
    record = look_up(station, 1, mine)
    assert standing(site, send(station, 1, other, record))[0] == "refused"
    forged = {**record, "name": whole(other)}
    assert standing(site, send(station, 1, other, forged))[0] == "refused"
    assert look_up(station, 2, other)["verdict"]["may"] is True


def test_a_case_that_never_asked_is_given_a_code_as_it_arrives(site: Site, station: Station, trade_name: str) -> None:
    status, reason = standing(site, send(station, 5, trade_name))
    assert status == "completed"
    assert "92330726MA" in reason


def test_two_cases_of_one_name_at_once_are_one_registration(
    site: Site, stations: list[Station], trade_name: str
) -> None:
    others = site.station(f"hall-{new_id()[-12:]}")
    with ThreadPoolExecutor(2) as pool:
        cases = list(pool.map(lambda pair: send(pair[0], pair[1], trade_name), [(stations[0], 6), (others[-1], 7)]))
    assert sorted(standing(site, each)[0] for each in cases) == ["completed", "refused"]


# ---------------------------------------------------------------- printed again


def held(station: Station, seed: int) -> dict[str, Any] | None:
    """What the item that prints a licence again is told of this person; None where nothing is registered."""
    person = make_sample(station.catalogue.item(ITEM), seed).data["applicant"]
    told = {"id_number": person["id_number"], "name": person["name"], "kind": person["kind"]}
    told |= {"read_at": datetime.now(UTC).isoformat()}
    reply = pyrage.x25519.Identity.generate()
    body = {"sealed": station.seal(json.dumps(told, ensure_ascii=False).encode()), "reply_to": str(reply.to_public())}
    answer = station.request("POST", f"/api/v1/queries/{LICENCE_PRINT}", json=body)
    if answer.status_code == 404:
        assert answer.json()["code"] == "no_record"
        return None
    assert answer.status_code == 200, answer.text
    return dict(opened(reply, answer.json()["sealed"]))


def test_what_is_registered_is_told_at_another_station_and_to_nobody_else(
    site: Site, station: Station, trade_name: str
) -> None:
    seed = 70_001
    assert held(station, seed) is None
    record = look_up(station, seed, trade_name)
    assert held(station, seed) is None, "a name that is only reserved is no business"
    case_id = send(station, seed, trade_name, record, address="安和路 12 号")
    assert standing(site, case_id)[0] == "completed"
    [elsewhere, *_] = site.station(f"hall-{new_id()[-12:]}")
    told = held(elsewhere, seed)
    assert told is not None
    [licence] = [each for each in told["licences"] if each["name"] == whole(trade_name)]
    assert licence["code"] == record["code"]
    assert (licence["kind"], licence["founded_on"]) == ("个体工商户", f"{now().astimezone(CHINA):%Y-%m-%d}")
    assert licence["place"].endswith("云溪镇安和路12号")
    assert held(elsewhere, seed + 1) is None
