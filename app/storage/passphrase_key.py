"""The database key under a passphrase: argon2id makes the wrapping key, AES-256-GCM wraps.

Parameters: RFC 9106, section 4, second recommended option (for machines with little memory).
"""

from __future__ import annotations

import secrets
import unicodedata

from app.domain.errors import WrongInput, WrongKey
from app.storage.key_file import PassphraseKey, damaged

PASSES = 3
MEMORY_KIB = 64 << 10
LANES = 4
SALT_BYTES = 16
NONCE_BYTES = 12
WRAPPING_KEY_BYTES = 32
# A key file is not trusted to make the program take all memory or a day.
PASSES_MAX = 64
MEMORY_MAX_KIB = 2 << 20
LANES_MAX = 64
PASSPHRASE_MIN = 12
"""Characters; the disk may be tried on other machines, without anybody counting."""
_BOUND_TO = b"bianmin-terminal database key"


def wrap(key: str, passphrase: str) -> PassphraseKey:
    """Raises WrongInput for a passphrase that is too short."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(_spelt(passphrase)) < PASSPHRASE_MIN:
        raise WrongInput(f"口令太短，至少 {PASSPHRASE_MIN} 个字符。", "用几个不相干的词连成一句。")
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    wrapping = _derived(passphrase, salt, PASSES, MEMORY_KIB, LANES)
    sealed = AESGCM(wrapping).encrypt(nonce, bytes.fromhex(key), _BOUND_TO)
    return PassphraseKey(secrets.token_hex(4), salt, PASSES, MEMORY_KIB, LANES, nonce, sealed)


def unwrap(kept: PassphraseKey, passphrase: str) -> str:
    """Raises WrongKey for another passphrase or a changed file: the two cannot be told apart."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not _sensible(kept):
        raise damaged()
    wrapping = _derived(passphrase, kept.salt, kept.passes, kept.memory_kib, kept.lanes)
    try:
        return AESGCM(wrapping).decrypt(kept.nonce, kept.sealed, _BOUND_TO).hex()
    except (InvalidTag, ValueError):
        raise WrongKey(
            "口令不对，数据库打不开。",
            "核对大小写和空格后再试。忘了口令谁也打不开：请找保管口令的人，不要删除任何文件。",
        ) from None


def _sensible(kept: PassphraseKey) -> bool:
    bounds = ((kept.passes, PASSES_MAX), (kept.lanes, LANES_MAX), (kept.memory_kib, MEMORY_MAX_KIB))
    return all(0 < value <= most for value, most in bounds) and kept.memory_kib >= 8 * kept.lanes


def _derived(passphrase: str, salt: bytes, passes: int, memory_kib: int, lanes: int) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    secret = _spelt(passphrase).encode("utf-8")
    return hash_secret_raw(secret, salt, passes, memory_kib, lanes, WRAPPING_KEY_BYTES, Type.ID)


def _spelt(passphrase: str) -> str:
    """The same characters whichever keyboard made them."""
    return unicodedata.normalize("NFC", passphrase)
