"""The parts of a station: opened when first asked for, closed in order, and never needed by the first screen."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.composition.parts import Parts, open_parts
from app.config import load_settings
from app.domain.errors import WrongKey

HOUSE = Path(__file__).parents[4]
HEAVY = ("cv2", "dlib", "sqlalchemy", "fastapi", "httpx", "escpos", "typst", "pyhanko", "numpy", "PIL")


def test_parts_that_nobody_asks_for_leave_nothing_on_the_disk(tmp_path: Path) -> None:
    with open_parts(load_settings(tmp_path / "data")) as parts:
        assert parts.catalogue.item("temporary-id-card").code == "temporary-id-card"
    assert not (tmp_path / "data").exists()


def test_the_store_is_opened_once_and_its_outbox_is_the_same_stores(tmp_path: Path) -> None:
    with open_parts(load_settings(tmp_path)) as parts:
        assert parts.store is parts.store
        assert parts.outbox.waiting() == 0
        assert parts.store.cases() == []
        assert parts.verify_audit().intact


def test_a_store_that_could_not_be_opened_is_tried_again(tmp_path: Path) -> None:
    with open_parts(load_settings(tmp_path)) as parts:
        assert parts.store.cases() == []
    key = tmp_path / "keys" / "database.key"
    right = key.read_text("ascii")
    key.write_text("0" * 64, "ascii")
    parts = Parts(load_settings(tmp_path))
    with pytest.raises(WrongKey):
        _ = parts.store
    key.write_text(right, "ascii")
    assert parts.store.cases() == []
    parts.close()


def test_a_station_that_is_not_enrolled_says_so_and_makes_no_call(tmp_path: Path) -> None:
    with open_parts(load_settings(tmp_path)) as parts:
        assert parts.enroller.enrolment() is None
        assert not parts.services.reachable()


def test_case_ids_are_of_this_moment_and_never_the_same(tmp_path: Path) -> None:
    parts = Parts(load_settings(tmp_path), now=lambda: datetime(2026, 3, 18, tzinfo=UTC))
    ids = [parts.new_id() for _ in range(100)]
    assert len(set(ids)) == 100
    assert ids == sorted(ids)
    assert {each[14] for each in ids} == {"7"}


def test_the_window_is_composed_without_one_heavy_library() -> None:
    program = (
        "import sys; import app.composition.terminal, app.composition.program; "
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, timeout=60, check=False
    )
    assert told.stdout.strip() == "[]", told.stdout + told.stderr
