"""One-time codes, what a station is given for one, and who may speak afterwards."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from app.catalogue import LoadedCatalogue
from app.central import identity
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.settings import sqlite_url
from app.central.storage.database import Database
from app.central.storage.moment import now
from tests.central.conftest import Station, StationKeys, enrol, web


def test_a_code_is_good_for_one_station_once(centre: EmbeddedCentre, office: Administration) -> None:
    code = office.make_enrolment_code("hall-01")
    assert enrol(centre.url, code.lower().replace("-", " "), StationKeys()).status_code == 201
    again = enrol(centre.url, code, StationKeys())
    assert again.status_code == 403
    assert again.headers["content-type"] == "application/problem+json"
    assert again.json()["code"] == "refused"


def test_a_station_whose_answer_was_lost_may_ask_again_with_the_same_keys(
    centre: EmbeddedCentre, office: Administration
) -> None:
    code, keys = office.make_enrolment_code("hall-01"), StationKeys()
    first, second = enrol(centre.url, code, keys), enrol(centre.url, code, keys)
    assert second.status_code == 201
    assert second.json() == first.json()


def test_a_used_code_gives_no_certificate_to_somebody_who_knows_the_public_key(
    centre: EmbeddedCentre, office: Administration
) -> None:
    code, keys = office.make_enrolment_code("hall-01"), StationKeys()
    enrol(centre.url, code, keys)
    assert enrol(centre.url, code, StationKeys(key=keys.key)).status_code == 403


def test_a_wrong_code_is_refused(centre: EmbeddedCentre, office: Administration) -> None:
    office.make_enrolment_code("hall-01")
    assert enrol(centre.url, "0000-0000-0000", StationKeys()).status_code == 403


def test_a_code_for_a_counter_enrols_no_self_service_terminal(centre: EmbeddedCentre, office: Administration) -> None:
    code = office.make_enrolment_code("desk-01", "counter")
    told = enrol(centre.url, code, StationKeys(), "self_service")
    assert (told.status_code, told.json()["code"]) == (403, "station_kind_differs")
    assert told.json()["station_kind"] == "counter"
    assert told.json()["detail"] == "这个登记码是给窗口工作站的，来登记的是自助终端。"
    assert enrol(centre.url, code, StationKeys(), "counter").status_code == 201


def test_a_right_code_of_another_kind_is_no_guess_and_a_wrong_or_used_one_tells_no_kind(
    centre: EmbeddedCentre, office: Administration
) -> None:
    code, keys = office.make_enrolment_code("desk-01", "counter"), StationKeys()
    answers = [enrol(centre.url, code, StationKeys(), "post") for _ in range(40)]
    assert {each.json()["code"] for each in answers} == {"station_kind_differs"}
    assert enrol(centre.url, code, keys, "counter").status_code == 201
    used = enrol(centre.url, code, StationKeys(), "post")
    assert (used.json()["code"], used.json()["detail"][:10]) == ("refused", "这个登记码已经用过了")
    assert enrol(centre.url, code, keys, "post").json()["station_kind"] == "counter"
    wrong = enrol(centre.url, "0000-0000-0000", StationKeys(), "post")
    assert (wrong.json()["code"], "station_kind" in wrong.json()) == ("refused", False)


def test_yesterdays_code_is_too_old(centre: EmbeddedCentre, data_dir: Path) -> None:
    database = Database(sqlite_url(data_dir))
    code = identity.make_code(database, "hall-01", None, now() - timedelta(hours=25))
    database.close()
    assert enrol(centre.url, code, StationKeys()).status_code == 403


def test_no_code_stands_readable_in_the_database(data_dir: Path, office: Administration) -> None:
    code = office.make_enrolment_code("hall-01").replace("-", "").encode()
    files = list((data_dir / "central").glob("central.db*"))
    assert files
    assert all(code not in each.read_bytes() for each in files)


def test_the_keys_can_be_read_by_their_owner_only(data_dir: Path, office: Administration) -> None:
    keys = data_dir / "central" / "keys"
    assert keys.stat().st_mode & 0o777 == 0o700
    assert {each.name: each.stat().st_mode & 0o777 for each in keys.iterdir()} == {
        "hall.key": 0o600,
        "person.key": 0o600,
        "seal.key": 0o600,
        "issuer.pem": 0o600,
    }


def test_a_station_enrolled_anew_gets_another_prefix_and_begins_its_sequence_again(
    centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station]
) -> None:
    first = hall(centre.url, office, "hall-renewed")
    assert first.verdicts(first.submitted(first.case()[0])) == ["accepted"]
    second = hall(centre.url, office, "hall-renewed")
    assert second.enrolment["number_prefix"] != first.enrolment["number_prefix"]
    assert second.verdicts(second.submitted(second.case(seed=2)[0])) == ["accepted"]
    assert first.request("GET", "/api/v1/changes").status_code == 401


def test_the_signing_certificate_holds_for_signing_documents(station: Station) -> None:
    issuer = x509.load_pem_x509_certificate(station.enrolment["issuer_certificate"].encode())
    certificate = x509.load_pem_x509_certificate(station.enrolment["signing_certificate"].encode())
    assert certificate.public_key() == station.keys.signing.public_key()
    assert station.id in certificate.subject.rfc4514_string()
    leaf, root = (
        asn1_x509.Certificate.load(pem.unarmor(each.public_bytes(Encoding.PEM))[2]) for each in (certificate, issuer)
    )
    validator = CertificateValidator(leaf, validation_context=ValidationContext(trust_roots=[root]))
    path = asyncio.run(validator.async_validate_usage({"digital_signature", "non_repudiation"}))
    assert path.leaf == leaf


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"aud": "https://elsewhere.example"}, "token_audience"),
        ({"exp": int(time.time()) - 120, "iat": int(time.time()) - 400}, "token_expired"),
        ({"exp": int(time.time()) + 4_000}, "token_too_long"),
        ({"sub": "hall-02"}, "token_subject"),
    ],
)
def test_a_token_that_claims_too_much_is_refused(station: Station, changed: dict[str, object], code: str) -> None:
    answer = web.get(f"{station.url}/api/v1/changes", headers={"Authorization": f"Bearer {station.token(**changed)}"})
    assert answer.status_code == 401
    assert answer.json()["code"] == code
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_signed_by_another_key_is_refused(station: Station) -> None:
    station.keys = StationKeys()
    assert station.request("GET", "/api/v1/changes").json()["code"] == "token_invalid"


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c"])
def test_no_token_or_a_broken_one_is_refused(station: Station, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    assert web.get(f"{station.url}/api/v1/changes", headers=headers).status_code == 401


def test_both_names_of_this_machine_are_good_audiences(station: Station) -> None:
    port = station.url.rsplit(":", 1)[1]
    for name in ("127.0.0.1", "localhost"):
        token = station.token(aud=f"http://{name}:{port}/")
        headers = {"Authorization": f"Bearer {token}"}
        assert web.get(f"{station.url}/api/v1/changes", headers=headers).status_code == 200


def test_a_station_is_told_the_address_it_came_by(centre: EmbeddedCentre, office: Administration) -> None:
    by_name = centre.url.replace("127.0.0.1", "localhost")
    assert enrol(by_name, office.make_enrolment_code("hall-by-name"), StationKeys()).json()["centre_url"] == by_name


def test_a_centre_behind_a_public_address_tells_that_one(tmp_path: Path, catalogue: LoadedCatalogue) -> None:
    public = "https://centre.example"
    with (
        Administration(tmp_path) as office,
        EmbeddedCentre(tmp_path, catalogue, public_url=public + "/") as centre,
        web.stream(
            "POST",
            f"{centre.url}/api/v1/stations",
            headers={"Host": "centre.example"},
            json={
                "code": office.make_enrolment_code("hall-01"),
                "station_kind": "self_service",
                "public_key": (keys := StationKeys()).public_pem,
                "signing_request": keys.request_pem,
            },
        ) as answer,
    ):
        answer.read()
        assert answer.json()["centre_url"] == public


def test_a_centre_open_to_the_hall_knows_its_own_addresses(tmp_path: Path, catalogue: LoadedCatalogue) -> None:
    with Administration(tmp_path) as office, EmbeddedCentre(tmp_path, catalogue, host="0.0.0.0") as centre:  # noqa: S104
        assert "0.0.0.0" not in centre.url  # noqa: S104
        here = f"http://127.0.0.1:{centre.url.rsplit(':', 1)[1]}"
        answer = enrol(here, office.make_enrolment_code("hall-01"), StationKeys())
        assert answer.json()["centre_url"] == here
