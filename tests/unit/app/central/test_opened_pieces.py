"""A sealed file comes out piece by piece as it went in, and nothing false comes out whole."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pyrage
import pytest

from app.central.opened_pieces import IN_MEMORY_LIMIT_BYTES, opened_pieces
from app.central.sealing import SealBroken

KEY = pyrage.x25519.Identity.generate()
CHUNK = 64 * 1024


def sealed(plain: bytes, *recipients: pyrage.x25519.Recipient) -> bytes:
    return bytes(pyrage.encrypt(plain, list(recipients) or [KEY.to_public()]))


def in_bits(content: bytes, size: int = 1_000) -> Iterator[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_001])
@pytest.mark.parametrize("bits", [7_000, 1_000_000])
def test_what_was_sealed_comes_out_some_at_a_time(size: int, bits: int) -> None:
    plain = os.urandom(size)
    pieces = list(opened_pieces(KEY, in_bits(sealed(plain), bits)))
    assert b"".join(pieces) == plain
    assert max(len(each) for each in pieces) <= CHUNK


def test_a_piece_is_given_before_much_more_is_read() -> None:
    content, read = sealed(os.urandom(10 * CHUNK)), 0

    def counted() -> Iterator[bytes]:
        nonlocal read
        for each in in_bits(content, CHUNK):
            read += len(each)
            yield each

    given = 0
    for piece in opened_pieces(KEY, counted()):
        given += len(piece)
        assert read - given <= 3 * CHUNK


@pytest.mark.parametrize("size", [10, 3 * CHUNK])
def test_what_was_cut_lengthened_or_changed_is_no_file(size: int) -> None:
    good = sealed(os.urandom(size))
    changed = good[:-5] + bytes([good[-5] ^ 1]) + good[-4:]
    for bad in (good[:-1], good[: -(CHUNK + 16)], good + b"x", changed, good[:40], b""):
        with pytest.raises(SealBroken):
            list(opened_pieces(KEY, in_bits(bad)))


def test_a_header_that_only_age_itself_opens_is_opened_in_memory_within_bounds() -> None:
    plain = os.urandom(100_000)
    for_many = sealed(plain, *(pyrage.x25519.Identity.generate().to_public() for _ in range(2)), KEY.to_public())
    assert b"".join(opened_pieces(KEY, in_bits(for_many))) == plain
    endless = (bytes(1 << 20) for _ in range(IN_MEMORY_LIMIT_BYTES // (1 << 20) + 2))
    with pytest.raises(SealBroken, match="size"):
        list(opened_pieces(KEY, endless))
