"""A real store enrolled with a centre of which only the keys exist, and a stick."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.storage.store import Store
from app.sync.client import CentreClient
from app.sync.medium.exporter import MediumExport


@dataclass
class Issuer:
    key: ec.EllipticCurvePrivateKey
    pem: str

    def certified(self, request_pem):
        request = x509.load_pem_x509_csr(request_pem.encode())
        return _certificate(self.key, request.subject, request.public_key())


def _certificate(key, subject, public_key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test issuer")])
    builder = x509.CertificateBuilder().subject_name(subject or name).issuer_name(name).public_key(public_key)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
    made = builder.not_valid_after(datetime(2036, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.PEM).decode()


@pytest.fixture(scope="session")
def issuer():
    key = ec.generate_private_key(ec.SECP256R1())
    return Issuer(key, _certificate(key, None, key.public_key()))


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@dataclass
class Exporting:
    store: Store
    medium: MediumExport
    issuer: Issuer
    stick: Path

    def export(self, folder=None):
        return self.medium.export(folder or self.stick)

    def packages(self, folder=None):
        return sorted(each for each in (folder or self.stick).glob("bianmin-*Z-[0-9]") if each.is_dir())

    def manifest(self, package) -> dict[str, Any]:
        """As anybody can read it."""
        token = (package / "manifest.jws").read_bytes()
        return json.loads(jwt.PyJWS().decode_complete(token, options={"verify_signature": False})["payload"])

    def answer(self, answered, /, *, kind="bianmin-answer+jws", key=None, **changes):
        """The centre's answer beside the package: everything accepted, unless `changes` say otherwise."""
        manifest = self.manifest(answered)
        told = {
            "format": "bianmin-medium-answer/1",
            "station_id": manifest["station_id"],
            "number_prefix": manifest["number_prefix"],
            "package": answered.name,
            "manifest_sha256": _sha256(answered / "manifest.jws"),
            "complete": True,
            "events": [{"id": each.id, "verdict": "accepted"} for each in self.events()],
            "attachments": [{"id": each.id, "verdict": "accepted"} for each in self.uploads()],
        }
        content = json.dumps(told | changes).encode()
        token = jwt.PyJWS().encode(content, key or self.issuer.key, algorithm="ES256", headers={"typ": kind})
        path = answered.parent / f"answer-{answered.name}.jws"
        path.write_text(token)
        return path

    def events(self):
        return self.store.outbox_reading.unsettled_events(0, 1000)

    def uploads(self):
        return self.store.outbox_reading.unsettled_uploads("", 1000)


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def exporting(store, clock, lying_centre, enrolment_answer, issuer, stick):
    client = CentreClient(store.settings, store.outbox, clock)

    def answer(body):
        certificate = issuer.certified(json.loads(body)["signing_request"])
        return enrolment_answer(signing_certificate=certificate, issuer_certificate=issuer.pem)(body)

    lying_centre.answers["POST", "/api/v1/stations"] = answer
    client.enroller.enrol(lying_centre.url, "CODE", "self_service")
    yield Exporting(store, MediumExport(client.enroller, store.outbox_reading, store.outbox, clock), issuer, stick)
    client.close()
