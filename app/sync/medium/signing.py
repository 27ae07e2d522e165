"""Signatures on the medium: compact JWS (RFC 7515), ES256, each kind of document under a type of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from app.sync.json_answers import read_json


class Unsigned(Exception):
    """It is not what it says, or not by whom it says. Carries no content."""


def signed(value: Mapping[str, Any], key: str, kind: str, key_id: str) -> str:
    """`key` is the private key, PEM; `kind` goes into the header as `typ`, `key_id` as `kid`."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return jwt.PyJWS().encode(content, key, algorithm="ES256", headers={"typ": kind, "kid": key_id})


def opened(token: bytes, certificate: str, kind: str) -> dict[str, Any]:
    """What the holder of the certificate (PEM) has signed as a document of this kind. Raises Unsigned."""
    key = x509.load_pem_x509_certificate(certificate.encode("ascii")).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise Unsigned
    try:
        found = jwt.PyJWS().decode_complete(token, key, algorithms=["ES256"])
        value = read_json(found["payload"])
    except (jwt.InvalidTokenError, ValueError):
        raise Unsigned from None
    if found["header"].get("typ") != kind or not isinstance(value, dict):
        raise Unsigned
    return value
