"""A centre with a carrier beside it: the simulated one, over HTTP, signed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue
from app.central import patience
from app.central.administration import Administration
from app.central.mailings.carrier_server import CarrierServer
from app.central.mailings.guard import Guarded
from app.central.mailings.over_http import KEY_VARIABLE, OverHttp
from app.central.mailings.sending import Sending
from app.central.server import EmbeddedCentre
from app.central.storage import mailings
from app.central.storage.mailings import MailingRow
from tests.central.conftest import Station

KEY = "a key that centre and carrier have, 32"
ITEM = "social-card-replacement"
WHERE = {"recipient": "周收件", "phone": "13812345678", "address": "云溪县城关镇解放路 18 号 2 单元 301"}


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Iterator[CarrierServer]:
    """The key stands in the environment; nobody rests."""
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    monkeypatch.setattr(patience, "REST_S", 0.0)
    with CarrierServer(key=KEY.encode()) as running:
        yield running


@dataclass
class Post:
    """One station before a centre with a carrier. `url` is where the centre is told to find it."""

    centre: EmbeddedCentre
    office: Administration
    station: Station
    carrier: CarrierServer

    def completed(self, **delivery: Any) -> str:
        """A case that is to be mailed, and is done; its id."""
        case_id = sent(self.station, {"kind": "mail", **WHERE, **delivery})
        complete(self.office, case_id)
        return case_id

    def row(self, case_id: str) -> MailingRow | None:
        with self.office.database.read() as connection:
            return mailings.last_of(connection, [case_id]).get(case_id)

    def state(self, case_id: str) -> str:
        row = self.row(case_id)
        return row.state.value if row is not None else ""

    def round(self, *, with_carrier: bool = True) -> None:
        """What the centre does by itself, here at once, by a program beside it."""
        there = Guarded(OverHttp(self.carrier.url, KEY.encode(), 2.0), 0.0) if with_carrier else None
        sending = Sending(self.office.database, self.office.keys.identity, there, self.centre.url)
        sending.round(threading.Event())
        if there is not None:
            there.end()

    def is_due(self) -> None:
        """Whatever waits for its time waits no more."""
        with self.office.database.write() as connection:
            connection.exec_driver_sql("UPDATE mailings SET due_at = made_at WHERE due_at IS NOT NULL")


def sent(station: Station, delivery: dict[str, Any]) -> str:
    payload, sample = station.case(ITEM)
    payload["data"] = {**payload["data"], "delivery": delivery}
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    return str(payload["id"])


def complete(office: Administration, case_id: str) -> None:
    if office.get_case(case_id)["status"] == "received":
        office.decide(case_id, "accept")
    office.decide(case_id, "complete", "办好了")


@pytest.fixture
def post(
    tmp_path: Path,
    catalogue: LoadedCatalogue,
    hall: Callable[..., Station],
    carrier: CarrierServer,
    backend: str,
    request: pytest.FixtureRequest,
) -> Iterator[Post]:
    url = request.getfixturevalue("postgresql_server").new_centre() if backend == "postgresql" else ""
    with (
        EmbeddedCentre(tmp_path, catalogue, database_url=url, mailing_carrier=carrier.url) as centre,
        Administration(tmp_path, url, catalogue) as office,
    ):
        yield Post(centre, office, hall(centre.url, office), carrier)
