from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.evaluation_keypad.frames import MAX_DATA_BYTES, Cmd, Frame, FrameDecoder, ask_data, encode

frames = st.builds(Frame, st.integers(0, 255), st.integers(0, 255), st.binary(max_size=MAX_DATA_BYTES))


def feed_all(data: bytes, cuts: list[int]) -> list[Frame]:
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    decoder = FrameDecoder()
    return [frame for a, b in pairwise(edges) for frame in decoder.feed(data[a:b])]


def test_a_frame_is_laid_out_as_the_protocol_says():
    assert encode(Frame(7, Cmd.ASK, b"\x3c1\0")) == bytes.fromhex("AA55 06 07 10 3C3100") + bytes(
        [0x06 ^ 0x07 ^ 0x10 ^ 0x3C ^ 0x31]
    )


@given(st.lists(frames, min_size=1, max_size=5), st.lists(st.integers(0, 3000), max_size=20))
def test_any_frames_in_any_pieces_come_out_whole(sent, cuts):
    assert feed_all(b"".join(map(encode, sent)), cuts) == sent


@given(st.binary(max_size=200), frames, st.lists(st.integers(0, 3000), max_size=5))
def test_bytes_before_the_mark_are_skipped(noise, frame, cuts):
    assert feed_all(noise.replace(b"\x55", b"\x00") + encode(frame), cuts) == [frame]


@given(st.lists(st.one_of(st.binary(max_size=100), st.just(b"\xaa\x55"), st.just(b"\xaa")), max_size=50))
def test_garbage_never_grows_the_decoder_and_never_makes_it_fail(parts):
    decoder = FrameDecoder()
    for part in parts:
        decoder.feed(part)
        assert len(decoder._held) <= 3 + 255


def test_a_wrong_checksum_is_dropped_and_the_next_frame_is_found():
    good = encode(Frame(1, Cmd.HELLO))
    decoder = FrameDecoder()
    assert decoder.feed(good[:-1] + b"\xff" + good) == [Frame(1, Cmd.HELLO)]
    assert decoder.damaged == 1


def test_a_length_too_short_to_be_true_is_dropped():
    decoder = FrameDecoder()
    assert decoder.feed(bytes.fromhex("AA55 01 00 00 01") + encode(Frame(2, Cmd.STATUS))) == [Frame(2, Cmd.STATUS)]
    assert decoder.damaged == 1


def test_too_much_data_does_not_fit():
    with pytest.raises(ValueError, match="253"):
        encode(Frame(0, 0, bytes(MAX_DATA_BYTES + 1)))


@given(st.integers(-10, 1000), st.text(max_size=200), st.text(max_size=200))
def test_the_operators_name_is_cut_at_a_whole_character(seconds, number, name):
    number, name = (text.encode("gb18030", "ignore").decode("gb18030") for text in (number, name))
    data = ask_data(seconds, number, name)
    assert len(data) <= MAX_DATA_BYTES
    assert 1 <= data[0] <= 255
    assert (
        data[1:].decode("gb18030")
        == (number.replace("\0", "") + "\0" + name.replace("\0", ""))[: len(data[1:].decode("gb18030"))]
    )
