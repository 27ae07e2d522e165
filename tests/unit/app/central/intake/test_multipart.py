"""The parts of a multipart body come out byte for byte; what is none is told apart at once."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.central.intake.multipart import MAX_PARTS, Part, boundary_of, parts_of
from app.central.intake.refused_body import BodyRefused


def written(parts: list[Part], boundary: bytes = b"b") -> bytes:
    body = b""
    for part in parts:
        head = b"".join(f"{name}: {value}\r\n".encode("latin-1") for name, value in part.headers.items())
        body += b"--" + boundary + b"\r\n" + head + b"\r\n" + part.content + b"\r\n"
    return body + b"--" + boundary + b"--\r\n"


@given(st.lists(st.binary(max_size=200), max_size=6))
def test_what_was_written_is_read(contents: list[bytes]) -> None:
    boundary = b"a-boundary-nobody-writes"
    parts = [Part({"content-type": "x/y"} if at % 2 else {}, content) for at, content in enumerate(contents)]
    assert parts_of(written(parts, boundary), boundary) == parts


def test_bytes_that_look_like_line_ends_stay() -> None:
    content = b"\r\n\r\n--\r\n" + os.urandom(50) + b"\r\n"
    assert parts_of(written([Part({}, content)], b"0123456789"), b"0123456789")[0].content == content


def test_a_preamble_is_passed_over() -> None:
    assert parts_of(b"hello\r\n" + written([Part({}, b"x")]), b"b") == [Part({}, b"x")]


@pytest.mark.parametrize(
    "body",
    [b"", b"nothing", b"--b", b"--b\r\n", b"--b\r\n\r\n", b"--b\r\nno colon\r\n\r\nx\r\n--b--", b"--b\r\n\r\nx\r\n--b"],
)
def test_what_breaks_off_is_malformed(body: bytes) -> None:
    with pytest.raises(BodyRefused) as problem:
        parts_of(body, b"b")
    assert (problem.value.status, problem.value.code) == (400, "multipart_malformed")


def test_too_many_parts_are_refused() -> None:
    parts_of(written([Part({}, b"")] * MAX_PARTS), b"b")
    with pytest.raises(BodyRefused) as problem:
        parts_of(written([Part({}, b"")] * (MAX_PARTS + 1)), b"b")
    assert problem.value.status == 413


@pytest.mark.parametrize(
    ("content_type", "boundary"),
    [
        ("multipart/mixed; boundary=abc", b"abc"),
        ('multipart/mixed; charset=x; boundary="a b c"', b"a b c"),
        ("multipart/mixed;boundary=abc; charset=x", b"abc"),
    ],
)
def test_the_boundary_is_found(content_type: str, boundary: bytes) -> None:
    assert boundary_of(content_type) == boundary


@pytest.mark.parametrize("content_type", ["multipart/mixed", "multipart/mixed; boundary=", "x; boundary=" + "a" * 71])
def test_a_boundary_that_is_none_is_refused(content_type: str) -> None:
    with pytest.raises(BodyRefused):
        boundary_of(content_type)
