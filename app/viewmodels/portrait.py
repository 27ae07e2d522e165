"""The picture of a card as a data address, made once for whoever stands there and gone with them."""

from __future__ import annotations

from base64 import b64encode

from app.journeys.states import AtStep, Finishing, State

_KINDS = ((b"\x89PNG", "png"), (b"BM", "bmp"))


class Portrait:
    """A desk asks for it with every judged picture of the camera: it is spelt only when it is another."""

    def __init__(self) -> None:
        self._of = b""
        self._address = ""

    def of(self, state: State) -> str:
        """Empty where nobody stands, or the card has no picture."""
        card = state.draft.card if isinstance(state, AtStep | Finishing) else None
        picture = card.portrait if card is not None else None
        if not picture:
            self.forget()
        elif picture != self._of:
            kind = next((kind for mark, kind in _KINDS if picture.startswith(mark)), "jpeg")
            self._of, self._address = picture, f"data:image/{kind};base64,{b64encode(picture).decode()}"
        return self._address

    def forget(self) -> None:
        self._of, self._address = b"", ""
