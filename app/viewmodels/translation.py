"""Which language the glass speaks. Simplified Chinese is the source; English comes from `kiosk_en.qm`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTranslator, Signal

SOURCE_LANGUAGE = "zh_CN"
ENGLISH = "en"


def translate(context: str, text: str) -> str:
    """A Chinese text in the chosen language; `pyside6-lupdate` finds the calls by this name."""
    return QCoreApplication.translate(context, text)


class Language(QObject):
    """The chosen language, and the translator that goes with it.

    Connect `changed` to `QQmlEngine.retranslate`, so that the words on the glass follow.
    """

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """`folder` holds `kiosk_<language>.qm`."""
        super().__init__(parent)
        self._folder = folder
        self._code = SOURCE_LANGUAGE
        self._translator: QTranslator | None = None

    @property
    def code(self) -> str:
        return self._code

    def choose(self, code: str) -> None:
        """Speak `code` from now on; a language without words falls back to the source."""
        if code == self._code:
            return
        self._put_away()
        self._code = code if code == SOURCE_LANGUAGE or self._install(code) else SOURCE_LANGUAGE
        self.changed.emit()

    def toggle(self) -> None:
        self.choose(ENGLISH if self._code == SOURCE_LANGUAGE else SOURCE_LANGUAGE)

    def reset(self) -> None:
        self.choose(SOURCE_LANGUAGE)

    def _install(self, code: str) -> bool:
        translator = QTranslator(self)
        if not translator.load(f"kiosk_{code}", str(self._folder)):
            return False
        self._translator = translator
        return QCoreApplication.installTranslator(translator)

    def _put_away(self) -> None:
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
