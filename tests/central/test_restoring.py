"""Restored is what was backed up, whole, or nothing; and whoever was killed at it begins again."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.central.administration import Administration
from app.central.backup import back_up
from app.central.objects import ObjectStore
from app.central.restoring import Restored, restore
from app.domain.errors import StorageProblem, WrongInput
from tests.central.processes import HOUSE
from tests.chaos.mortal import Mortal

OBJECTS = {f"packs/20260318/{count}.pack": b"sealed %d" % count for count in range(5)}
FIRST, SECOND, *OTHERS = sorted(OBJECTS)
STATIONS_LATER = 400
"""Enough that the later database is longer than the earlier one and its log."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A back-up with five objects; the keys that open it lie in the new data directory already."""
    with Administration(tmp_path / "old"):
        store = ObjectStore(tmp_path / "old" / "central" / "objects")
        for name, content in OBJECTS.items():
            store.put_bytes(name, content)
        assert back_up(tmp_path / "old", tmp_path / "backup").objects == len(OBJECTS)
    with_keys_of(tmp_path / "old", tmp_path / "new")
    return tmp_path / "backup"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new"


def with_keys_of(data_dir: Path, into: Path) -> None:
    shutil.copytree(data_dir / "central" / "keys", into / "central" / "keys")


def as_of_before(folder: Path) -> None:
    """A back-up without a list of its objects."""
    told = json.loads((folder / "backup.json").read_bytes())
    del told["object_list_sha256"]
    (folder / "backup.json").write_text(json.dumps(told))
    (folder / "objects.sha256").unlink()


def lost(folder: Path) -> None:
    (folder / "objects" / FIRST).unlink()


def rotten(folder: Path) -> None:
    (folder / "objects" / SECOND).write_bytes(b"bit rot")


def lost_and_rotten(folder: Path) -> None:
    lost(folder)
    rotten(folder)


def all_lost(folder: Path) -> None:
    shutil.rmtree(folder / "objects")


def without_its_list(folder: Path) -> None:
    (folder / "objects.sha256").unlink()


def with_another_list(folder: Path) -> None:
    lost(folder)
    lines = (folder / "objects.sha256").read_text().splitlines(keepends=True)
    (folder / "objects.sha256").write_text("".join(each for each in lines if FIRST not in each))


def lost_before_there_was_a_list(folder: Path) -> None:
    as_of_before(folder)
    lost(folder)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lost, [f"缺 1 个（{FIRST}）"]),
        (rotten, [f"坏 1 个（{SECOND}）"]),
        (lost_and_rotten, [f"缺 1 个（{FIRST}）", f"坏 1 个（{SECOND}）"]),
        (all_lost, [f"缺 5 个（{FIRST}、{SECOND}、{OTHERS[0]}等）"]),
        (without_its_list, ["清单"]),
        (with_another_list, ["清单"]),
        (lost_before_there_was_a_list, ["应有 5 个，只有 4 个"]),
    ],
)
def test_a_backup_that_lost_something_is_refused_before_anything_is_replaced(
    folder: Path, new: Path, spoil: Callable[[Path], None], words: list[str]
) -> None:
    before = sorted(new.rglob("*"))
    spoil(folder)
    with pytest.raises(StorageProblem) as told:
        restore(new, folder)
    assert all(each in told.value.message for each in words), told.value.message
    assert sorted(new.rglob("*")) == before


def test_a_whole_backup_is_restored_object_by_object(folder: Path, new: Path) -> None:
    (folder / "objects" / "Thumbs.db").write_bytes(b"laid there by somebody")
    restored = restore(new, folder)
    assert (restored.objects, restored.checked) == (len(OBJECTS), True)
    assert objects_in(new) == OBJECTS


def test_anybody_can_check_the_list_without_this_program(folder: Path) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("no sha256sum")
    check = ["sha256sum", "--check", "--strict", "--quiet", "objects.sha256"]
    assert subprocess.run(check, cwd=folder, check=False).returncode == 0
    rotten(folder)
    assert subprocess.run(check, cwd=folder, capture_output=True, check=False).returncode == 1


def test_a_backup_without_a_list_is_restored_and_says_that_its_contents_were_not_checked(
    folder: Path, new: Path
) -> None:
    as_of_before(folder)
    command = [sys.executable, "-m", "app", "central", "restore", str(folder), "--data-dir", str(new)]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    assert "内容没法核对" in done.stdout
    assert objects_in(new) == OBJECTS


def objects_in(data_dir: Path) -> dict[str, bytes]:
    root = data_dir / "central" / "objects"
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()}


# ------------------------------------------------------------ killed at it


def earlier_and_later(root: Path) -> tuple[Path, Path, Path]:
    """A data directory, a back-up of it, and one of the same centre with more stations."""
    with Administration(root / "old") as office:
        back_up(root / "old", root / "earlier")
        for count in range(STATIONS_LATER):
            office.make_enrolment_code(f"hall-{count:03}")
        back_up(root / "old", root / "later")
    return root / "old", root / "earlier", root / "later"


def restoring(new: Path, old: Path, folder: Path) -> Callable[[], Restored]:
    with_keys_of(old, new)
    return lambda: restore(new, folder)


def test_killed_at_any_step_it_leaves_the_whole_database_or_room_for_the_next_restoring(
    mortal: Mortal, tmp_path: Path
) -> None:
    """Also for one from another back-up: nothing of the database that was begun gets into it."""
    old, earlier, later = earlier_and_later(tmp_path)
    deaths = mortal.deaths(restoring, tmp_path / "deaths", 40, old, earlier, places=("app/central/",))
    in_between = 0
    for new in deaths.folders:
        if (new / "central" / "central.db").exists():
            assert codes_in(new) == 0
            continue
        in_between += (new / "central" / "central.db.restored").exists()
        restore(new, later)
        assert codes_in(new) == STATIONS_LATER
        assert sorted(each.name for each in (new / "central").glob("central.db*")) == ["central.db"]
    assert in_between > 0, "nobody died with the database begun"


def codes_in(data_dir: Path) -> int:
    """How many enrolment codes a sound database holds."""
    with closing(sqlite3.connect(data_dir / "central" / "central.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("SELECT count(*) FROM restorings").fetchone() == (2,), "its beginning, one restoring"
        return int(database.execute("SELECT count(*) FROM enrolment_codes").fetchone()[0])


@pytest.mark.parametrize("left", ["central.db-wal", "central.db-journal"])
def test_the_log_of_a_database_that_was_moved_away_does_not_get_into_the_restored_one(
    folder: Path, new: Path, left: str
) -> None:
    (new / "central" / left).write_bytes(b"what the old one had not written home")
    with pytest.raises(WrongInput, match=left):
        restore(new, folder)
    assert (new / "central" / left).exists()
