"""The same centre over TLS, with a certificate of its own."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.catalogue import LoadedCatalogue
from app.central.server import EmbeddedCentre
from app.domain.errors import ConfigInvalid


@pytest.fixture
def tls(tmp_path: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "centre")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = tmp_path / "cert.pem", tmp_path / "key.pem"
    cert_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return cert_file, key_file


def test_it_answers_over_tls_and_asks_browsers_to_stay_there(
    tmp_path: Path, catalogue: LoadedCatalogue, tls: tuple[Path, Path]
) -> None:
    with EmbeddedCentre(tmp_path, catalogue, tls=tls) as centre:
        assert centre.url.startswith("https://127.0.0.1:")
        with httpx.Client(verify=ssl.create_default_context(cafile=str(tls[0]))) as client:
            answer = client.get(f"{centre.url}/healthz")
    assert answer.json() == {"status": "ok"}
    assert "strict-transport-security" in answer.headers


def test_a_certificate_that_cannot_be_used_is_told_in_words(
    tmp_path: Path, catalogue: LoadedCatalogue, tls: tuple[Path, Path]
) -> None:
    tls[0].write_text("no certificate", encoding="ascii")
    centre = EmbeddedCentre(tmp_path, catalogue, tls=tls)
    with pytest.raises(ConfigInvalid, match="TLS"):
        centre.start()
    assert not centre.running
