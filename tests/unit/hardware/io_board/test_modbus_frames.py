"""Modbus RTU against the bytes of its specifications (Application Protocol v1.1b3, Serial Line v1.02)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.io_board.frames import (
    Bits,
    Refusal,
    Request,
    Written,
    answer_bytes,
    crc16,
    encode,
    find_reply,
    pack,
    read_coils,
    read_inputs,
    sealed,
    unpack,
    write_coil,
)

UNIT = 0x11
requests = st.one_of(
    st.builds(read_inputs, st.integers(1, 247), st.integers(0, 0xFFFF), st.integers(1, 64)),
    st.builds(read_coils, st.integers(1, 247), st.integers(0, 0xFFFF), st.integers(1, 64)),
    st.builds(write_coil, st.integers(1, 247), st.integers(0, 0xFFFF), st.booleans()),
)


def reply_to(request: Request, bits: tuple[bool, ...] = ()) -> bytes:
    if request.function == 5:
        return encode(request)
    packed = pack(bits or (False,) * request.value)
    return sealed(bytes([request.unit, request.function, len(packed)]) + packed)


def test_the_crc_is_that_of_the_specifications_example():
    """Serial Line v1.02, 6.2.2: for 02 07 the CRC is 1241, sent 41 12."""
    assert crc16(b"\x02\x07") == 0x1241
    assert sealed(b"\x02\x07") == bytes.fromhex("02074112")


def test_the_questions_are_those_of_the_specification():
    assert encode(read_coils(UNIT, 0x13, 0x13))[:6] == bytes.fromhex("110100130013")
    assert encode(read_inputs(UNIT, 0xC4, 0x16)) == bytes.fromhex("110200c40016baa9")
    assert encode(write_coil(UNIT, 0xAC, True)) == bytes.fromhex("110500acff004e8b")
    assert encode(write_coil(UNIT, 0xAC, False))[:6] == bytes.fromhex("110500ac0000")


def test_the_inputs_of_the_specifications_example_are_understood():
    """6.2: inputs 197 to 218 are AC DB 35."""
    request = read_inputs(UNIT, 0xC4, 0x16)
    reply = find_reply(request, sealed(bytes.fromhex("110203acdb35")))
    assert isinstance(reply, Bits)
    assert len(reply.values) == 22
    assert reply.values[:8] == tuple(bit == "1" for bit in reversed("10101100"))
    assert reply.values[8:16] == tuple(bit == "1" for bit in reversed("11011011"))
    assert reply.values[16:] == tuple(bit == "1" for bit in reversed("110101"))


def test_the_coils_of_the_specifications_example_are_understood():
    """6.1: coils 20 to 38 are CD 6B 05."""
    reply = find_reply(read_coils(UNIT, 0x13, 0x13), sealed(bytes.fromhex("110103cd6b05")))
    assert isinstance(reply, Bits)
    assert reply.values[:8] == (True, False, True, True, False, False, True, True)
    assert reply.values[16:] == (True, False, True)


def test_a_write_is_done_when_it_comes_back_as_it_was_sent():
    request = write_coil(UNIT, 0xAC, True)
    assert find_reply(request, encode(request)) == Written()
    assert find_reply(request, encode(write_coil(UNIT, 0xAC, False))) is None
    assert find_reply(request, encode(write_coil(UNIT, 0xAD, True))) is None


def test_an_exception_has_its_code():
    assert find_reply(read_coils(UNIT, 1, 1), sealed(bytes.fromhex("118102"))) == Refusal(2)


def test_an_exception_to_another_question_is_none():
    assert find_reply(read_coils(UNIT, 1, 1), sealed(bytes.fromhex("118202"))) is None


def test_another_boards_answer_is_none_of_ours():
    request = read_inputs(UNIT, 0, 3)
    assert find_reply(request, reply_to(read_inputs(UNIT + 1, 0, 3))) is None


def test_an_answer_with_another_count_is_none():
    assert find_reply(read_inputs(UNIT, 0, 3), reply_to(read_inputs(UNIT, 0, 16))) is None
    assert find_reply(read_inputs(UNIT, 0, 3), sealed(bytes([UNIT, 2, 2, 5]))) is None


def test_our_own_question_heard_by_the_adapter_is_not_its_answer():
    request = read_inputs(UNIT, 0, 3)
    assert find_reply(request, encode(request)) is None
    assert find_reply(request, encode(request) + reply_to(request, (True, False, True))) == Bits((True, False, True))


@given(requests, st.binary(max_size=12), st.binary(max_size=12))
def test_an_answer_is_found_behind_any_noise_of_the_line(request_, before, behind):
    reply = find_reply(request_, before + reply_to(request_) + behind)
    assert reply is not None


@given(requests, st.data())
def test_a_torn_answer_is_none_yet(request_, data):
    whole = reply_to(request_)
    assert len(whole) == answer_bytes(request_)
    assert find_reply(request_, whole[: data.draw(st.integers(0, len(whole) - 1))]) is None


@given(requests, st.data())
def test_one_wrong_bit_makes_no_answer(request_, data):
    whole = bytearray(reply_to(request_))
    place = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[place // 8] ^= 1 << place % 8
    assert find_reply(request_, bytes(whole)) is None


@given(requests, st.binary(max_size=300))
def test_any_bytes_are_borne(request_, received):
    find_reply(request_, received)


@given(st.lists(st.booleans(), min_size=1, max_size=100).map(tuple))
def test_bits_are_packed_and_unpacked(bits):
    assert unpack(pack(bits), len(bits)) == bits


def test_a_number_that_does_not_fit_is_no_frame():
    with pytest.raises(OverflowError):
        encode(read_inputs(1, 0x10000, 1))
