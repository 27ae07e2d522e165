"""How much light a picture gives, as a screen shows it."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage


def light_of(image: QImage) -> np.ndarray:
    """Shares of light, rows × columns, as a screen gives them (IEC 61966-2-1)."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.bits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()] / 255
    return np.where(rows <= 0.04045, rows / 12.92, ((rows + 0.055) / 1.055) ** 2.4)
