"""What pyrage sealed is opened; what was altered anywhere is not, and pyrage agrees."""

from __future__ import annotations

import os

import pyrage
import pytest

from app.central.age_files import CHUNK_BYTES, open_age

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
