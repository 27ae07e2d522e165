from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.vision.face_process import FaceProcess

DEMO = Path(__file__).parents[4] / "resources" / "demo"


@pytest.fixture(scope="session")
def process() -> Iterator[FaceProcess]:
    """Loading takes a second, so all tests share one."""
    process = FaceProcess()
    yield process
    process.close()


@pytest.fixture(scope="session")
def demo() -> Callable[[str], np.ndarray]:
    """A demo picture as the camera gives it."""

    def picture(name: str) -> np.ndarray:
        seen = cv2.imread(str(DEMO / name))
        assert seen is not None, name
        return seen

    return picture


@pytest.fixture(scope="session")
def portrait() -> bytes:
    """The picture on the demo card."""
    return (DEMO / "portrait-card.png").read_bytes()
