"""What pyrage sealed is opened; what was altered anywhere is not, and pyrage agrees."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Callable, Sequence

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from app.central.age_files import CHUNK_BYTES, _hkdf, _private_key, hmac_sha256, open_age
from app.central.uploads.opening import Opening

IDENTITY = pyrage.x25519.Identity.generate()
OTHER = pyrage.x25519.Identity.generate()


@pytest.mark.parametrize("size", [0, 1, 16, 4_096, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES])
def test_any_length_comes_back_as_it_was(size: int) -> None:
    plain = os.urandom(size)
    assert open_age(IDENTITY, pyrage.encrypt(plain, [IDENTITY.to_public()])) == plain


def test_a_file_for_several_recipients_is_opened_by_each() -> None:
    sealed = pyrage.encrypt(b"plain", [OTHER.to_public(), IDENTITY.to_public()])
    assert open_age(IDENTITY, sealed) == open_age(OTHER, sealed) == b"plain"


def test_a_file_for_somebody_else_stays_shut() -> None:
    with pytest.raises(pyrage.DecryptError):
        open_age(OTHER, pyrage.encrypt(b"plain", [IDENTITY.to_public()]))


def test_a_byte_changed_anywhere_keeps_the_file_shut() -> None:
    """Ten files: their header begins with bytes made up at random."""
    for sealed in [pyrage.encrypt(b"plain", [IDENTITY.to_public()]) for _ in range(10)]:
        for at in range(len(sealed)):
            changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
            with pytest.raises(pyrage.DecryptError):
                open_age(IDENTITY, changed)


def test_another_spelling_of_the_same_bytes_keeps_the_file_shut() -> None:
    """The last character of a MAC in base64 has two bits that say nothing."""
    sealed = pyrage.encrypt(b"plain", [IDENTITY.to_public()])
    at = sealed.index(b"\n", sealed.index(b"\n--- ") + 1) - 1
    for letter in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/":
        if letter != sealed[at]:
            with pytest.raises(pyrage.DecryptError):
                open_age(IDENTITY, sealed[:at] + bytes([letter]) + sealed[at + 1 :])


def test_a_file_cut_off_anywhere_stays_shut() -> None:
    sealed = pyrage.encrypt(os.urandom(CHUNK_BYTES + 50), [IDENTITY.to_public()])
    for end in [*range(0, 400), CHUNK_BYTES, *range(len(sealed) - 80, len(sealed))]:
        with pytest.raises(pyrage.DecryptError):
            open_age(IDENTITY, sealed[:end])


def test_chunks_in_another_order_stay_shut() -> None:
    sealed = pyrage.encrypt(os.urandom(3 * CHUNK_BYTES), [IDENTITY.to_public()])
    chunk = CHUNK_BYTES + 16
    body = sealed[-3 * chunk :]
    head = sealed[: -3 * chunk]
    with pytest.raises(pyrage.DecryptError):
        open_age(IDENTITY, head + body[chunk : 2 * chunk] + body[:chunk] + body[2 * chunk :])


def _spelled_otherwise(text: bytes) -> bytes:
    """The same bytes: only bits that say nothing are different."""
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return text[:-1] + letters[letters.index(text[-1]) | 1 :][:1]


def _by_its_sender(
    change: Callable[[bytes, bytes], bytes], chunks: Sequence[tuple[bytes, int]] = ((b"plain", 1),)
) -> bytes:
    """A file whose MAC and chunks are right: `change` makes its stanzas from share and wrapped key, both in base64."""
    key = X25519PrivateKey.generate()
    share, public = key.public_key().public_bytes_raw(), _private_key(IDENTITY)[1]
    shared, file_key, nonce = key.exchange(X25519PublicKey.from_public_bytes(public)), os.urandom(16), os.urandom(16)
    wrapping = ChaCha20Poly1305(_hkdf(shared, share + public, b"age-encryption.org/v1/X25519"))
    stanzas = change(_base64(share), _base64(wrapping.encrypt(bytes(12), file_key, None)))
    header = b"age-encryption.org/v1\n" + stanzas + b"---"
    mac = hmac.digest(_hkdf(file_key, b"", b"header"), header, "sha256")
    cipher = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))
    body = [
        cipher.encrypt(at.to_bytes(11, "big") + bytes([last]), plain, None) for at, (plain, last) in enumerate(chunks)
    ]
    return header + b" " + _base64(mac) + b"\n" + nonce + b"".join(body)


def _base64(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")


def _with(after: bytes) -> Callable[[bytes, bytes], bytes]:
    return lambda share, wrapped: b"-> X25519 " + share + b"\n" + wrapped + after


HEADERS: dict[str, Callable[[bytes, bytes], bytes]] = {
    "as it should be": _with(b"\n"),
    "somebody else too": _with(b"\n-> else x y\n" + b"A" * 64 + b"\nAAAA\n"),
    "an empty body": _with(b"\n-> else\n\n"),
    "no body": _with(b"\n-> else\n"),
    "no last line": _with(b"\n-> else\n" + b"A" * 64 + b"\n"),
    "somebody else first": lambda share, wrapped: b"-> else\nAAAA\n" + _with(b"\n")(share, wrapped),
    "share spelled otherwise": lambda share, wrapped: _with(b"\n")(_spelled_otherwise(share), wrapped),
    "key spelled otherwise": lambda share, wrapped: _with(b"\n")(share, _spelled_otherwise(wrapped)),
    "padding": lambda share, wrapped: _with(b"\n")(share + b"=", wrapped),
    "a word more": lambda share, wrapped: _with(b"\n")(share + b" more", wrapped),
    "a longer key": _with(b"AAAA\n"),
    "a space": _with(b" \n"),
    "another line end": _with(b"\r\n"),
    "a line that is no stanza": _with(b"\nnothing\n"),
    "an empty line": _with(b"\n\n"),
    "two spaces": _with(b"\n-> else  x\nAAAA\n"),
    "no letter": _with(b"\n-> el\x01se\nAAAA\n"),
    "no ASCII": _with("\n-> é\nAAAA\n".encode()),
    "a long line": _with(b"\n-> else\n" + b"A" * 65 + b"\n"),
    "two short lines": _with(b"\n-> else\nAAAA\nAAAA\n"),
    "a body spelled otherwise": _with(b"\n-> else\nAAB\n"),
    "a passphrase too": _with(b"\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n" + b"A" * 43 + b"\n"),
    "no point on the curve": lambda _share, wrapped: _with(b"\n")(b"A" * 43, wrapped),
}
FULL = bytes(CHUNK_BYTES)
STREAMS = {
    "one": ((b"plain", 1),),
    "one, empty": ((b"", 1),),
    "two": ((FULL, 0), (b"x", 1)),
    "last one full": ((FULL, 1),),
    "no last one": ((b"plain", 0),),
    "empty last one": ((FULL, 0), (b"", 1)),
    "two last ones": ((FULL, 1), (b"x", 1)),
    "a short one before": ((FULL[1:], 0), (b"x", 1)),
    "another mark": ((b"plain", 2),),
}


@pytest.mark.parametrize("header", HEADERS)
def test_of_a_header_that_its_own_sender_wrote_age_and_this_say_the_same(header: str) -> None:
    _compare(_by_its_sender(HEADERS[header]), b"plain")


@pytest.mark.parametrize("stream", STREAMS)
def test_of_chunks_that_their_own_sender_wrote_age_and_this_say_the_same(stream: str) -> None:
    _compare(_by_its_sender(_with(b"\n"), STREAMS[stream]), b"".join(plain for plain, _ in STREAMS[stream]))


def _compare(sealed: bytes, plain: bytes) -> None:
    """Whole, and while it arrives."""
    opening = Opening(IDENTITY)
    opening.feed(sealed)
    is_sound = opening.whole(len(plain), hashlib.sha256(plain).hexdigest())
    try:
        assert pyrage.decrypt(sealed, [IDENTITY]) == plain
    except pyrage.DecryptError:
        assert not is_sound
        with pytest.raises(pyrage.DecryptError):
            open_age(IDENTITY, sealed)
    else:
        assert open_age(IDENTITY, sealed) == plain


@given(st.binary(max_size=64), st.binary(max_size=300))
def test_the_mac_is_that_of_the_standard_library(key: bytes, message: bytes) -> None:
    assert hmac_sha256(key, message) == hmac.digest(key, message, "sha256")
