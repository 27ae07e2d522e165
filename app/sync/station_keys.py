"""The station's two ES256 keys: one says who speaks, one signs documents."""

from __future__ import annotations

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

COMMON_NAME = "Bianmin Terminal"  # the centre writes the real name into the certificate


def new_key() -> str:
    """PEM, PKCS#8, unencrypted: it is kept in the encrypted store only."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode("ascii")


def public_key(pem: str) -> str:
    """PEM, SPKI."""
    return _public_bytes(_load(pem).public_key()).decode("ascii")


def signing_request(pem: str) -> str:
    """A PKCS#10 request for a certificate of this key, PEM."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, COMMON_NAME)])
    request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(_load(pem), hashes.SHA256())
    return request.public_bytes(serialization.Encoding.PEM).decode("ascii")


def certifies(certificate: str, pem: str, issuer: str) -> bool:
    """Whether the certificate (PEM) is for this private key and was issued by that issuer (PEM)."""
    try:
        signed = x509.load_pem_x509_certificate(certificate.encode("ascii"))
        authority = x509.load_pem_x509_certificate(issuer.encode("ascii"))
        signed.verify_directly_issued_by(authority)
    except Exception:  # noqa: BLE001 - whatever the library dislikes about it, it is no certificate for this key
        return False
    key = signed.public_key()
    return isinstance(key, ec.EllipticCurvePublicKey) and _public_bytes(key) == _public_bytes(_load(pem).public_key())


def _load(pem: str) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem.encode("ascii"), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("not an elliptic-curve key")
    return key


def _public_bytes(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
