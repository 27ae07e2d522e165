"""What a phone opens, and what the station reads of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pyrage
import pytest

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.api import pages
from app.central.api.limits import Limiter
from app.central.registers.issued_papers import PaperState
from app.central.sealing import seal_json
from app.central.server import EmbeddedCentre
from app.domain.formats import CHINA, long_day, mask_name
from tests.central.conftest import WITHOUT_CERTIFICATES, Station, StationKeys, enrol, new_id, opened, web
from tests.central.test_issued_papers import DESK, PROOF, check, issued

FOR_EVER = "housing-fund-loan-settlement"
BROWSER = {"Accept": "text/html"}


@pytest.fixture(autouse=True)
def a_patient_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """All these tests come from one address within a minute; the limit has its own test below."""
    monkeypatch.setattr(Limiter, "has_room", lambda self, address: True)


def open_payment(station: Station, case_id: str, amount_fen: int = 1_000) -> httpx.Response:
    asked = {"case_id": case_id, "item": "temporary-id-card", "amount_fen": amount_fen}
    return station.request("POST", "/api/v1/payments", json=asked)


def test_a_payment_is_waiting_until_the_phone_paid(station: Station, catalogue: LoadedCatalogue) -> None:
    order = open_payment(station, new_id()).json()
    state = f"/api/v1/payments/{order['id']}"
    assert station.request("GET", state).json() == {"status": "waiting"}
    page = web.get(order["code_url"])
    assert page.status_code == 200
    assert "10 元" in page.text
    assert catalogue.item("temporary-id-card").name.zh_cn in page.text
    assert "付好了" in web.post(order["code_url"]).text
    assert station.request("GET", state).json() == {"status": "paid"}
    assert "付好了" in web.get(order["code_url"]).text


def test_nobody_pays_twice_for_one_case(station: Station) -> None:
    case_id = new_id()
    first = open_payment(station, case_id).json()
    assert open_payment(station, case_id).json() == first
    web.post(first["code_url"])
    assert open_payment(station, case_id).json() == first
    assert open_payment(station, case_id, 2_000).json() != first


@pytest.mark.parametrize("amount", [0, -5, 10**9])
def test_an_amount_that_cannot_be_is_refused(station: Station, amount: int) -> None:
    assert open_payment(station, new_id(), amount).status_code == 422


def test_an_address_written_on_the_phone_reaches_this_station_only(station: Station, data_dir: Path) -> None:
    reply = pyrage.x25519.Identity.generate()
    asked = {"case_id": new_id(), "reply_to": str(reply.to_public())}
    slip = station.request("POST", "/api/v1/mailing-slips", json=asked).json()
    state = f"/api/v1/mailing-slips/{slip['code']}"
    assert station.request("GET", state).json() == {"filled": False, "sealed": None}
    assert 'method="post"' in web.get(slip["url"]).text
    written = {"recipient": "张小满", "phone": "138 0013 8000", "address": "云溪镇安和路 12 号 3 栋 501"}
    assert "地址收到了" in web.post(slip["url"], data=written).text
    answer = station.request("GET", state).json()
    assert answer["filled"] is True
    assert opened(reply, answer["sealed"]) == written | {"phone": "13800138000"}
    assert all(b"13800138000" not in each.read_bytes() for each in (data_dir / "central").glob("central.db*"))


def test_an_address_the_station_has_read_cannot_be_changed_on_the_phone(station: Station) -> None:
    reply = pyrage.x25519.Identity.generate()
    asked = {"case_id": new_id(), "reply_to": str(reply.to_public())}
    slip = station.request("POST", "/api/v1/mailing-slips", json=asked).json()
    state = f"/api/v1/mailing-slips/{slip['code']}"
    first = {"recipient": "张小满", "phone": "13800138000", "address": "云溪镇安和路 12 号"}
    written = first | {"address": "云溪镇安和路 12 号 3 栋 501"}
    for each in (first, written):  # until it was read it may be put right
        assert "地址收到了" in web.post(slip["url"], data=each).text
    assert opened(reply, station.request("GET", state).json()["sealed"]) == written
    for page in (web.post(slip["url"], data=written | {"address": "青禾县城关镇人民路 99 号"}), web.get(slip["url"])):
        assert page.status_code == 409
        assert "地址已经收到了" in page.text
        assert "这里不能再改" in page.text
        assert 'method="post"' not in page.text
    again = station.request("GET", state).json()  # its first answer may have been lost
    assert (again["filled"], opened(reply, again["sealed"])) == (True, written)


def test_an_address_that_is_read_while_another_one_is_sealed_stays(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = pyrage.x25519.Identity.generate()
    asked = {"case_id": new_id(), "reply_to": str(reply.to_public())}
    slip = station.request("POST", "/api/v1/mailing-slips", json=asked).json()
    state = f"/api/v1/mailing-slips/{slip['code']}"
    written = {"recipient": "张小满", "phone": "13800138000", "address": "云溪镇安和路 12 号"}
    assert "地址收到了" in web.post(slip["url"], data=written).text

    def read_meanwhile(recipient: str, values: dict[str, str]) -> bytes:
        assert opened(reply, station.request("GET", state).json()["sealed"]) == written
        return seal_json(recipient, values)

    monkeypatch.setattr(pages, "seal_json", read_meanwhile)
    late = web.post(slip["url"], data=written | {"address": "青禾县城关镇人民路 99 号"})
    assert (late.status_code, "地址已经收到了" in late.text) == (409, True)
    assert opened(reply, station.request("GET", state).json()["sealed"]) == written


def test_another_station_that_asks_for_a_slip_does_not_close_it(
    station: Station, hall: Callable[..., Station], office: Administration
) -> None:
    asked = {"case_id": new_id(), "reply_to": str(pyrage.x25519.Identity.generate().to_public())}
    slip = station.request("POST", "/api/v1/mailing-slips", json=asked).json()
    written = {"recipient": "张小满", "phone": "13800138000", "address": "云溪镇安和路 12 号"}
    assert "地址收到了" in web.post(slip["url"], data=written).text
    other = hall(station.url, office)
    assert other.request("GET", f"/api/v1/mailing-slips/{slip['code']}").status_code == 404
    assert "地址收到了" in web.post(slip["url"], data=written).text


def test_a_wrong_phone_number_is_told_at_its_field_and_nothing_is_lost(station: Station) -> None:
    asked = {"case_id": new_id(), "reply_to": str(pyrage.x25519.Identity.generate().to_public())}
    slip = station.request("POST", "/api/v1/mailing-slips", json=asked).json()
    written = {"recipient": "<b>张</b>", "phone": "1380013800", "address": "云溪镇安和路 12 号"}
    page = web.post(slip["url"], data=written)
    assert page.status_code == 422
    assert "手机号要 11 位，还差 1 位" in page.text
    assert "云溪镇安和路 12 号" in page.text
    assert "&lt;b&gt;张" in page.text


def test_a_genuine_paper_is_shown_masked(station: Station) -> None:
    payload, sample = station.case("social-insurance-proof", seed=7)
    code = "".join(("ABCDEFGHJK", new_id().upper().replace("-", "")[-10:]))
    paper = {
        "case_id": payload["id"],
        "item": payload["item"],
        "number": f"SB{new_id()[:20]}",
        "code": code,
        "sha256": "ab" * 32,
        "issued_at": "2026-03-18T09:30:00+08:00",
    }
    assert station.verdicts(station.submitted(payload), station.event("document.issued", payload["id"], paper)) == [
        "accepted",
        "accepted",
    ]
    page = web.get(f"{station.url}/verify/{code.lower()}")
    assert page.status_code == 200
    assert "这份证明是真的" in page.text
    assert paper["number"] in page.text
    assert mask_name(sample.card.name) in page.text
    assert sample.card.id_number not in page.text


def test_a_paper_whose_days_are_over_is_genuine_and_out_of_date(station: Station, catalogue: LoadedCatalogue) -> None:
    days = catalogue.item(PROOF).result.validity_days
    assert days is not None
    today = datetime.now(CHINA).date()
    pages = []
    for ago in (days - 1, days + 2):
        _, paper, _ = issued(station, days_ago=ago)
        page = web.get(f"{station.url}/verify/{paper['code']}")
        assert (page.status_code, paper["number"] in page.text) == (200, True)
        pages.append(page.text)
    assert "这份证明是真的，有效" in pages[0]
    assert f"到 {long_day(today + timedelta(days=1))}为止" in pages[0]
    assert "这份证明是真的，过期了" in pages[1]
    assert f"从 {long_day(today - timedelta(days=1))}起" in pages[1]
    assert "有效</h1>" not in pages[1]


def test_a_paper_that_is_good_for_ever_says_no_last_day(station: Station, catalogue: LoadedCatalogue) -> None:
    assert catalogue.item(FOR_EVER).result.validity_days is None
    _, paper, _ = issued(station, FOR_EVER)
    page = web.get(f"{station.url}/verify/{paper['code']}")
    assert "这份证明是真的，有效" in page.text
    assert "为止" not in page.text


def test_the_paper_of_a_refused_case_is_withdrawn_and_not_unknown(station: Station, office: Administration) -> None:
    """The status stays that of no valid paper, for whoever reads nothing else."""
    payload, paper, name = issued(station, DESK, days_ago=400)
    office.decide(payload["id"], "refuse", "冒用他人身份")
    page = web.get(f"{station.url}/verify/{paper['code']}")
    assert page.status_code == 404
    assert "这份证明作废了" in page.text
    assert paper["number"] in page.text
    assert mask_name(name) in page.text
    for wrong in ("假的", "没有查到", "是真的", "冒用他人身份"):
        assert wrong not in page.text


@pytest.mark.parametrize("state", PaperState)
def test_a_phone_and_a_station_say_the_same_of_a_paper(
    station: Station, office: Administration, state: PaperState
) -> None:
    payload, paper, _ = issued(station, days_ago=400 if state is PaperState.EXPIRED else 0)
    if state is PaperState.WITHDRAWN:
        payload, paper, _ = issued(station, DESK)
        office.decide(payload["id"], "refuse", "发错了")
    told = check(station, paper["code"], paper["number"] + ("1" if state is PaperState.ALTERED else ""))
    assert told is not None
    assert told["state"] == state
    heading = re.search("<h1[^>]*>(.*)</h1>", web.get(f"{station.url}/verify/{paper['code']}").text)
    assert heading is not None
    words = {PaperState.EXPIRED: "是真的，过期了", PaperState.WITHDRAWN: "作废了"}
    assert heading[1] == f"这份证明{words.get(state, '是真的，有效')}"  # a number of another paper is seen by eye


@pytest.mark.parametrize("code", ["0" * 20, "short", "%3Cscript%3E", "' OR 1=1"])
def test_an_unknown_paper_is_told_in_clear_words(centre: EmbeddedCentre, code: str) -> None:
    page = web.get(f"{centre.url}/verify/{code}")
    assert page.status_code == 404
    assert "没有查到这份证明" in page.text
    assert "script" not in page.text


def test_a_code_may_be_typed_by_hand(centre: EmbeddedCentre) -> None:
    assert 'name="code"' in web.get(f"{centre.url}/verify").text
    answer = web.get(f"{centre.url}/verify", params={"code": "abcd-efgh ij"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/verify/ABCDEFGH1J")


@pytest.mark.parametrize("path", ["/pay/NOPE", "/m/NOPE", "/nothing"])
def test_a_page_that_is_not_there_is_a_page_for_people(centre: EmbeddedCentre, path: str) -> None:
    page = web.get(f"{centre.url}{path}", headers=BROWSER)
    assert page.status_code == 404
    assert "<h1>" in page.text


def test_pages_bring_everything_themselves_and_leak_nothing(centre: EmbeddedCentre) -> None:
    page = web.get(f"{centre.url}/verify")
    assert re.findall(r'(?:src|href|action)="([^"]+)"', page.text) == ["/web/centre.css", "/verify"]
    assert "<script" not in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    style = web.get(f"{centre.url}/web/centre.css")
    assert style.headers["content-type"].startswith("text/css")
    assert "url(" not in style.text


def test_guessing_codes_is_slowed_down(
    tmp_path: Path, catalogue: LoadedCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    with EmbeddedCentre(tmp_path, catalogue) as centre, httpx.Client(verify=WITHOUT_CERTIFICATES) as phone:
        answers = [phone.get(f"{centre.url}/verify/{'0' * 20}", headers=BROWSER) for _ in range(70)]
        assert answers[0].status_code == 404
        assert answers[-1].status_code == 429
        assert answers[-1].headers["retry-after"] == "60"
        assert "过一分钟再来" in answers[-1].text


def test_guessing_enrolment_codes_is_slowed_down_and_enrolling_is_not(
    tmp_path: Path, catalogue: LoadedCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    keys = StationKeys()
    with Administration(tmp_path) as office, EmbeddedCentre(tmp_path, catalogue) as centre:
        codes = [office.make_enrolment_code(f"hall-{number}") for number in range(25)]
        assert {enrol(centre.url, code, keys).status_code for code in codes} == {201}
        answers = [enrol(centre.url, "WRONG", keys).status_code for _ in range(25)]
        assert (answers[0], answers[-1]) == (403, 429)
