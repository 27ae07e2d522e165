from __future__ import annotations

import os

import pyrage
import pytest
import zstandard
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st

from app.central.batch_seal import as_stored
from app.central.sealing import SealBroken, from_base64, open_json, open_sealed, parse_json, seal_json, to_base64

IDENTITY = pyrage.x25519.Identity.generate()
RECIPIENT = str(IDENTITY.to_public())

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=10,
)


@settings(deadline=None)
@given(json_values)
def test_what_was_sealed_opens_to_the_same(value: object) -> None:
    assert open_json(IDENTITY, from_base64(to_base64(seal_json(RECIPIENT, value)))) == value


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_junk_never_opens(junk: bytes) -> None:
    with pytest.raises(SealBroken):
        open_sealed(IDENTITY, junk)


def test_url_safe_base64_without_padding_is_read_too() -> None:
    assert from_base64("-_8") == from_base64("+/8=") == b"\xfb\xff"


def test_what_unpacks_to_more_than_allowed_is_stopped() -> None:
    bomb = pyrage.encrypt(zstandard.compress(b"0" * 10_000), [IDENTITY.to_public()])
    assert len(open_sealed(IDENTITY, bomb, limit=10_000)) == 10_000
    with pytest.raises(SealBroken, match="size"):
        open_sealed(IDENTITY, bomb, limit=9_999)


@pytest.mark.parametrize("text", [b"NaN", b"Infinity", b"{", b"\xff", b"[" * 100_000, b'["\\ud800"]'])
def test_what_is_no_json_is_told(text: bytes) -> None:
    with pytest.raises(SealBroken, match="json"):
        parse_json(text)


def test_a_recipient_that_is_none_is_told() -> None:
    with pytest.raises(SealBroken, match="recipient"):
        seal_json("age1nobody", {})


def of_a_batch(plain: bytes, place: int = 3) -> bytes:
    key = os.urandom(32)
    sealed_key = pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(RECIPIENT)])
    nonce = place.to_bytes(12, "big")
    return as_stored(sealed_key, place, ChaCha20Poly1305(key).encrypt(nonce, zstandard.compress(plain), None))


def test_a_row_of_a_batch_opens_with_any_of_the_centres_identities() -> None:
    row, newer = of_a_batch(b'{"a":1}'), pyrage.x25519.Identity.generate()
    assert open_json(IDENTITY, row) == open_json((newer, IDENTITY), row) == {"a": 1}
    with pytest.raises(SealBroken):
        open_json(newer, row)


def test_no_altered_or_cut_row_of_a_batch_opens() -> None:
    row = of_a_batch(b"{}")
    for place in range(len(row)):
        with pytest.raises(SealBroken):
            open_sealed(IDENTITY, row[:place])
        with pytest.raises(SealBroken):
            open_sealed(IDENTITY, row[:place] + bytes([row[place] ^ 0x80]) + row[place + 1 :])
