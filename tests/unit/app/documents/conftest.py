"""A throw-away certification authority and a record of an invented person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.documents.certificate import SignedCertificateMaker
from app.domain.certificates import CertificateRequest


@dataclass(frozen=True)
class Papers:
    """PEM bytes."""

    key: bytes
    certificate: bytes
    issuer: bytes


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _certificate(
    subject: str, public_key: ec.EllipticCurvePublicKey, issuer: str, issuer_key: ec.EllipticCurvePrivateKey, ca: bool
) -> bytes:
    now = datetime.now(UTC)
    usage = {
        "digital_signature": not ca, "content_commitment": not ca, "key_encipherment": False,
        "data_encipherment": False, "key_agreement": False, "key_cert_sign": ca, "crl_sign": ca,
        "encipher_only": False, "decipher_only": False,
    }  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM)


def make_papers() -> Papers:
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    return Papers(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
        _certificate("测试终端 01", key.public_key(), "测试平台", root_key, ca=False),
        _certificate("测试平台", root_key.public_key(), "测试平台", root_key, ca=True),
    )


def make_record(months: int = 12, name: str = "欧阳㐂𠮷") -> dict[str, Any]:
    kinds = ("城镇职工基本养老保险", "职工基本医疗保险（含生育保险）", "失业保险", "工伤保险")
    unit = "云溪县为民服务有限责任公司"
    return {
        "person": {"name": name, "id_number": "11010519491231002X"},
        "unit": unit,
        "period": {"from": "2005-01", "to": "2026-03"},
        "insurances": [
            {"kind": kind, "state": "正常参保", "since": "2005-01", "months": months, "unit": unit} for kind in kinds
        ],
        "months": [
            {"month": f"{2005 + at // 12}-{at % 12 + 1:02d}", "base_fen": 523400 + at, "personal_fen": 41872}
            for at in range(months)
        ],
    }


def make_request(given: dict[str, Any]) -> CertificateRequest:
    return CertificateRequest(
        item_code="social-insurance-proof",
        template="social-insurance-proof",
        case_id="0199aaaa-0000-7000-8000-000000000001",
        number="SB20260318-000042",
        code="7K3M9QXT2VWP5H8R4N6C",
        verify_url="https://zwfw.example.invalid/verify/7K3M9QXT2VWP5H8R4N6C",
        issued_at=datetime(2026, 3, 18, 10, 24, tzinfo=UTC),
        office="云溪县社会保险事业管理中心",
        record=given,
    )


@pytest.fixture(scope="session")
def papers() -> Papers:
    return make_papers()


@pytest.fixture(scope="session")
def other_papers() -> Papers:
    return make_papers()


@pytest.fixture(scope="session")
def maker(papers: Papers) -> SignedCertificateMaker:
    return SignedCertificateMaker(papers.key, papers.certificate, papers.issuer)


@pytest.fixture(scope="session")
def record() -> Callable[..., dict[str, Any]]:
    return make_record


@pytest.fixture(scope="session")
def request_for() -> Callable[[dict[str, Any]], CertificateRequest]:
    return make_request
