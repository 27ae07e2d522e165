"""What is told of people leaves in the clear to this machine only."""

from __future__ import annotations

from urllib.parse import urlsplit

_AT_HOME = ("127.0.0.1", "localhost", "::1")


def leaves_in_the_clear(url: str) -> bool:
    """Whether an address without TLS leads beyond this machine."""
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname not in _AT_HOME
