"""What a sitting asks of the eyes: a licence photo, a face match, a turned head, a flattened paper.

Pictures are H×W×3 uint8 arrays in BGR order, as OpenCV gives them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class PhotoRuleResult:
    """One rule of a licence photo. `measured` and `wanted` are words with units; `advice` says what to do."""

    name: str
    passed: bool
    measured: str
    wanted: str
    advice: str


@dataclass(frozen=True, slots=True)
class PhotoVerdict:
    """`photo` is the finished JPEG (260×378 at 300 dpi for a licence photo) or None where a rule fails."""

    passed: bool
    rules: tuple[PhotoRuleResult, ...]
    photo: bytes | None = field(default=None, repr=False)


class PhotoStudio(Protocol):
    """Pictures are H×W×3 uint8 arrays in BGR order, as OpenCV gives them."""

    def judge(self, picture: Any, rules: str) -> PhotoVerdict: ...


@dataclass(frozen=True, slots=True)
class FaceVerdict:
    """`distance` is Euclidean between 128-d embeddings; None where no single face was found."""

    matched: bool
    distance: float | None
    advice: str = ""


class FaceMatcher(Protocol):
    def match(self, portrait: bytes, picture: Any) -> FaceVerdict:
        """`portrait` is the card's decoded picture (PNG or JPEG), `picture` an H×W×3 BGR array."""

    def forget(self) -> None:
        """Nothing of the last portrait is kept."""


class Turn(StrEnum):
    """To the side as the person before the camera calls it."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TurnVerdict:
    """`asked` is the turn to be made now, None while the person shall face the camera; `done` counts turns made and
    come back from. `advice` is one sentence for the person, empty when there is nothing to say.
    """

    asked: Turn | None
    done: int
    advice: str
    finished: bool = False
    passed: bool = False


class HeadTurnWatcher(Protocol):
    """Is a living head before the camera? One check at a time."""

    def begin(self, portrait: bytes = b"") -> tuple[Turn, ...]:
        """A new check: the turns that will be asked for, in random order. With a `portrait` (PNG or JPEG) the face has
        to be that person's at each frontal moment, without one the same person's throughout. Raises OurFault.
        """

    def observe(self, picture: Any) -> TurnVerdict:
        """What the next picture of the camera shows; at best ten a second or more. Raises OurFault."""

    def forget(self) -> None:
        """Nothing of the face is kept."""


Corner = tuple[float, float]
Corners = tuple[Corner, Corner, Corner, Corner]


@dataclass(frozen=True, slots=True)
class FlattenedPage:
    """`jpeg` is the page upright and flat, None where no page was found. `corners` of the page in the picture's pixels:
    upper left, upper right, lower right, lower left as the page is read. `advice` says what would make a better one.
    """

    jpeg: bytes | None = field(repr=False)
    corners: Corners | None
    advice: str
    passed: bool


class DocumentFlattener(Protocol):
    def find(self, picture: Any) -> FlattenedPage:
        """Corners and advice for the live picture only; `jpeg` is None. Cheap enough for every picture."""

    def flatten(self, picture: Any) -> FlattenedPage: ...


class ScanBinder(Protocol):
    def bind(self, pages: tuple[bytes, ...]) -> bytes:
        """Several flattened pages (JPEG) as one PDF, one A4 page each. Raises WrongInput for what is no JPEG."""
