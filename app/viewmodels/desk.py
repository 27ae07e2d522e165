"""The desk around the pages: who sits there, who stands before it, what is being done, how the devices are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.catalogue.search import search
from app.domain.formats import CHINA, clock_time, mask_name
from app.domain.operators import Duty, SignedIn
from app.domain.service_item import StationKind
from app.journeys.desk_events import ClerkLeft
from app.journeys.draft import Draft
from app.journeys.events import LookUpChosen
from app.journeys.handing_events import TakeOverWanted
from app.journeys.states import AtHome, AtStep, Finished, Finishing, LookingUp, State
from app.viewmodels.branch import Branch
from app.viewmodels.dates import short_day
from app.viewmodels.desk_device import device_pills
from app.viewmodels.desk_drafts import draft_rows, is_held, resumed
from app.viewmodels.desk_papers import DeskPapers
from app.viewmodels.desk_person import FULL_VIEW_S, person_of
from app.viewmodels.desk_queue import DeskQueue
from app.viewmodels.facts import ClerkSeat, OperatorDoor, Surroundings
from app.viewmodels.gone_items import gone_rows
from app.viewmodels.page import shown
from app.viewmodels.portrait import Portrait
from app.viewmodels.sign_in import SignIn
from app.viewmodels.translation import translate

CLOCK_MS = 10_000
MOST_ITEMS = 8
_Cased = AtStep | Finishing | Finished


class Desk(QObject):
    """Read by `Desk.qml` beside the shell, which shows the page of the step as at the glass."""

    changed = Signal()
    never = Signal()
    passed = Signal()
    """A while of the clock."""

    def __init__(
        self,
        around: Surroundings,
        seat: ClerkSeat,
        door: OperatorDoor,
        parent: QObject | None = None,
        branch: Branch | None = None,
        queue: DeskQueue | None = None,
    ) -> None:
        super().__init__(parent)
        self._branch = branch
        self._queue = queue
        self._around = around
        self._seat = seat
        self._portrait = Portrait()
        self._text = ""
        self._was_home = True
        self._was_left = False
        """Whoever sat here left a case that could not end yet: it was being saved, or its papers were on their way."""
        self._papers = DeskPapers(around, seat, self)
        self._sign_in = SignIn(door, Duty.COUNTER, parent=self)
        self._sign_in.admitted.connect(self._admit)
        self._full_of = ""
        """The case whose person stands there in full: a trace was left of that one."""
        self._full = QTimer(self)
        self._full.setSingleShot(True)
        self._full.setInterval(FULL_VIEW_S * 1000)
        self._full.timeout.connect(self.changed.emit)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self.passed.emit)
        self._clock.start()
        for each in (around.sitting.changed, around.station.changed, around.language.changed, seat.changed):
            each.connect(self._follow)
        around.language.changed.connect(self.passed.emit)
        if around.keys is not None:
            around.keys.changed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        state = self._around.sitting.state
        if _case_of(state) != self._full_of:
            self._full.stop()
        if not isinstance(state, _Cased):
            self._portrait.forget()
        if isinstance(state, AtHome) and not self._was_home:
            self._seat.look_for_drafts()
        self._was_home = isinstance(state, AtHome)
        if self._was_left and isinstance(state, AtStep | Finished):
            self._around.sitting.dispatch(ClerkLeft())
        self.changed.emit()

    def _admit(self, who: SignedIn) -> None:
        self._was_left = False
        self._seat.come(who)

    # ------------------------------------------------------------ the head

    @shown(QObject, never)
    def signIn(self) -> SignIn:  # noqa: N802 - named for QML, like those below
        return self._sign_in

    @shown(QObject, never)
    def branch(self) -> Branch | None:
        """What only a post has; null at a counter."""
        return self._branch

    @shown(QObject, never)
    def papers(self) -> DeskPapers:
        """Notices, what waits, decisions."""
        return self._papers

    @shown(QObject, never)
    def queue(self) -> DeskQueue | None:
        """Null where nobody is called."""
        return self._queue

    @shown(bool, never)
    def post(self) -> bool:
        return self._around.kind is StationKind.POST

    @shown(str, changed)
    def title(self) -> str:
        return self._around.station.name

    @shown(str, changed)
    def place(self) -> str:
        return self._around.station.place

    @shown(bool, changed)
    def online(self) -> bool:
        return self._around.station.online

    @shown(str, changed)
    def clerk(self) -> str:
        """Masked; empty while nobody is signed in."""
        return mask_name(self._seat.who.name) if self._seat.who else ""

    @shown(bool, changed)
    def taken(self) -> bool:
        """Whether somebody sits here."""
        return self._seat.who is not None

    @shown(str, passed)
    def now(self) -> str:
        now = self._around.station.now()
        return f"{short_day(now.date(), self._around.language.code)} {clock_time(now)}"

    # ------------------------------------------------------------ what can be done

    @shown(str, changed)
    def searched(self) -> str:
        return self._text

    @shown("QVariantList", changed)
    def items(self) -> list[dict[str, str]]:
        """`[{code, name, hint}]`, what the search finds first; below it what is gone."""
        found = search(self._around.often_first(self._around.offered()), self._text)
        language = self._around.language.code
        rows = [
            {
                "code": item.code,
                "name": item.short_name.in_language(language),
                "hint": translate("Desk", "约 %1 分钟").replace("%1", str(item.minutes)),
            }
            for item in found[:MOST_ITEMS]
        ]
        gone = [{key: each[key] for key in ("code", "name", "hint")} for each in gone_rows(self._around, self._text)]
        return (rows + gone)[:MOST_ITEMS]

    @Slot(str)
    def search(self, text: str) -> None:
        self._text = text
        self.changed.emit()

    # ------------------------------------------------------------ what was not finished

    @shown("QVariantList", changed)
    def unfinished(self) -> list[dict[str, Any]]:
        """`[{id, item, person, at, why, resumes}]`; nothing while a case is being done."""
        return [] if self.busy else draft_rows(self._seat.drafts, self._around)

    @Slot(str)
    def resume(self, case_id: str) -> None:
        """接着办: where its answers are. What cannot go on is cleared away, but never what was held."""
        kept = next((each for each in self._seat.drafts if each.case_id == case_id), None)
        event = resumed(kept, self._around) if kept is not None else None
        if event is None:
            if kept is None or not is_held(kept):
                self._seat.discard(case_id)
        elif not self.busy:
            self._around.sitting.dispatch(event)

    @shown(bool, changed)
    def takesOver(self) -> bool:  # noqa: N802
        """接办: this desk was given the key of its hall, and has a scanner."""
        keys = self._around.keys
        return keys is not None and keys.takes and "code_scanner" in self._around.station.conditions

    @Slot()
    def takeOver(self) -> None:  # noqa: N802
        if self.free:
            self._around.sitting.dispatch(TakeOverWanted())

    @Slot()
    def lookUp(self) -> None:  # noqa: N802
        """查办件: whose card is put down sees their cases here as at the glass: corrections, results, bookings."""
        if self.free:
            self._around.sitting.dispatch(LookUpChosen())

    @Slot(str)
    def discard(self, case_id: str) -> None:
        self._seat.discard(case_id)

    # ------------------------------------------------------------ the case

    @shown(bool, changed)
    def busy(self) -> bool:
        """Whether a case is being done."""
        return not isinstance(self._around.sitting.state, AtHome)

    @shown(bool, changed)
    def free(self) -> bool:
        """Nobody is being served, and the desk takes people."""
        state = self._around.sitting.state
        return isinstance(state, AtHome) and state.closure is None

    @shown(str, changed)
    def caseTitle(self) -> str:  # noqa: N802
        state = self._around.sitting.state
        return state.item.name.in_language(self._around.language.code) if isinstance(state, _Cased) else ""

    @shown("QVariantList", changed)
    def caseTags(self) -> list[dict[str, str]]:  # noqa: N802
        """`[{text, mood}]`"""
        state = self._around.sitting.state
        if not isinstance(state, _Cased):
            return []
        item = state.item
        level = translate("Desk", "直接办结") if item.direct else translate("Desk", "跨级转办")
        promise = translate("Desk", "承诺 %1 个工作日").replace("%1", str(item.promised_days))
        return [
            {"text": level, "mood": "done" if item.direct else "waiting"},
            {"text": promise, "mood": "waiting"},
            {"text": translate("Desk", "代办") if _by_agent(state) else translate("Desk", "本人办理"), "mood": "none"},
        ]

    @shown(str, changed)
    def caseNumber(self) -> str:  # noqa: N802
        state = self._around.sitting.state
        return state.case.number if isinstance(state, Finishing | Finished) else ""

    # ------------------------------------------------------------ the person

    @shown("QVariantMap", changed)
    def person(self) -> dict[str, Any]:
        """See `person_of`."""
        state, language = self._around.sitting.state, self._around.language.code
        match state:
            case AtStep(draft=draft) | Finishing(draft=draft):
                full = self._full.isActive()
            case LookingUp(card=card):
                draft, full = Draft("", card), False
            case _:
                return {}
        return person_of(draft, self._around.station.now().date(), full=full, language=language)

    @shown(str, changed)
    def portrait(self) -> str:
        """The picture of the card as a data address; empty where it has none."""
        return self._portrait.of(self._around.sitting.state)

    @shown(bool, changed)
    def showsAll(self) -> bool:  # noqa: N802
        return self._full.isActive()

    @shown(bool, changed)
    def mayShowAll(self) -> bool:  # noqa: N802
        """Of a case alone: the trace names it."""
        return isinstance(self._around.sitting.state, AtStep | Finishing)

    @Slot()
    def showAll(self) -> None:  # noqa: N802
        """看全部信息（留痕）: once it is written down who looked."""
        state = self._around.sitting.state
        if isinstance(state, AtStep | Finishing) and state.draft.present is not None:
            self._full_of = state.draft.case_id
            self._seat.looks(state.draft.case_id)
            self._full.start()
            self.changed.emit()

    # ------------------------------------------------------------ below

    @shown("QVariantList", changed)
    def devices(self) -> list[dict[str, Any]]:
        """See `device_pills`."""
        return device_pills(self._around.station.conditions, self._around.language.code)

    @shown(str, changed)
    def waits(self) -> str:
        """What waits for the centre, and apart from it what waits for a person and goes by itself at no time."""
        backlog = self._around.station.backlog
        told = []
        if backlog.waiting:
            told.append(translate("Desk", "待上传 %1 件").replace("%1", str(backlog.waiting)))
            if backlog.next_at is not None:
                again = clock_time(backlog.next_at.astimezone(CHINA))
                told.append(translate("Desk", "下次 %1").replace("%1", again))
        if backlog.conflicts:
            told.append(translate("Desk", "%1 件要人处理").replace("%1", str(backlog.conflicts)))
        return translate("Desk", "，").join(told) or translate("Desk", "都送到中心了")

    # ------------------------------------------------------------ acts

    @Slot()
    def begin(self) -> None:
        """Somebody wants to sign in."""
        self._sign_in.begin()

    @Slot()
    def goAway(self) -> None:  # noqa: N802
        """Whoever leaves the desk leaves no person on it."""
        if self.busy:
            self._around.sitting.dispatch(ClerkLeft())
        self._seat.go()
        self._was_left = self.busy


def _case_of(state: State) -> str:
    match state:
        case AtStep(draft=draft) | Finishing(draft=draft):
            return draft.case_id
        case _:
            return ""


def _by_agent(state: _Cased) -> bool:
    return state.by_agent if isinstance(state, Finished) else state.draft.agency is not None
