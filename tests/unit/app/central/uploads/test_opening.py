"""A seal opened on the way says the same as one opened afterwards."""

from __future__ import annotations

import hashlib
import os
import random

import pyrage
import pytest

from app.central.age_files import CHUNK_BYTES
from app.central.uploads import opening
from app.central.uploads.opening import Opening, Openings

IDENTITY = pyrage.x25519.Identity.generate()


def sealed(plain: bytes) -> bytes:
    return pyrage.encrypt(plain, [IDENTITY.to_public()])


def fed(body: bytes, seed: int = 1) -> Opening:
    """In pieces of every size."""
    dice, found, at = random.Random(seed), Opening(IDENTITY), 0
    while at < len(body):
        step = dice.choice([1, 7, 100, 5_000, 70_000])
        found.feed(body[at : at + step])
        at += step
    return found


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_what_is_inside_is_measured_whatever_the_pieces(size: int) -> None:
    plain = os.urandom(size)
    body = sealed(plain)
    for seed in range(3):
        found = fed(body, seed)
        assert found.offset == len(body)
        assert found.whole(size, hashlib.sha256(plain).hexdigest())


def test_another_size_or_another_sum_is_not_what_was_declared() -> None:
    plain = os.urandom(1_000)
    sha256 = hashlib.sha256(plain).hexdigest()
    assert not fed(sealed(plain)).whole(999, sha256)
    assert not fed(sealed(plain)).whole(1_000, "0" * 64)


def test_a_byte_changed_or_missing_anywhere_is_not_whole() -> None:
    plain = os.urandom(2 * CHUNK_BYTES + 10)
    body, sha256 = sealed(plain), hashlib.sha256(plain).hexdigest()
    for at in [*range(0, 200, 9), 300, CHUNK_BYTES, len(body) - 1]:
        changed = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        assert not fed(changed).whole(len(plain), sha256)
        assert not fed(body[:at]).whole(len(plain), sha256)
        assert not fed(body[:at] + body[at + 1 :]).whole(len(plain), sha256)


def test_what_has_no_header_is_given_up_without_being_kept() -> None:
    found = Opening(IDENTITY)
    found.feed(os.urandom(opening.HEADER_LIMIT_BYTES + 1))
    assert found.broken
    found.feed(b"more")
    assert not found.whole(0, "")


def test_only_one_that_has_read_exactly_so_far_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "OPENINGS_KEPT", 1)
    openings = Openings(IDENTITY)
    first = openings.take("a", 0)
    assert first is not None
    first.feed(b"0123456789")
    openings.keep("a", first)
    assert openings.take("a", 9) is None
    openings.keep("a", first)
    assert openings.take("a", 10) is first
    openings.keep("a", first)
    openings.keep("b", Opening(IDENTITY))
    assert openings.take("a", 10) is None
