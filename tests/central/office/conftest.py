"""A centre whose catalogue names reviewing offices, people who sign in there, and cases that wait for them."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central.office import routes, sessions
from app.central.office.doors import COOKIE
from app.central.office.signing_in import Reviewer
from app.central.storage import office_acts, reviewers
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.reviewers import StoredReviewer
from tests.central.conftest import WITHOUT_CERTIFICATES, Running, Station, started_when_asked
from tests.central.mixed import part_of, send_mixed

CATALOGUE = Path(__file__).parents[2] / "data" / "office-catalogue"
ITEM, WHOLE_ITEM = "licence-check", "stall-permit"
PASSWORD = "correct horse 7"
_CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
_SEEN = re.compile(r'name="seen" value="([0-9a-f]{16})"')


@pytest.fixture(scope="session")
def catalogue() -> LoadedCatalogue:
    return load_catalogue(CATALOGUE)


@pytest.fixture(scope="session")
def centres(
    tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Running]]:
    """Beside those of the other tests, with this catalogue; all its people ask from one address."""
    with pytest.MonkeyPatch.context() as patch, started_when_asked(tmp_path_factory, catalogue, request) as started:
        patch.setattr(routes, "GUESSES_PER_MINUTE", 100_000)
        yield started


@pytest.fixture
def database(running: Running) -> Database:
    return running.office.database


@pytest.fixture
def acts(database: Database) -> Callable[[str], list[tuple[str, str, str]]]:
    """Of a case: who, what, with which part; oldest first."""

    def of(case_id: str) -> list[tuple[str, str, str]]:
        with database.read() as connection:
            rows = office_acts.of_case(connection, case_id, 100)
        return [(each.reviewer, each.act, each.detail) for each in reversed(rows)]

    return of


@dataclass
class Browser:
    """A person at the office's pages: keeps cookies, sends forms with what stands in the page."""

    url: str
    number: str = ""
    csrf: str = ""
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.url, verify=WITHOUT_CERTIFICATES, timeout=20)

    def hold(self, token: str) -> None:
        """This session's cookie and no other."""
        self.http.cookies.clear()
        self.http.cookies.set(COOKIE, token, path="/office")

    def sign_in(self, password: str = PASSWORD, **headers: str) -> httpx.Response:
        told = {"number": self.number, "password": password}
        answer = self.http.post("/office/sign-in", data=told, headers=headers)
        if answer.status_code == 303:
            self.csrf = form_value(_CSRF, self.get("/office").text)
        return answer

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(path, headers=headers)

    def post(self, path: str, **told: str) -> httpx.Response:
        return self.http.post(path, data={"csrf": self.csrf} | told)

    def seen(self, case_id: str) -> str:
        return form_value(_SEEN, self.get(f"/office/cases/{case_id}").text)

    def decide(self, case_id: str, decision: str, **told: str) -> httpx.Response:
        """From the page as it stands now, unless `seen` is told."""
        if "seen" not in told:
            told["seen"] = self.seen(case_id)
        return self.post(f"/office/cases/{case_id}/decide", decision=decision, **told)


def form_value(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    assert found, text[:2_000]
    return found[1]


@lru_cache(maxsize=1)
def quick_hash() -> str:
    """Of PASSWORD, made with little: what a real one costs is not what most of these tests are about."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@pytest.fixture
def somebody(running: Running, database: Database) -> Iterator[Callable[..., Browser]]:
    """`somebody("hospital")`: a new reviewer with this role, signed in; `enters=False`: he stands before the door."""
    browsers: list[Browser] = []

    def new(*roles: str, enters: bool = True) -> Browser:
        number = f"R{secrets.token_hex(4)}"
        person = StoredReviewer(number, "周审核", list(roles), quick_hash(), active=True)
        with database.write() as connection:
            reviewers.keep(connection, person, now())
        browser = Browser(running.centre.url, number)
        browsers.append(browser)
        if enters:
            session = sessions.begin(database, Reviewer(number, person.name, roles), now())
            browser.hold(session.token)
            browser.csrf = session.csrf
        return browser

    yield new
    for each in browsers:
        each.http.close()


MEDICAL = {"date": "2026-03-17", "height_cm": 172, "vision_left": 5.0, "vision_right": 4.9, "colour_blind": "none"}


@dataclass
class Sent:
    """A case as its station sent it."""

    id: str
    number: str
    data: dict[str, Any]
    files: dict[str, bytes]
    payload: dict[str, Any]
    station: Station

    def upload(self, *names: str) -> None:
        for declared in self.payload["attachments"]:
            if declared["name"] in names:
                body = self.station.seal_file(self.files[declared["name"]])
                location = self.station.create_upload(self.id, declared, len(body)).headers["Location"]
                assert self.station.patch(location, body).status_code == 204


@pytest.fixture
def sent(station: Station, catalogue: LoadedCatalogue) -> Callable[..., Sent]:
    """`sent()`: a new case with all its files. `files` are those it lists, `missing` those that have not arrived."""

    def send(
        item: str = ITEM,
        *,
        files: dict[str, tuple[str, bytes]] | None = None,
        missing: tuple[str, ...] = (),
        **more: Any,
    ) -> Sent:
        listed = files if files is not None else (FILES if item == ITEM else {})
        sample, _ = station.case(WHOLE_ITEM if item == ITEM else item, seed=secrets.randbelow(5))
        data = {"applicant": sample["data"]["applicant"], "form": sample["data"]["form"], **more}
        if item == ITEM:
            data |= {"form": {"phone": "13812345678"}, "medical": MEDICAL, **more}
        attachments = [
            {"name": name, "media_type": kind, "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, (kind, body) in listed.items()
        ]
        version = catalogue.item(item).version
        payload = sample | {"item": item, "item_version": version, "data": data, "attachments": attachments}
        bodies = {name: body for name, (_, body) in listed.items()}
        parts = [
            part_of(payload["id"], each, station.seal_file(bodies[each["name"]]))
            for each in attachments
            if each["name"] not in missing
        ]
        answer = send_mixed(station, [station.submitted(payload)], parts).json()
        told = [each["verdict"] for each in (*answer["verdicts"], *answer.get("attachments", []))]
        assert set(told) == {"accepted"}, answer
        return Sent(payload["id"], payload["number"], data, bodies, payload, station)

    return send


JPEG = b"\xff\xd8\xff\xe0" + b"a picture of a face" * 20
PDF = b"%PDF-1.7\n" + b"a medical form" * 20
FILES = {
    "photo": ("image/jpeg", JPEG),
    "video": ("video/mp2t", b"\x47" + b"film" * 500),
    "medical-form": ("application/pdf", PDF),
}
