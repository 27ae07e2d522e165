import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.id_card_reader.frames import (
    MAX_LENGTH,
    PREAMBLE,
    Body,
    Command,
    Damaged,
    FrameDecoder,
    Reply,
    Sw3,
    decode_reply,
    encode,
    encode_reply,
)


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[a:b] for a, b in itertools.pairwise(edges)]


def feed_all(parts: list[bytes]) -> list[Body | Damaged]:
    decoder = FrameDecoder()
    return [frame for part in parts for frame in decoder.feed(part)]


@pytest.mark.parametrize(
    ("frame", "manual"),
    [
        (encode(Command.FIND.value), "AAAAAA9669 0003 2001 22"),
        (encode(Command.SELECT.value), "AAAAAA9669 0003 2002 21"),
        (encode(Command.READ_BASE.value), "AAAAAA9669 0003 3001 32"),
        (encode_reply(Sw3.FOUND, bytes(4)), "AAAAAA9669 0008 00009F 00000000 97"),
        (encode_reply(Sw3.FIND_FAILED), "AAAAAA9669 0004 000080 84"),
        (encode_reply(Sw3.OK, bytes(8)), "AAAAAA9669 000C 000090 0000000000000000 9C"),
        (encode_reply(Sw3.SELECT_FAILED), "AAAAAA9669 0004 000081 85"),
        (encode_reply(Sw3.READ_FAILED), "AAAAAA9669 0004 000041 45"),
        (encode_reply(Sw3.ABSENT), "AAAAAA9669 0004 000091 95"),
    ],
)
def test_frames_are_those_of_the_manual(frame, manual):
    assert frame == bytes.fromhex(manual)
    assert len(feed_all([frame])) == 1


def test_a_frame_comes_out_when_its_last_byte_comes_in():
    frame = encode_reply(Sw3.OK, b"abc")
    decoder = FrameDecoder()
    for byte in frame[:-1]:
        assert decoder.feed(bytes([byte])) == []
    assert decoder.in_frame
    assert decoder.feed(frame[-1:]) == [Body(b"\0\0\x90abc")]
    assert not decoder.in_frame


def test_noise_that_looks_like_the_beginning_of_a_preamble_is_skipped():
    frame = encode_reply(Sw3.FOUND, bytes(4))
    assert feed_all([b"\xaa\x96\xaa\xaa" + frame]) == [Body(b"\0\0\x9f\0\0\0\0")]


def test_a_wrong_checksum_is_told_and_the_next_frame_is_found():
    good = encode_reply(Sw3.OK)
    assert feed_all([good[:-1] + b"\x00", good]) == [Damaged("checksum"), Body(b"\0\0\x90")]


@pytest.mark.parametrize("length", [0, 2, MAX_LENGTH + 1, 0xFFFF])
def test_an_impossible_length_is_told_at_once(length):
    assert feed_all([PREAMBLE + length.to_bytes(2, "big")]) == [Damaged("length")]


def test_a_reply_without_its_status_bytes_is_damaged():
    assert decode_reply(Body(b"\0\0")) == Damaged("length")


@given(st.binary(max_size=1200), st.lists(st.integers(0, 5000), max_size=30))
def test_any_content_in_any_pieces_comes_out_whole(data, cuts):
    (frame,) = feed_all(pieces(encode_reply(0x90, data), cuts))
    assert isinstance(frame, Body)
    assert decode_reply(frame) == Reply(0x90, data)


@given(st.binary(max_size=400), st.binary(max_size=60), st.lists(st.integers(0, 5000), max_size=8))
def test_noise_before_a_frame_never_hides_it(noise, data, cuts):
    noise = noise.replace(b"\xaa", b"\xab")
    assert feed_all(pieces(noise + encode_reply(0x90, data), cuts)) == [Body(b"\0\0\x90" + data)]


@given(st.lists(st.one_of(st.binary(max_size=300), st.just(PREAMBLE), st.just(PREAMBLE + b"\x05\x08")), max_size=40))
def test_garbage_never_grows_the_decoder_and_never_makes_it_fail(parts):
    decoder = FrameDecoder()
    for part in parts:
        for frame in decoder.feed(part):
            assert isinstance(frame, Body | Damaged)
        assert len(decoder._held) <= MAX_LENGTH + 7


@given(st.binary(min_size=1, max_size=60), st.data())
def test_one_flipped_bit_behind_the_length_is_always_noticed(data, draw):
    frame = bytearray(encode_reply(0x90, data))
    bit = draw.draw(st.integers(7 * 8, len(frame) * 8 - 1))
    frame[bit // 8] ^= 1 << bit % 8
    assert feed_all([bytes(frame)])[0] == Damaged("checksum")
