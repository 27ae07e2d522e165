"""Every operation of the OpenAPI document: without a token, with a stranger's, and with that of another station.

The table names each operation that needs a token, and what another station gets of one station's things by it. An
operation that is in neither list fails the first test: whoever adds one says here who may use it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import jwt
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from app.central import results
from app.central.objects import ObjectStore
from app.central.server import EmbeddedCentre
from app.central.storage.tables import changes, evaluations
from tests.central.conftest import Running, Station, new_id, web

ON_BOTH = True
FOR_EVERYBODY = {
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "POST /api/v1/stations",
    "OPTIONS /api/v1/uploads",
}
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
REPLY = {"reply_to": str(pyrage.x25519.Identity.generate().to_public())}
CONTENT = b"a file of the first station"


@dataclass
class Things:
    """What one station has at the centre: names to ask for, and secrets that no other may see."""

    station: Station
    case: dict[str, Any]
    upload: str
    payment: str
    slip: str
    result: str
    ticket: str
    feed: list[dict[str, Any]]
    secrets: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Operation:
    """`another` is what another station is answered; an own list, an empty one, or 404."""

    label: str
    another: int
    path: Callable[[Things], str] = lambda _things: ""
    options: Callable[[Things, Station], dict[str, Any]] = lambda _things, _asker: {}

    def asked(self, things: Things, asker: Station) -> tuple[str, str, dict[str, Any]]:
        method, _, template = self.label.partition(" ")
        return method, self.path(things) or template, self.options(things, asker)


OPERATIONS = [
    Operation("POST /api/v1/heartbeat", 200, options=lambda _, _asker: {"json": {}}),
    Operation("POST /api/v1/number-blocks", 201, options=lambda _, _asker: {"json": {"ask": "1-2", "size": 5}}),
    Operation("POST /api/v1/standing", 422, options=lambda _, _asker: {"json": {}}),
    Operation(
        "POST /api/v1/audit-seals", 200, options=lambda things, _asker: {"json": {"seals": [_seal(things.station)]}}
    ),
    Operation(
        "POST /api/v1/events", 200, options=lambda things, asker: {"json": {"events": [_evaluation(things, asker)]}}
    ),
    Operation("GET /api/v1/changes", 200),
    Operation("POST /api/v1/changes/acknowledgements", 204, options=lambda things, _asker: {"json": _answers(things)}),
    Operation("POST /api/v1/uploads", 201, options=lambda things, _asker: {"headers": _declaration(things)}),
    Operation(
        "HEAD /api/v1/uploads/{upload_id}",
        404,
        path=lambda things: things.upload,
        options=lambda _, _asker: {"headers": TUS},
    ),
    Operation(
        "PATCH /api/v1/uploads/{upload_id}",
        404,
        path=lambda things: things.upload,
        options=lambda _, _asker: {"headers": PIECE, "content": b"x"},
    ),
    Operation(
        "DELETE /api/v1/uploads/{upload_id}",
        404,
        path=lambda things: things.upload,
        options=lambda _, _asker: {"headers": TUS},
    ),
    Operation("GET /api/v1/catalogue", 200),
    Operation("GET /api/v1/catalogue/files", 200),
    Operation(
        "GET /api/v1/cases/{case_id}/results/{name}",
        404,
        path=lambda things: things.result,
        options=lambda _, _asker: {"params": REPLY},
    ),
    Operation("POST /api/v1/queries/{item_code}", 422, options=lambda _, _asker: {"json": {"sealed": "x", **REPLY}}),
    Operation("GET /api/v1/licences", 422, options=lambda _, _asker: {"params": {"codes": "x", "proof": "x", **REPLY}}),
    Operation(
        "POST /api/v1/person-file", 422, options=lambda _, _asker: {"json": {"item": "x", "sealed": "x", **REPLY}}
    ),
    Operation("POST /api/v1/followed-cases", 422, options=lambda _, _asker: {"json": {"sealed": "x", **REPLY}}),
    Operation(
        "POST /api/v1/followed-cases/by-number", 422, options=lambda _, _asker: {"json": {"sealed": "x", **REPLY}}
    ),
    Operation(
        "POST /api/v1/followed-cases/{case_id}/results/{name}",
        422,
        path=lambda things: things.result.replace("/cases/", "/followed-cases/"),
        options=lambda _, _asker: {"json": {"sealed": "x", **REPLY}},
    ),
    Operation("GET /api/v1/appointments", 404, options=lambda _, _asker: {"params": {"item": "x", "place": "x"}}),
    Operation("POST /api/v1/appointments", 422, options=lambda _, _asker: {"json": {}}),
    Operation(
        "DELETE /api/v1/appointments/{case_id}",
        204,
        path=lambda things: f"/api/v1/appointments/{things.case['id']}",
    ),
    Operation(
        "POST /api/v1/appointments/{case_id}/cancel",
        422,
        path=lambda things: f"/api/v1/appointments/{things.case['id']}/cancel",
        options=lambda _, _asker: {"json": {"sealed": "x"}},
    ),
    Operation("GET /api/v1/hall", 200, options=lambda _, _asker: {"params": REPLY}),
    Operation("POST /api/v1/payments", 201, options=lambda things, _asker: {"json": _order(things)}),
    Operation("GET /api/v1/payments/{payment_id}", 404, path=lambda things: f"/api/v1/payments/{things.payment}"),
    Operation(
        "POST /api/v1/mailing-slips",
        201,
        options=lambda things, _asker: {"json": {"case_id": things.case["id"], **REPLY}},
    ),
    Operation("GET /api/v1/mailing-slips/{code}", 404, path=lambda things: f"/api/v1/mailing-slips/{things.slip}"),
    Operation("POST /api/v1/tickets", 201, options=lambda _, _asker: {"json": _ticket()}),
    Operation(
        "POST /api/v1/tickets/booked",
        422,
        options=lambda _, _asker: {"json": {"id": new_id(), "hall": "another hall", "by": "card", "sealed": "x"}},
    ),
    Operation("GET /api/v1/tickets", 200, options=lambda _, _asker: {"params": {"hall": "another hall"}}),
    Operation("POST /api/v1/tickets/next", 200, options=lambda _, _asker: {"json": _call()}),
    Operation(
        "POST /api/v1/tickets/{ticket_id}/{act}", 409, path=lambda things: f"/api/v1/tickets/{things.ticket}/missed"
    ),
]
BY_LABEL = {each.label: each for each in OPERATIONS}


def _evaluation(things: Things, asker: Station) -> dict[str, Any]:
    """Of the first station's case, whoever sends it."""
    payload = {"case_id": things.case["id"], "grade": 5, "channel": "pad"}
    return asker.event("case.evaluated", things.case["id"], payload)


def _answers(things: Things) -> dict[str, Any]:
    return {"acknowledgements": [{"cursor": each["cursor"], "outcome": "refused"} for each in things.feed]}


def _declaration(things: Things) -> dict[str, str]:
    told = {"case_id": things.case["id"], "name": "f", "media_type": "image/png", "size": "3", "sha256": "0" * 64}
    pairs = [f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items()]
    return {**TUS, "Upload-Length": "10", "Upload-Metadata": ",".join(pairs)}


def _order(things: Things) -> dict[str, Any]:
    return {"case_id": things.case["id"], "item": things.case["item"], "amount_fen": 100}


def _ticket() -> dict[str, Any]:
    return {"id": new_id(), "hall": "another hall", "item": "temporary-id-card"}


def _call() -> dict[str, Any]:
    return {"call": new_id(), "hall": "an empty hall", "window": "3"}


def _seal(station: Station) -> str:
    claims = {"station_id": station.id, "day": "2026-03-18", "first": 1, "last": 2}
    claims |= {"previous": "0" * 64, "head": "1" * 64, "sealed_at": "2026-03-19T00:00:00Z"}
    return jwt.encode(claims, station.keys.key, algorithm="ES256")


@pytest.fixture
def things(station: Station, running: Running) -> Things:
    """A case with a result, an upload that waits, an order, a slip and a feed with something in it."""
    case, _ = station.case()
    assert station.verdicts(station.submitted(case)) == ["accepted"]
    office, objects = running.office, ObjectStore(running.data_dir / "central" / "objects")
    results.add(office.database, objects, office.keys, case["id"], "licence.pdf", CONTENT)
    told = {
        "name": "scan",
        "media_type": "image/png",
        "size": len(CONTENT),
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
    }
    upload = station.create_upload(case["id"], told, len(station.seal_file(CONTENT))).headers["Location"]
    order = station.request("POST", "/api/v1/payments", json=_order_of(case)).json()
    slip = station.request("POST", "/api/v1/mailing-slips", json={"case_id": case["id"], **REPLY}).json()
    return Things(
        station=station,
        case=case,
        upload=upload,
        payment=order["id"],
        slip=slip["code"],
        result=f"/api/v1/cases/{case['id']}/results/licence.pdf",
        ticket=_called_ticket(station),
        feed=station.request("GET", "/api/v1/changes").json()["changes"],
        secrets=[order["id"], order["code_url"], slip["code"], upload.rsplit("/", 1)[1]],
    )


def _called_ticket(station: Station) -> str:
    hall = f"hall of {station.id}"
    station.request("POST", "/api/v1/tickets", json=_ticket() | {"hall": hall})
    called = station.request("POST", "/api/v1/tickets/next", json=_call() | {"hall": hall}).json()
    return str(called["ticket"]["id"])


def _order_of(case: dict[str, Any]) -> dict[str, Any]:
    return {"case_id": case["id"], "item": case["item"], "amount_fen": 100}


def state_of(things: Things, running: Running) -> dict[str, Any]:
    """Everything the first station can see of its own, and what it said of its feed."""
    ask, mine = things.station.request, changes.c.station_id == things.station.id
    with running.reading() as connection:
        said = connection.execute(select(changes.c.cursor, changes.c.outcome).where(mine)).all()
        evaluated = connection.execute(select(evaluations).where(evaluations.c.case_id == things.case["id"])).all()
    return {
        "said": said,
        "evaluated": evaluated,
        "feed": ask("GET", "/api/v1/changes").json(),
        "upload": ask("HEAD", things.upload, headers=TUS).headers.get("Upload-Offset"),
        "payment": ask("GET", f"/api/v1/payments/{things.payment}").json(),
        "order": ask("POST", "/api/v1/payments", json=_order_of(things.case)).json(),
        "slip": ask("GET", f"/api/v1/mailing-slips/{things.slip}").json(),
        "result": ask("GET", things.result, params=REPLY).status_code,
    }


def test_the_table_names_every_operation(centre: EmbeddedCentre) -> None:
    paths = web.get(f"{centre.url}/openapi.json").json()["paths"]
    told = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert told == FOR_EVERYBODY | set(BY_LABEL)


def test_without_a_good_token_nothing_is_answered(things: Things) -> None:
    strangers = [None, "x", things.station.token(aud="https://elsewhere.example"), _forged(things.station)]
    for each in OPERATIONS:
        method, path, options = each.asked(things, things.station)
        headers = options.pop("headers", {})
        for token in strangers:
            given = headers if token is None else {**headers, "Authorization": f"Bearer {token}"}
            answer = web.request(method, things.station.url + path, headers=given, **options)
            assert (each.label, answer.status_code) == (each.label, 401)
            assert answer.headers["www-authenticate"] == "Bearer"


def _forged(station: Station) -> str:
    """Everything right but the key."""
    claims = jwt.decode(station.token(), options={"verify_signature": False})
    return jwt.encode(claims, ec.generate_private_key(ec.SECP256R1()), algorithm="ES256", headers={"kid": station.id})


def test_another_station_gets_and_changes_nothing_of_it(
    things: Things, hall: Callable[..., Station], running: Running
) -> None:
    other = hall(things.station.url, running.office)
    before = state_of(things, running)
    for each in OPERATIONS:
        method, path, options = each.asked(things, other)
        answer = other.request(method, path, **options)
        assert (each.label, answer.status_code) == (each.label, each.another)
        assert not any(secret in answer.text for secret in things.secrets), each.label
        assert (each.label, state_of(things, running)) == (each.label, before)
        if answer.content and answer.headers["content-type"] == "application/json":
            _refuses(answer.json())


def _refuses(told: dict[str, Any]) -> None:
    """Each by itself, where an answer speaks of several; and there is nothing in a feed."""
    assert told.get("changes") in (None, [], False)
    judged = [each["verdict"] for each in (*told.get("verdicts", ()), *told.get("seals", ()))]
    assert set(judged) <= {"rejected"}
