"""What stands in keys/database.key: the key itself, or the key as only a TPM or a passphrase gives it back.

A plain key is 64 hex digits; the others are one JSON object. The file tells by itself how it is opened, so that
replacing it whole is all there is to a change: at every moment one of the two is there, and it is complete.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.errors import WrongKey
from app.storage.key_choice import KeyKind

KEY_BYTES = 32
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PlainKey:
    key: str = field(repr=False)
    id: str = ""
    kind: KeyKind = KeyKind.FILE


@dataclass(frozen=True, slots=True)
class TpmKey:
    """The two halves of an object that one TPM loads; `pcrs` as tpm2-tools write them, empty for none."""

    id: str
    public: bytes = field(repr=False)
    private: bytes = field(repr=False)
    pcrs: str = ""
    kind: KeyKind = KeyKind.TPM


@dataclass(frozen=True, slots=True)
class PassphraseKey:
    """The key under AES-256-GCM; what opens it is argon2id of the passphrase with these parameters."""

    id: str
    salt: bytes = field(repr=False)
    passes: int
    memory_kib: int
    lanes: int
    nonce: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    kind: KeyKind = KeyKind.PASSPHRASE


KeptKey = PlainKey | TpmKey | PassphraseKey


def written(kept: KeptKey) -> bytes:
    match kept:
        case PlainKey():
            return kept.key.encode("ascii") + b"\n"
        case TpmKey():
            fields: dict[str, Any] = {"public": _text(kept.public), "private": _text(kept.private), "pcrs": kept.pcrs}
        case PassphraseKey():
            fields = {name: _text(getattr(kept, name)) for name in ("salt", "nonce", "sealed")}
            fields |= {"passes": kept.passes, "memory_kib": kept.memory_kib, "lanes": kept.lanes}
    return json.dumps({"kept": kept.kind, "id": kept.id, **fields}).encode("ascii") + b"\n"


def read(content: bytes) -> KeptKey:
    """Raises WrongKey for a file that is none of ours."""
    text = content.decode("ascii", errors="replace").strip()
    if _KEY.fullmatch(text.lower()):
        return PlainKey(text.lower())
    try:
        return _from_fields(json.loads(text))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise damaged() from None


def damaged() -> WrongKey:
    return WrongKey("数据库的密钥文件内容不对。", "请把 keys/database.key 从备份放回原处。")


def _from_fields(fields: Mapping[str, Any]) -> KeptKey:
    match KeyKind(fields["kept"]):
        case KeyKind.TPM:
            return TpmKey(
                str(fields["id"]), _bytes(fields["public"]), _bytes(fields["private"]), str(fields.get("pcrs", ""))
            )
        case KeyKind.PASSPHRASE:
            numbers = [int(fields[name]) for name in ("passes", "memory_kib", "lanes")]
            salt, nonce, sealed = (_bytes(fields[name]) for name in ("salt", "nonce", "sealed"))
            return PassphraseKey(str(fields["id"]), salt, numbers[0], numbers[1], numbers[2], nonce, sealed)
        case KeyKind.FILE:
            raise ValueError


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _bytes(text: Any) -> bytes:
    return base64.b64decode(text, validate=True)
