"""The camera's picture on its way to the glass."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication

from app.viewmodels import image_providers
from app.viewmodels.image_providers import PreviewImages

PICTURE = np.full((72, 128, 3), (30, 60, 90), np.uint8)


@pytest.fixture
def preview(qapp: QGuiApplication) -> PreviewImages:
    del qapp
    return PreviewImages()


def shown(preview: PreviewImages, width: int = 0, height: int = 0) -> QSize:
    size = QSize()
    preview.requestImage("1", size, QSize(width, height))
    return size


def test_a_picture_is_made_ready_in_the_size_of_the_view_that_showed_the_last_one(preview: PreviewImages) -> None:
    shown(preview, 320, 200)
    image = preview.prepare(PICTURE)
    assert image.size() == QSize(320, 200)
    assert image.pixelColor(160, 100) == QColor(90, 60, 30)
    shown(preview)  # a view that does not say its size changes nothing
    assert preview.prepare(PICTURE).size() == QSize(320, 200)


def test_it_is_free_again_only_once_the_picture_was_handed_out_and_painted(
    preview: PreviewImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_providers, "UNPAINTED_S", 3600.0)
    image = preview.prepare(PICTURE)
    assert not preview.is_free()
    preview.painted()  # a frame from before
    preview.put(image)
    preview.painted()  # a frame without it
    assert not preview.is_free()
    shown(preview)
    assert not preview.is_free()
    preview.painted()
    assert preview.is_free()
    preview.prepare(PICTURE)
    preview.painted()  # the last picture once more
    assert not preview.is_free()


def test_a_view_that_was_away_gets_a_picture_all_the_same(
    preview: PreviewImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview.prepare(PICTURE)
    monkeypatch.setattr(image_providers, "UNPAINTED_S", -1.0)
    assert preview.is_free()


def test_nothing_of_a_person_stays_when_it_is_cleared(preview: PreviewImages) -> None:
    preview.put(preview.prepare(PICTURE))
    preview.clear()
    assert shown(preview) == QSize(2, 2)
    assert preview.is_free()
