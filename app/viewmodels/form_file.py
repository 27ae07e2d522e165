"""A field for what is photographed, scanned or signed: what there is, and the camera while it is open."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from app.domain.form_files import most_pages
from app.domain.service_item import FieldType, FormField
from app.journeys.states import AtStep
from app.journeys.taking import NOT_TAKING, Taking
from app.journeys.taking_events import FieldSigned, PictureDropped, TakingBegan, TakingPressed, TakingStopped
from app.viewmodels.form_field import FieldModel
from app.viewmodels.page import shown
from app.viewmodels.photo_words import page_advice, rule_advice
from app.viewmodels.signature import is_written, render_signature
from app.viewmodels.translation import translate

SHOWN_PX = 900
"""As large as a picture is shown; the whole stays in the draft."""


class FileModel(FieldModel):
    """The answer is what the sitting says of it: pictures live in the draft, not here."""

    taking_changed = Signal()

    def __init__(self, field: FormField, value: str, known: str, language: str, parent: QObject | None = None) -> None:
        super().__init__(field, value, known, language, parent)
        self._taken: tuple[bytes, ...] = ()
        self._shown: list[str] = []
        self._taking = NOT_TAKING
        self._by_camera = True

    def follow(self, step: AtStep) -> None:
        """What the draft holds of it now."""
        taken = step.draft.taken.get(self.field.name, ())
        if taken != self._taken:
            self._taken = taken
            self._shown = [_as_address(each, self.field.type) for each in taken]
        is_here = step.taking.field == self.field.name
        self._taking = step.taking if is_here else NOT_TAKING
        self._by_camera = self.field.type is FieldType.PHOTO or not step.can_scan
        value = step.draft.form.get(self.field.name, "")
        if value != self._value:
            self._value = value
            self.complain("")
            self.edited.emit()
        self._opened = self._taking.live
        self.changed.emit()
        self.taking_changed.emit()
        self.opened_changed.emit()

    @shown("QStringList", taking_changed)
    def pages(self) -> list[str]:
        """What was taken, as data addresses."""
        return self._shown

    @shown(bool, taking_changed)
    def live(self) -> bool:
        return self._taking.live

    @shown(bool, taking_changed)
    def busy(self) -> bool:
        return self._taking.busy

    @shown(bool, taking_changed)
    def hasRoom(self) -> bool:  # noqa: N802
        """Whether another page may be taken."""
        return self.field.type is FieldType.SCAN and len(self._taken) < most_pages(self.field)

    @shown(str, taking_changed)
    def advice(self) -> str:
        """What would make a better page, or why there is none."""
        if self._taking.failed:
            return self._no_camera()
        return page_advice(rule_advice(self._taking.advice)) if self._taking.advice else ""

    def _no_camera(self) -> str:
        if not self.field.required:
            return translate("Form", "镜头用不了，这一项可以不拍，直接往下办")
        return translate("Form", "镜头用不了，再试一次，或找工作人员")

    @shown(str, taking_changed)
    def how(self) -> str:
        """Where to hold it: `camera` or `document`."""
        return "camera" if self._by_camera else "document"

    # ------------------------------------------------------------ acts

    @Slot()
    def begin(self) -> None:
        self.wants.emit(TakingBegan(self.field.name))

    @Slot()
    def shoot(self) -> None:
        self.wants.emit(TakingPressed())

    @Slot()
    def stop(self) -> None:
        self.wants.emit(TakingStopped())

    @Slot(int)
    def drop(self, page: int) -> None:
        self.wants.emit(PictureDropped(self.field.name, page))

    @Slot(list, int, int)
    def sign(self, strokes: list[Any], width: int, height: int) -> None:
        """The strokes of the pad in its own pixels."""
        if is_written(strokes):
            self.wants.emit(FieldSigned(self.field.name, render_signature(strokes, width, height)))

    def forget(self) -> None:
        super().forget()
        self._taken, self._shown, self._taking = (), [], Taking()


def _as_address(content: bytes, kind: FieldType) -> str:
    """Small enough for the glass; empty where it is no picture."""
    if kind is FieldType.SIGNATURE:
        return f"data:image/png;base64,{b64encode(content).decode()}"
    image = QImage.fromData(content)
    if image.isNull():
        return ""
    if max(image.width(), image.height()) > SHOWN_PX:
        image = image.scaled(
            SHOWN_PX, SHOWN_PX, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")  # type: ignore[call-overload]
    return f"data:image/jpeg;base64,{b64encode(bytes(buffer.data().data())).decode()}"
