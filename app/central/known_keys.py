"""The keys a centre was founded with: the database remembers their prints, and nothing works with others or with none.

Stations seal to them, and a centre that made new ones would refuse every case. So a folder that lacks a key the
database knows is refused before anything is made in it. What the folder has more (a rotation that was cut off, a
program with one key more than before) is remembered; a prepared identity is not, until stations seal to it. The hall
key alone gives way to its next one: the database says which of the two it is, and the file follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization

from app.central.keys import FILES, HALL, ISSUER, PERSON, SEAL, WHENCE, CentreKeys, missing, open_keys
from app.central.storage import key_prints
from app.central.storage.database import Database
from app.central.storage.key_prints import KeyPrint
from app.central.storage.moment import now
from app.domain.errors import WrongKey

Prints = frozenset[KeyPrint]


def keys_of(database: Database, folder: Path) -> CentreKeys:
    """The keys of the centre with this database; those of a new one are made. Raises WrongKey, StorageProblem."""
    with database.read() as connection:
        known = key_prints.known(connection)
        is_in_use = not known and key_prints.is_in_use(connection)
    if is_in_use and (gone := missing(folder, (SEAL, ISSUER))):
        raise _without(gone)  # founded before prints were kept
    keys = checked_keys(known, folder)
    if prints_of(keys) - known:
        with database.write() as connection:
            known = key_prints.hold(connection)
            settle_hall(known, keys)
            compare(known, keys)
            key_prints.remember(connection, prints_of(keys) - known, now())
    return keys


def checked_keys(known: Prints, folder: Path) -> CentreKeys:
    """The keys in the folder, where they are those known; a file of which nothing is known is made where it is not
    there. Raises WrongKey, StorageProblem.
    """
    if gone := missing(folder, {each.file for each in known}):
        raise _without(gone)
    keys = open_keys(folder)
    compare(known, keys)
    return keys


def compare(known: Prints, keys: CentreKeys) -> None:
    """Raises WrongKey where one of those known is not among the keys."""
    if others := lacking(known, keys):
        names = "、".join(each for each in FILES if each in {other.file for other in others})
        raise WrongKey(f"密钥目录里的 {names} 不是这个中心的，或缺了换上的密钥。", WHENCE)


def prints_of(keys: CentreKeys) -> Prints:
    """Of all to which anything was ever sealed, or that signed anything."""
    return _single(keys) | _of(SEAL, keys.identity.sealed_to()) | hall_prints(keys)


def lacking(known: Prints, keys: CentreKeys) -> Prints:
    """Those known that the folder has not, nor in preparation."""
    return known - _single(keys) - _of(SEAL, keys.identity.all()) - _of(HALL, keys.hall.all())


def hall_prints(keys: CentreKeys, *, prepared: bool = False) -> Prints:
    """Of the hall key, or of the one that is to take its place."""
    return _of(HALL, keys.hall.prepared() if prepared else keys.hall.sealed_to())


def hall_identity(known: Prints, keys: CentreKeys) -> Any | None:
    """The hall key that counts; None where it has not been copied here yet."""
    return next((each for each in keys.hall.all() if _of(HALL, [each]) <= known), None)


def settle_hall(known: Prints, keys: CentreKeys) -> None:
    """End a rotation of the hall key that the database knows of already. To be called while `known` is held."""
    if hall_prints(keys, prepared=True) & known:
        keys.hall.keep_prepared()


def _without(gone: Collection[str]) -> WrongKey:
    return WrongKey(f"这个中心的密钥不见了：keys 目录里没有 {'、'.join(gone)}。不会另造新的。", WHENCE)


def _single(keys: CentreKeys) -> Prints:
    issuer = keys.issuer.key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return frozenset(
        [
            KeyPrint(ISSUER, _named(issuer)),
            KeyPrint(PERSON, _named(keys.person)),
        ]
    )


def _of(file: str, identities: Iterable[Any]) -> Prints:
    return frozenset(KeyPrint(file, _named(str(each.to_public()).encode())) for each in identities)


def _named(key: bytes) -> str:
    return sha256(b"bianmin key print\n" + key).hexdigest()
