"""No word of a life is lost; what hangs in a run is found out and says where it hung.

python -m tests.chaos.test_zygote    lives that say one word, begun by a parent that is slow after each fork
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chaos import zygote
from tests.chaos.mortal import Mortal
from tests.chaos.zygote import Zygote, live, say

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork")


def waits_for_nothing() -> Callable[[], object]:
    return lambda: time.sleep(zygote.PATIENCE_S * 100)


def test_a_life_that_hangs_says_where_it_stood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    warm = Mortal(tmp_path)
    try:
        warm.life(at_once)
        whole = warm.life(at_once)
        monkeypatch.setattr(zygote, "PATIENCE_S", 1.0)
        with pytest.raises(AssertionError, match="nothing was heard"):
            warm.life(waits_for_nothing)
        assert "test_zygote.py" in capfd.readouterr().err
        warm._zygote.kill()  # as whoever heard of it does
        assert warm.life(at_once) == whole
    finally:
        monkeypatch.undo()
        warm.close()


def at_once() -> Callable[[], object]:
    return lambda: None


def test_a_life_that_is_quicker_than_its_parent_is_heard_from_its_first_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zygote, "PATIENCE_S", 10.0)
    warm = Zygote("tests.chaos.test_zygote")
    try:
        for _ in range(2):
            warm.begin()
            assert warm.listen("next") == {"next": 0}
            assert warm.await_end() == 0
    finally:
        warm.close()


if __name__ == "__main__":
    os.register_at_fork(after_in_parent=lambda: time.sleep(0.5))
    live(lambda asked: say(next=0))
