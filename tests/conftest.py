"""Before anything of Qt starts: no display, no GPU, the on-screen keyboard, no file outside our own folder."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

    from tests.chaos.mortal import Mortal

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QT_IM_MODULE"] = "qtvirtualkeyboard"
os.environ["QT_VIRTUALKEYBOARD_STYLE"] = "bianmin"
os.environ["QT_VIRTUALKEYBOARD_DESKTOP_DISABLE"] = "1"  # no keyboard in a window of its own
os.environ["QML_DISABLE_DISK_CACHE"] = "1"
# The Pinyin engine keeps its dictionary under the configuration folder and warns when it finds none.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="bianmin-tests-")
_words = Path(os.environ["XDG_CONFIG_HOME"]) / "qtvirtualkeyboard" / "pinyin" / "usr_dict.dat"
_words.parent.mkdir(parents=True)
_words.touch()
os.environ.setdefault("XDG_RUNTIME_DIR", os.environ["XDG_CONFIG_HOME"])


# What the collecting of thousands of tests makes stays to the end: no later collection looks through it. And none
# begins by itself: it might begin in a worker's thread and find there what Qt lets nobody end but the window's.
gc.disable()
TESTS_A_FULL_COLLECTION = 25
_tests = count(1)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """The stacks of a worker that dies go to a file of their own, which `make test` shows last: among thousands of
    lines the ones that say where it was would be lost.
    """
    place = os.environ.get("LAST_STACKS")
    if place is not None and hasattr(config, "workerinput"):
        with Path(place, f"{config.workerinput['workerid']}.stacks").open("w") as stacks:
            os.dup2(stacks.fileno(), config.stash[fault_handler_stderr_fd_key])


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    gc.collect(2 if next(_tests) % TESTS_A_FULL_COLLECTION == 0 else 1)


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ["XDG_CONFIG_HOME"], ignore_errors=True)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """The application the program itself makes: no widgets."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication


@pytest.fixture
def first_schema_from_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """New stations and centres of this process without running every migration; for tests of what comes after."""
    from tests.central import ready_schema
    from tests.first_schema import from_memory

    monkeypatch.setattr("app.storage.opening.upgrade", from_memory)
    monkeypatch.setattr("app.central.storage.schema.upgrade", ready_schema.from_memory)


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """`mounted("size=8m")` gives a small file system of its own, which really fills up; needs Linux and root."""
    places: list[Path] = []

    def mount(options: str) -> Path:
        place = tmp_path / f"disk-{len(places)}"
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode != 0:
            pytest.skip("no right to mount a file system here")
        places.append(place)
        return place

    yield mount
    for each in places:
        subprocess.run(["umount", "--lazy", each], capture_output=True, check=False)


@pytest.fixture(scope="session")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    """Acts that are killed at their n-th step, each in a fork of one warm process."""
    from tests.chaos.mortal import Mortal

    if sys.platform == "win32":
        pytest.skip("SIGKILL and fork")
    warm = Mortal(tmp_path_factory.mktemp("mortal"))
    yield warm
    warm.close()
