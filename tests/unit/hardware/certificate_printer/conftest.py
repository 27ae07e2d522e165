"""Papers to print."""

from __future__ import annotations

import pytest
import typst


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """Three pages."""
    made = typst.compile(b'#set page(paper: "a4")\nEins #pagebreak() Zwei #pagebreak() Drei')
    assert isinstance(made, bytes)
    return made
