from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.catalogue.rules import SHIPPED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped packs that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "rules"))
