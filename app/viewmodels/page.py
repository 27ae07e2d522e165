"""What every page's view-model shares. It reads the state of the sitting and keeps nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from PySide6.QtCore import Property, QObject, Signal, Slot

from app.domain.service_item import LocalText
from app.journeys.events import BackPressed, Event, NextPressed, TryAgainPressed
from app.journeys.handing import may_hand_over
from app.journeys.handing_events import HandOverWanted
from app.journeys.states import (
    Asking,
    AtStep,
    AtTicket,
    Claiming,
    HandingOver,
    LookingUp,
    Mood,
    Passed,
    Scanning,
    State,
    TakingOver,
    Tracking,
    Troubled,
    Working,
)
from app.viewmodels.facts import Surroundings
from app.viewmodels.trouble_words import words_for

T = TypeVar("T")


def shown(kind: str | type, notify: Signal) -> Callable[[Callable[[Any], T]], property]:
    """A read-only property for the screens. The notifying signal must be one of the same class."""
    return cast("Callable[[Callable[[Any], T]], property]", cast(Any, Property)(kind, notify=notify))


def mood_of(state: State) -> Mood | None:
    match state:
        case AtStep(mood=mood) | LookingUp(mood=mood) | Tracking(mood=mood) | AtTicket(mood=mood) | Scanning(mood=mood):
            return mood
        case Claiming(mood=mood) | HandingOver(mood=mood) | TakingOver(mood=mood):
            return mood
        case _:
            return None


class Page(QObject):
    """Base of all pages: the mood of the step, its trouble in words, and the plain buttons."""

    refreshed = Signal()
    help_wanted = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.around = around

    @property
    def state(self) -> State:
        return self.around.sitting.state

    @property
    def step(self) -> AtStep | None:
        """The step this page shows, or None where the sitting is elsewhere."""
        state = self.state
        return state if isinstance(state, AtStep) else None

    def refresh(self) -> None:
        """The state, the language or the station changed while this page is shown."""
        self.refreshed.emit()
        signal = getattr(self, "changed", None)
        if signal is not None:
            signal.emit()

    def leave(self) -> None:
        """The page is no longer shown: whatever it keeps besides the state goes."""

    def dispatch(self, event: Event) -> None:
        self.around.sitting.dispatch(event)

    def say(self, text: LocalText | None) -> str:
        """A text of the catalogue in the chosen language."""
        return text.in_language(self.around.language.code) if text is not None else ""

    @shown(str, refreshed)
    def mood(self) -> str:
        """`asking`, `working`, `passed`, `troubled`, or empty."""
        match mood_of(self.state):
            case Asking():
                return "asking"
            case Working():
                return "working"
            case Passed():
                return "passed"
            case Troubled():
                return "troubled"
            case _:
                return ""

    @shown("QVariantMap", refreshed)
    def trouble(self) -> dict[str, Any]:
        """`{title, text, icon, act, times}`; empty when all is well."""
        return self._told_trouble()

    def _told_trouble(self) -> dict[str, Any]:
        mood = mood_of(self.state)
        if not isinstance(mood, Troubled):
            return {}
        words = words_for(mood.trouble)
        return {
            "title": words.title,
            "text": words.text,
            "icon": words.icon,
            "act": words.act,
            "times": mood.times,
        }

    @shown(bool, refreshed)
    def canHandOver(self) -> bool:  # noqa: N802 - named for QML
        """Whether 转到窗口办 is offered here."""
        keys, step = self.around.keys, self.step
        return keys is not None and keys.makes and step is not None and may_hand_over(step)

    @Slot()
    def handOver(self) -> None:  # noqa: N802 - called from QML
        self.dispatch(HandOverWanted())

    @Slot()
    def goOn(self) -> None:  # noqa: N802 - called from QML
        self.dispatch(NextPressed())

    @Slot()
    def goBack(self) -> None:  # noqa: N802 - called from QML
        self.dispatch(BackPressed())

    @Slot()
    def tryAgain(self) -> None:  # noqa: N802 - called from QML
        self.dispatch(TryAgainPressed())

    @Slot()
    def callHelp(self) -> None:  # noqa: N802 - called from QML
        self.help_wanted.emit()
