from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.code_scanner.code_buffer import CodeBuffer
from hardware.code_scanner.frames import LONGEST_CODE_BYTES


def all_of(buffer: CodeBuffer) -> list[bytes]:
    codes = []
    while (code := buffer.take()) is not None:
        codes.append(code)
    return codes


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_a_code_ends_with_cr_or_lf_or_both(end: bytes) -> None:
    buffer = CodeBuffer()
    buffer.feed(b"6901234567892" + end + b"next" + end)
    assert all_of(buffer) == [b"6901234567892", b"next"]
    assert not buffer.is_half or end == b"\r\n"


def test_half_a_code_waits_for_its_other_half() -> None:
    buffer = CodeBuffer()
    buffer.feed(b"6901")
    assert buffer.take() is None
    assert buffer.is_half
    buffer.feed(b"234\r")
    assert buffer.take() == b"6901234"


def test_empty_codes_are_passed_over() -> None:
    buffer = CodeBuffer()
    buffer.feed(b"\r\n \r\n\nA1\r\n")
    assert all_of(buffer) == [b"A1"]


def test_what_is_forgotten_is_forgotten_to_its_end() -> None:
    buffer = CodeBuffer()
    buffer.feed(b"whole\r\nha")
    buffer.forget()
    buffer.feed(b"lf\r\nours\r\n")
    assert all_of(buffer) == [b"ours"]


def test_forgetting_between_two_codes_costs_nothing() -> None:
    buffer = CodeBuffer()
    buffer.feed(b"whole\r\n")
    buffer.forget()
    buffer.feed(b"ours\r\n")
    assert all_of(buffer) == [b"ours"]


def test_a_pause_ends_a_code_and_the_rest_of_a_forgotten_one() -> None:
    buffer = CodeBuffer()
    buffer.feed(b"forgotten ha")
    buffer.forget()
    buffer.feed(b"lf")
    assert buffer.take_rest() is None
    buffer.feed(b"ours")
    assert buffer.take_rest() == b"ours"
    assert buffer.take_rest() is None


def test_too_long_a_code_is_left_out_whole_and_the_next_is_read() -> None:
    buffer = CodeBuffer()
    for _ in range(10):
        buffer.feed(b"x" * LONGEST_CODE_BYTES)
        assert buffer.take() is None
        assert len(buffer._held) <= LONGEST_CODE_BYTES + 8
    buffer.feed(b"x\r\nours\r\n")
    assert all_of(buffer) == [b"ours"]


def test_the_longest_code_there_is_is_read() -> None:
    buffer = CodeBuffer()
    buffer.feed(b"7" * LONGEST_CODE_BYTES + b"\r\n")
    assert all_of(buffer) == [b"7" * LONGEST_CODE_BYTES]


pieces = st.lists(st.integers(0, 400), max_size=12)
codes = st.lists(
    st.binary(min_size=1, max_size=40).filter(lambda c: c.strip() and not set(c) & set(b"\r\n#")), max_size=6
)


@given(codes, pieces, st.sampled_from([(b"", b"\r\n"), (b"##", b"##"), (b"##", b"\r")]))
def test_any_codes_in_any_pieces_come_out_whole(sent: list[bytes], cuts: list[int], how: tuple[bytes, bytes]) -> None:
    suffix, end = how
    wire = b"".join(code + end for code in sent)
    edges = [0, *sorted(cut % (len(wire) + 1) for cut in cuts), len(wire)]
    buffer, got = CodeBuffer(suffix), []
    for a, b in pairwise(edges):
        buffer.feed(wire[a:b])
        got += all_of(buffer)
    assert got == sent


@given(st.lists(st.binary(max_size=3000) | st.just(b"\r"), max_size=30), st.binary(max_size=5))
def test_garbage_neither_grows_nor_fails(parts: list[bytes], suffix: bytes) -> None:
    buffer = CodeBuffer(suffix)
    for part in parts:
        buffer.feed(part)
        for code in all_of(buffer):
            assert code.strip()
            assert len(code) <= LONGEST_CODE_BYTES
        assert len(buffer._held) <= LONGEST_CODE_BYTES
