"""Every page of the web office with 10,000 cases at the centre, a process of its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from sqlalchemy import text

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central import decisions
from app.central.administration import Administration
from app.central.decisions import Decider, Decision
from app.central.office import accounts
from app.central.storage import cases
from app.central.storage.moment import now
from tests.bench.centre_process import centre_process
from tests.central.conftest import WITHOUT_CERTIFICATES, Station, StationKeys, enrol
from tests.central.office.films import recorded
from tests.central.postgresql import postgresql
from tests.central.renewals import renewal_data

HOUSE = Path(__file__).parents[2]
CATALOGUE = HOUSE / "tests" / "data" / "office-catalogue"
CASES, STATIONS, BATCH = 10_000, 50, 200
BY_PARTS, WHOLE = "licence-check", "stall-permit"
EVALUATED_EVERY = 3
ROUNDS = 25
WANTED = "<= 100"
PASSWORD = "correct horse 7"
ROLES = {"H": ["hospital"], "L": ["licensing"], "M": ["licensing", "manager"]}
_CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
_SEEN = re.compile(r'name="seen" value="([0-9a-f]{16})"')
_NEXT = re.compile(r'href="(/office\?[^"]*after=[^"]*)"')


def measure(folder: Path, count: int = CASES) -> dict[str, Any]:
    """Milliseconds a page; `wanted` holds for each but the signing in, whose hash is slow on purpose."""
    with postgresql(tuning=("fsync=on",)) as server:
        databases = {"sqlite": "", "postgresql": server.new_database()}
        found = {name: _measured(folder / name, url, count) for name, url in databases.items()}
    return {"wanted_ms": WANTED, "cases": count, **found}


def _measured(folder: Path, database_url: str, count: int) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "station.toml").write_text(f'[catalogue]\ndir = "{CATALOGUE}"\n', "utf-8")
    catalogue = load_catalogue(CATALOGUE)
    words = ("--database-url", database_url) if database_url else ()
    with centre_process(folder, *words) as centre, Administration(folder, database_url, catalogue) as office:
        begun = time.perf_counter()
        stations = [_station(centre.url, office, catalogue) for _ in range(STATIONS)]
        watched = _film_case(stations[0])
        _fill(stations, count - 1)
        _decide(office, catalogue)
        for number, roles in ROLES.items():
            accounts.add(office.database, number, "周审核", roles, PASSWORD)
        filled_s = time.perf_counter() - begun
        pages = _pages(centre.url, watched, office)
    return {"filled_s": round(filled_s, 1), "pages_ms": pages}


def _station(url: str, office: Administration, catalogue: LoadedCatalogue) -> Station:
    keys = StationKeys()
    told = enrol(url, office.make_enrolment_code(f"bench-{secrets.token_hex(4)}", "self_service"), keys).json()
    station = Station(url, keys, told, catalogue)
    state = {"devices": {"camera": "online"}, "faults": {"receipt_printer": "RP-03"}, "waiting": 3}
    station.request("POST", "/api/v1/heartbeat", json=state)
    return station


def _payload(station: Station, number: int) -> dict[str, Any]:
    payload, _ = station.case(WHOLE, seed=number % 20)
    if number % 2:
        return payload
    data = {
        "applicant": payload["data"]["applicant"],
        "form": {"phone": "13812345678"},
        "medical": {"height_cm": 172, "vision_left": 5.0, "vision_right": 4.9},
    }
    files = [
        {"name": "photo", "media_type": "image/jpeg", "size": 40_000, "sha256": f"{number:064x}"},
        {"name": "video", "media_type": "video/mp2t", "size": 40_000_000, "sha256": f"{number:064x}"},
    ]
    return payload | {"item": BY_PARTS, "data": data, "attachments": files}


def _fill(stations: list[Station], count: int) -> None:
    for place, station in enumerate(stations):
        mine = range(place, count, len(stations))
        for at in range(0, len(mine), BATCH):
            events = [event for number in mine[at : at + BATCH] for event in _events(station, number)]
            if set(station.verdicts(*events)) != {"accepted"}:
                raise RuntimeError("not all was taken")


def _events(station: Station, number: int) -> list[dict[str, Any]]:
    payload = _payload(station, number)
    found = [station.submitted(payload)]
    if number % EVALUATED_EVERY == 0:
        told = {"case_id": payload["id"], "grade": number % 5 + 1, "channel": "pad", "reasons": ["等太久"]}
        found.append(station.event("case.evaluated", payload["id"], told))
    return found


def _film_case(station: Station) -> str:
    """With a film that has arrived, judged by the rules at the station and again here."""
    film = recorded()
    payload = _payload(station, 0)
    payload["data"] |= renewal_data()
    payload["data"]["recordings"] = {"video": film.listed()}
    told = {"size": len(film.film), "sha256": hashlib.sha256(film.film).hexdigest()}
    photo, video = payload["attachments"]
    payload["attachments"] = [photo, video := video | told]
    if station.verdicts(station.submitted(payload)) != ["accepted"]:
        raise RuntimeError("the case with the film was not taken")
    body = station.seal_file(film.film)
    location = station.create_upload(payload["id"], video, len(body)).headers["Location"]
    station.patch(location, body)
    return str(payload["id"])


def _decide(office: Administration, catalogue: LoadedCatalogue) -> None:
    """Of every ten cases three are decided, in every way there is."""
    with office.database.read() as connection:
        rows = cases.newest(connection, CASES)
    ways = (("return", "不清楚"), ("refuse", "不符合"), ("accept", ""))
    with office.database.write() as connection:
        for number, row in enumerate(rows):
            if number % 10 >= len(ways):
                continue
            word, reason = ways[number % 10]
            by = Decider("bench", "licensing" if row.item == BY_PARTS else "")
            parts = ("photo",) if word == "return" and by.office else ()
            if word == "accept" and by.office:
                word, reason = "refuse", "没有传到"
            decisions.decide(connection, catalogue, row.id, Decision(word, reason, parts), by, now())
    with office.database.write() as connection:
        connection.execute(text("ANALYZE"))  # what autovacuum does a minute after so many rows have come


class _Browser:
    def __init__(self, url: str, number: str) -> None:
        self.http = httpx.Client(base_url=url, verify=WITHOUT_CERTIFICATES, timeout=30, trust_env=False)
        self.number = number
        self.sign_in()

    def sign_in(self) -> None:
        told = {"number": self.number, "password": PASSWORD}
        if self.http.post("/office/sign-in", data=told).status_code != 303:
            raise RuntimeError("nobody was let in")

    def get(self, path: str, **headers: str) -> str:
        answer = self.http.get(path, headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"{path.partition('?')[0]} answered {answer.status_code}")
        return answer.text

    def post(self, path: str, **told: str) -> None:
        answer = self.http.post(path, data={"csrf": self.csrf} | told)
        if answer.status_code not in (200, 303):
            raise RuntimeError(f"{path} answered {answer.status_code}")

    @property
    def csrf(self) -> str:
        found = _CSRF.search(self.get("/office"))
        assert found is not None
        return found[1]


def _pages(url: str, watched: str, office: Administration) -> dict[str, dict[str, float]]:
    hospital, licensing, manager = (_Browser(url, number) for number in ROLES)
    number = office.get_case(watched)["number"]
    deep = _deep(licensing)
    csrf = licensing.csrf
    fresh = iter(_waiting(licensing, ROUNDS + 1))
    acts: dict[str, Callable[[], object]] = {
        "sign_in_page": lambda: httpx.get(f"{url}/office/sign-in", verify=WITHOUT_CERTIFICATES, trust_env=False),
        "list_hospital": lambda: hospital.get("/office"),
        "list_licensing": lambda: licensing.get("/office"),
        "list_twentieth_page": lambda: licensing.get(deep, **{"HX-Request": "true"}),
        "list_decided": lambda: licensing.get("/office?state=decided"),
        "list_closed": lambda: licensing.get("/office?state=closed"),
        "list_all": lambda: licensing.get("/office?state=all"),
        "search": lambda: licensing.get(f"/office?number={number}"),
        "case_hospital": lambda: hospital.get(f"/office/cases/{watched}"),
        "case_licensing": lambda: licensing.get(f"/office/cases/{watched}"),
        "case_in_full": lambda: licensing.http.post(f"/office/cases/{watched}/full", data={"csrf": csrf}),
        "film_checked": lambda: hospital.get(f"/office/cases/{watched}/look/video", **{"HX-Request": "true"}),
        "decide": lambda: _refuse(licensing, csrf, next(fresh)),
        "evaluations": lambda: manager.get("/office/evaluations"),
        "stations": lambda: manager.get("/office/stations"),
        "figures": lambda: manager.get("/office/figures"),
    }
    found = {name: _timed(act, ROUNDS) for name, act in acts.items()}
    return found | {"signing_in_argon2": _timed(hospital.sign_in, 5)}


def _deep(browser: _Browser) -> str:
    """The address of the twentieth page."""
    address = "/office"
    for _ in range(19):
        found = _NEXT.search(browser.get(address))
        if found is None:
            return address
        address = found[1].replace("&amp;", "&")
    return address


def _waiting(browser: _Browser, count: int) -> list[tuple[str, str]]:
    """Cases nobody has decided yet, with the mark of their pages."""
    ids = re.findall(r'href="/office/cases/([0-9a-f-]{36})', browser.get("/office"))[:count]
    marks = (_SEEN.search(browser.get(f"/office/cases/{each}")) for each in ids)
    return [(each, mark[1]) for each, mark in zip(ids, marks, strict=True) if mark is not None]


def _refuse(browser: _Browser, csrf: str, case: tuple[str, str]) -> None:
    told = {"csrf": csrf, "decision": "refuse", "reason": "不符合", "seen": case[1]}
    if browser.http.post(f"/office/cases/{case[0]}/decide", data=told).status_code != 303:
        raise RuntimeError("the decision was not taken")


def _timed(act: Callable[[], object], rounds: int) -> dict[str, float]:
    act()
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return {"median": round(median(taken), 1), "max": round(max(taken), 1)}
