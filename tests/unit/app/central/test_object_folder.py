"""Two who write the same object at once both end well, and one who fails leaves the other's file alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.central.object_folder import ObjectFolder


def test_whoever_writes_beside_another_touches_only_an_own_file(tmp_path: Path) -> None:
    one, other = ObjectFolder(tmp_path), ObjectFolder(tmp_path)

    def slowly() -> Iterator[bytes]:
        yield b"who"
        other.write("parts/list", b"whole")
        yield b"le"

    one.write("parts/list", slowly())
    assert [each.read_bytes() for each in (tmp_path / "parts").iterdir()] == [b"whole"]


def test_whoever_fails_beside_another_leaves_what_that_one_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looked before the other began, and met the other's file when it opened its own."""
    folder = ObjectFolder(tmp_path)
    folder.write("parts/list", b"whole")
    monkeypatch.setattr(Path, "exists", lambda _path: False)

    def broken() -> Iterator[bytes]:
        yield b"who"
        raise OSError("the source is gone")

    with pytest.raises(OSError, match="gone"):
        folder.write("parts/list", broken())
    assert [each.read_bytes() for each in (tmp_path / "parts").iterdir()] == [b"whole"]
