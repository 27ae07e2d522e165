"""Forty megabytes through ten cuts: the public tus client to our centre, and our station to the public tus server."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import httpx
import pyrage
import pytest
import uuid_utils
from sqlalchemy import select

from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.keys import open_keys
from app.central.objects import ObjectStore
from app.central.server import EmbeddedCentre
from app.central.settings import centre_home
from app.central.storage.tables import uploads
from app.cli import main
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.case import NewAttachment, Submission
from tests.chaos.material import catalogue
from tests.peers import node
from tests.peers.thin_line import ThinLine

pytestmark = pytest.mark.skipif(bool(node.missing()), reason=node.missing())
SIZE = 40_000_000
CUTS = [SIZE * each // 11 for each in range(1, 11)]
SPARE = 0.002
"""What may be sent twice, of the whole, besides what the cuts destroyed."""
ITEM = "residence-permit-endorsement"
FILM = Random(40).randbytes(SIZE)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[EmbeddedCentre]:
    with EmbeddedCentre(tmp_path / "centre", catalogue()) as running:
        yield running


@pytest.fixture
def office(tmp_path: Path, centre: EmbeddedCentre) -> Iterator[Administration]:
    with Administration(tmp_path / "centre") as administration:
        yield administration


@pytest.fixture
def station(tmp_path: Path, office: Administration) -> Iterator[Parts]:
    parts = Parts(load_settings(tmp_path / "station"))
    yield parts
    parts.close()


def port_of(url: str) -> int:
    return int(url.rsplit(":", 1)[1])


def case_with_a_film() -> Submission:
    item, sample = catalogue().item(ITEM), make_sample(catalogue().item(ITEM), 1)
    files = [
        NewAttachment(each.name, each.media_type, FILM if each.name == "tenancy-contract" else each.content)
        for each in sample.attachments.values()
    ]
    return Submission(str(uuid_utils.uuid7()), item.code, item.version, sample.data, tuple(files))


def opened(tmp_path: Path, sealed: bytes) -> bytes:
    return bytes(pyrage.decrypt(sealed, list(open_keys(centre_home(tmp_path / "centre") / "keys").identity.all())))


def test_the_public_client_uploads_to_our_centre_through_ten_cuts(
    tmp_path: Path,
    centre: EmbeddedCentre,
    office: Administration,
    station: Parts,
    capsys: pytest.CaptureFixture[str],
) -> None:
    enrolment = station.enroller.enrol(centre.url, office.make_enrolment_code("peer-01"), "self_service")
    station.close()
    assert main(["token", "--json", "--data-dir", str(tmp_path / "station")]) == 0
    token = json.loads(capsys.readouterr().out)["token"]
    sealed = pyrage.encrypt(FILM, [pyrage.x25519.Recipient.from_str(enrolment.seal_recipient)])
    (tmp_path / "film.age").write_bytes(sealed)
    declared = {
        "case_id": str(uuid_utils.uuid7()),
        "name": "film",
        "media_type": "video/mp4",
        "size": str(SIZE),
        "sha256": hashlib.sha256(FILM).hexdigest(),
    }
    with ThinLine(port_of(centre.url), cuts=CUTS) as line:
        told = node.tus_upload(
            file=str(tmp_path / "film.age"), endpoint=f"{line.url}/api/v1/uploads", metadata=declared, token=token
        )
        assert "url" in told, told
        assert line.cuts_made == 10
        assert line.destroyed < SIZE * SPARE  # our centre keeps what reached it
        assert line.carried <= len(sealed) + line.destroyed + SIZE * SPARE
        headers = {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {token}"}
        offset = httpx.head(told["url"], headers=headers, trust_env=False).headers["Upload-Offset"]
    assert int(offset) == len(sealed)
    with office.database.read() as connection:
        key = connection.scalar(select(uploads.c.object_key).where(uploads.c.case_id == declared["case_id"]))
    assert opened(tmp_path, ObjectStore(centre_home(tmp_path / "centre") / "objects").get(str(key))) == FILM


def test_our_station_uploads_to_the_public_server_through_ten_cuts(
    tmp_path: Path, centre: EmbeddedCentre, office: Administration, station: Parts
) -> None:
    """Its events go to our centre, which its uploads never see."""
    with (
        node.served("tus_server.mjs", str(tmp_path / "public")) as (public_port, _),
        ThinLine(port_of(centre.url), uploads_port=public_port, cuts=CUTS) as line,
    ):
        station.enroller.enrol(line.url, office.make_enrolment_code("peer-02"), "self_service")
        submission = case_with_a_film()
        station.store.submit(submission)
        report = station.synchronizer.once()
        assert (report.accepted, report.waiting) == (1, 0)
        assert line.cuts_made == 10
        arrived = {each.name: each for each in (tmp_path / "public").iterdir() if each.suffix != ".json"}
    sealed = max(arrived.values(), key=lambda each: each.stat().st_size).read_bytes()
    assert opened(tmp_path, sealed) == FILM
    whole = sum(each.stat().st_size for each in arrived.values())
    assert line.carried <= whole + line.destroyed + SIZE * SPARE
    assert line.destroyed < SIZE // 10  # the public server drops what its own buffers held at a cut
