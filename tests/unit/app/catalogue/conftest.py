from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.findings import Place
from app.catalogue.fragments import read_fragments
from app.catalogue.loader import SHIPPED


@pytest.fixture(scope="session")
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def few_items(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped catalogue with no more items than `often` names: read twenty times as fast."""
    folder = Path(shutil.copytree(SHIPPED, tmp_path_factory.mktemp("few") / "catalogue"))
    kept = yaml.safe_load((folder / "catalogue.yaml").read_text(encoding="utf-8"))["often"]
    for each in (folder / "items").iterdir():
        if each.stem not in kept:
            each.unlink()
    return folder


@pytest.fixture
def folder(few_items: Path, tmp_path: Path) -> Path:
    """A copy of some of the shipped catalogue that a test may spoil."""
    return Path(shutil.copytree(few_items, tmp_path / "catalogue"))


@pytest.fixture
def spoil(folder: Path) -> Callable[[str, Callable[[Any], Any]], Path]:
    """Change the values of one file of the copy in place, an item's written out in full; gives the folder."""

    def change(file: str, act: Callable[[Any], Any]) -> Path:
        values = yaml.safe_load((folder / file).read_text(encoding="utf-8"))
        values, _ = read_fragments(folder, []).used_in(values, Place(file))
        act(values)
        (folder / file).write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return folder

    return change
