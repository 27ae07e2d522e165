"""Questions while a person stands there: sealed on the way in and on the way out, and only with a fresh card."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pypdfium2
import pyrage
import pytest

from tests.central.conftest import Station, opened

PERSON = {"id_number": "110101199003074477", "name": "测试𠮷", "kind": "resident", "sam_id": "05.01"}
WITHOUT_RECORD = "11010119900307109X"


@pytest.fixture
def reply() -> Any:
    return pyrage.x25519.Identity.generate()


def proof(station: Station, **changed: Any) -> str:
    told = PERSON | {"read_at": datetime.now(UTC).isoformat()} | changed
    return station.seal(json.dumps(told, ensure_ascii=False).encode())


def ask(station: Station, reply: Any, item: str = "social-insurance-proof", **changed: Any) -> httpx.Response:
    body = {"sealed": proof(station, **changed), "reply_to": str(reply.to_public())}
    return station.request("POST", f"/api/v1/queries/{item}", json=body)


def test_the_record_comes_sealed_to_the_one_who_asked(station: Station, reply: Any) -> None:
    answer = ask(station, reply)
    assert answer.status_code == 200, answer.text
    assert "测试" not in answer.text
    record = opened(reply, answer.json()["sealed"])
    assert record["person"] == {"name": PERSON["name"], "id_number": PERSON["id_number"]}
    assert len(record["insurances"]) == 5
    assert len(record["months"]) == 12
    assert record == opened(reply, ask(station, reply).json()["sealed"])


def test_a_person_without_a_record_is_told_so(station: Station, reply: Any) -> None:
    answer = ask(station, reply, id_number=WITHOUT_RECORD)
    assert (answer.status_code, answer.json()["code"]) == (404, "no_record")
    assert WITHOUT_RECORD not in answer.text


def test_an_item_without_a_register_is_told_so(station: Station, reply: Any) -> None:
    assert ask(station, reply, item="temporary-id-card").status_code == 404


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"read_at": (datetime.now(UTC) - timedelta(hours=1)).isoformat()}, "proof_stale"),
        ({"read_at": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}, "proof_stale"),
        ({"id_number": "110101199003074478"}, "id_number_wrong"),
        ({"name": ""}, "proof_unreadable"),
    ],
    ids=["an hour old", "from the future", "wrong check digit", "no name"],
)
def test_a_proof_that_does_not_hold_is_refused(
    station: Station, reply: Any, changed: dict[str, Any], code: str
) -> None:
    assert ask(station, reply, **changed).json()["code"] == code


def test_a_proof_that_cannot_be_opened_is_refused(station: Station, reply: Any) -> None:
    body = {"sealed": base64.b64encode(b"junk").decode(), "reply_to": str(reply.to_public())}
    answer = station.request("POST", "/api/v1/queries/social-insurance-proof", json=body)
    assert answer.json()["code"] == "proof_unreadable"


def test_licences_come_as_pdfs_and_unknown_ones_are_left_out(station: Station, reply: Any) -> None:
    url_safe = proof(station).replace("+", "-").replace("/", "_").rstrip("=")
    params = {
        "codes": "residence-permit,no-such,tenancy-contract",
        "proof": url_safe,
        "reply_to": str(reply.to_public()),
    }
    answer = station.request("GET", "/api/v1/licences", params=params)
    assert answer.status_code == 200, answer.text
    held = opened(reply, answer.json()["sealed"])
    assert [each["code"] for each in held] == ["residence-permit", "tenancy-contract"]
    for each in held:
        assert each["media_type"] == "application/pdf"
        page = pypdfium2.PdfDocument(base64.b64decode(each["content"]))[0]
        text = page.get_textpage()
        assert each["number"] in text.get_text_range()
        text.close()
        page.close()


def test_a_reply_address_that_is_none_is_refused(station: Station) -> None:
    body = {"sealed": proof(station), "reply_to": "age1" + "q" * 58}
    answer = station.request("POST", "/api/v1/queries/social-insurance-proof", json=body)
    assert answer.json()["code"] == "reply_to_wrong"
