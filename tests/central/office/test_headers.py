"""What travels with every answer of the office, and what is never written into a log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.office import accounts
from app.central.server import EmbeddedCentre
from tests.central.office.conftest import PASSWORD, Browser, Sent

RESOURCES = Path(__file__).parents[3] / "resources" / "web" / "office"


def test_every_answer_is_kept_by_nobody_and_loads_nothing_from_elsewhere(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    licensing, case = somebody("licensing", "manager"), sent()
    paths = ["", "/sign-in", f"/cases/{case.id}", f"/cases/{case.id}/files/photo", f"/cases/{case.id}/look/photo"]
    paths += ["/stations", "/evaluations", "/figures", "/appointments", "/nothing", "/cases/nothing", "/assets/nothing"]
    for path in paths:
        answer = licensing.get(f"/office{path}", Accept="text/html")
        policy = answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store", path
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "://" not in answer.text.replace("http://www.w3.org", "") or path.endswith("photo")


def test_style_and_script_are_served_by_us(somebody: Callable[..., Browser]) -> None:
    browser = somebody("hospital", enters=False)
    page = browser.get("/office/sign-in").text
    for name in ("office.css", "htmx-2.0.7.min.js"):
        assert f"/office/assets/{name}" in page
        answer = browser.get(f"/office/assets/{name}")
        assert answer.content == (RESOURCES / name).read_bytes()
    for name in ("htmx-LICENSE.txt", "..%2fbase.html", "list.html"):
        assert browser.get(f"/office/assets/{name}").status_code == 404


def test_no_template_has_script_or_style_of_its_own() -> None:
    """The policy would not let them run."""
    for path in RESOURCES.glob("*.html"):
        text = path.read_text("utf-8")
        assert " style=" not in text, path.name
        assert " onclick=" not in text, path.name
        assert "<script>" not in text, path.name
        assert "hx-on" not in text, path.name


def test_pages_of_phones_and_stations_have_the_headers_they_had(somebody: Callable[..., Browser]) -> None:
    browser = somebody("hospital", enters=False)
    for path in ("/officer", "/verify"):
        headers = browser.get(path).headers
        assert "script-src" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"


def test_over_tls_the_cookie_goes_over_tls_only(tmp_path: Path, catalogue: LoadedCatalogue) -> None:
    """The same where a proxy in front of it speaks TLS: then its public address says so."""
    with (
        EmbeddedCentre(tmp_path, catalogue, public_url="https://centre.example") as centre,
        Administration(tmp_path) as office,
    ):
        accounts.add(office.database, "R-tls", "周审核", ["hospital"], PASSWORD)
        browser = Browser(centre.url, "R-tls")
        told = {"number": "R-tls", "password": PASSWORD}
        assert "Secure" in browser.http.post("/office/sign-in", data=told).headers["set-cookie"]
        browser.http.close()


def test_no_personal_data_and_no_secret_reaches_a_log(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent()
    licensing.post(f"/office/cases/{case.id}/full")
    licensing.get(f"/office/cases/{case.id}/files/photo")
    hospital.get(f"/office/cases/{case.id}/film/video")
    hospital.decide(case.id, "burn", reason="写了原因")
    licensing.sign_in("wrong password")
    applicant = case.data["applicant"]
    ours = "\n".join(each.getMessage() for each in caplog.records if each.name.startswith(("bianmin", "uvicorn")))
    for words in (applicant["name"], applicant["id_number"], "13812345678", PASSWORD, "写了原因", hospital.csrf):
        assert words not in ours
