"""The centre signs what it hands to a city's platform: a JWS (ES256) over the SHA-256 of a document."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.central.keys import kept_file
from app.domain.errors import DataDirReadOnly, StorageProblem

KEY_FILE = "adapter.pem"
ISSUER = "bianmin-centre"


class Signer:
    """Made at its first use; `public_key` is PEM and goes to the platform by hand."""

    def __init__(self, keys: Path) -> None:
        """Raises DataDirReadOnly, StorageProblem."""
        try:
            pem = kept_file(keys / KEY_FILE, _new_key)
        except OSError as error:
            raise DataDirReadOnly("中心的密钥目录不能写。", "请检查数据目录权限。") from error
        try:
            key = serialization.load_pem_private_key(pem, password=None)
        except ValueError as error:
            raise StorageProblem("中心的密钥文件坏了。", "请从备份恢复 keys 目录。") from error
        self._pem = pem
        self.public_key = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def sign(self, document: bytes, key: str, at: datetime) -> str:
        """Compact JWS; claims iss, jti (the delivery's key), iat, sha256 (of the document's bytes)."""
        claims = {"iss": ISSUER, "jti": key, "iat": int(at.timestamp()), "sha256": hashlib.sha256(document).hexdigest()}
        return jwt.encode(claims, self._pem.decode(), algorithm="ES256")


def _new_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
