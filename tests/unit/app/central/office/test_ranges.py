from __future__ import annotations

import pytest
from fastapi import Request

from app.central.office.ranges import ranged

CONTENT = bytes(range(100))


def asked(value: str | None) -> Request:
    headers = [(b"range", value.encode())] if value is not None else []
    return Request({"type": "http", "headers": headers})


@pytest.mark.parametrize(
    ("value", "status", "first", "last"),
    [
        (None, 200, 0, 99),
        ("bytes=0-", 206, 0, 99),
        ("bytes=0-0", 206, 0, 0),
        ("bytes=10-19", 206, 10, 19),
        ("bytes=90-1000", 206, 90, 99),
        ("bytes=-10", 206, 90, 99),
        ("bytes=-1000", 206, 0, 99),
        ("bytes=-", 200, 0, 99),
        ("bytes=0-1,5-6", 200, 0, 99),
        ("lines=1-2", 200, 0, 99),
    ],
)
def test_a_range_is_given_as_asked(value: str | None, status: int, first: int, last: int) -> None:
    answer = ranged(asked(value), CONTENT, "video/mp4")
    assert (answer.status_code, answer.body) == (status, CONTENT[first : last + 1])
    told = answer.headers.get("content-range")
    assert told == (f"bytes {first}-{last}/100" if status == 206 else None)
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize("value", ["bytes=100-", "bytes=5-4", "bytes=-0"])
def test_a_range_that_is_none_is_refused(value: str) -> None:
    answer = ranged(asked(value), CONTENT, "video/mp4")
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */100")
