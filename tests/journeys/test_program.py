"""The program as it is started: one terminal a data directory, the right key, and an end in order."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.storage import lock_data_dir

pytestmark = pytest.mark.xdist_group("terminal-2")
HOUSE = Path(__file__).parents[2]
PATIENCE_S = 60
KIOSK = (sys.executable, "-m", "app.cli")
QTS_OWN_KEYBOARD = "qrc:/qt-project.org/imports/QtQuick/VirtualKeyboard/Components/"
"""Where it is still being loaded when the window closes, its parts ask a style that is gone already."""


def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}


def kiosk(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KIOSK, *words],
        cwd=HOUSE,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


@contextmanager
def running(tmp_path: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*KIOSK, "run", *words],
        cwd=HOUSE,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until_it_stands(process: subprocess.Popen[str], data_dir: Path) -> None:
    """The centre has heard from it: the first screen stands, the store is open, the devices were looked at."""
    deadline = time.monotonic() + PATIENCE_S
    while not heard_from(data_dir / "central" / "central.db"):
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline, "the terminal did not begin to work"
        time.sleep(0.1)


def heard_from(database: Path) -> bool:
    if not database.exists():
        return False
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            rows = connection.execute("SELECT heartbeat_at FROM stations WHERE heartbeat_at IS NOT NULL").fetchall()
        except sqlite3.OperationalError:  # it is just being made
            return False
    return len(rows) > 0


def test_a_second_terminal_on_the_same_data_directory_is_refused_in_words(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    with lock_data_dir(data_dir):
        second = kiosk(tmp_path, "run", "--simulate", "--windowed", "--data-dir", str(data_dir))
    assert second.returncode == 7, second.stderr
    assert "APP-704" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize("words", [("--simulate", "--windowed"), ("--windowed",)], ids=["simulated", "real devices"])
def test_a_terminal_with_the_wrong_key_ends_in_words(tmp_path: Path, words: tuple[str, ...]) -> None:
    data_dir = tmp_path / "data"
    assert kiosk(tmp_path, "case", "list", "--data-dir", str(data_dir)).returncode == 0
    (data_dir / "keys" / "database.key").write_text("0" * 64, "ascii")
    answer = kiosk(tmp_path, "run", *words, "--data-dir", str(data_dir))
    assert answer.returncode == 7, answer.stderr
    assert "APP-701" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert (data_dir / "terminal.db").exists()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT], ids=lambda each: each.name)
def test_a_terminal_that_is_told_to_end_ends_in_order(tmp_path: Path, asked: signal.Signals) -> None:
    data_dir = tmp_path / "data"
    with running(tmp_path, "--simulate", "--windowed", "--data-dir", str(data_dir)) as process:
        until_it_stands(process, data_dir)
        process.send_signal(asked)
        out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, err
    assert (out, [each for each in err.splitlines() if not each.startswith(QTS_OWN_KEYBOARD)]) == ("", [])
    assert not (data_dir / "terminal.db-wal").exists()
    with lock_data_dir(data_dir):
        pass


@pytest.mark.parametrize("kind", ["counter", "post"])
def test_a_desk_is_run_by_its_kind_and_what_was_enrolled_as_another_is_refused(tmp_path: Path, kind: str) -> None:
    data_dir = tmp_path / "data"
    words = ("--simulate", "--windowed", "--data-dir", str(data_dir))
    with running(tmp_path, "--station", kind, *words) as process:
        until_it_stands(process, data_dir)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, err
    with closing(sqlite3.connect(data_dir / "central" / "central.db")) as connection:
        assert connection.execute("SELECT kind FROM stations").fetchall() == [(kind,)]
    answer = kiosk(tmp_path, "run", "--station", "self_service", *words)
    assert (answer.returncode, "不能作为自助终端运行" in answer.stderr) == (2, True), answer.stderr
    assert "Traceback" not in answer.stderr
