"""Whatever happens in whatever order: no crash, a way home, and nothing kept of the person there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as some

from app.domain.evaluation import EvaluationChannel, Grade
from app.domain.hand_over import HandedOver, Unfinished, WhyNot
from app.domain.operators import Role, SignedIn
from app.domain.ports import MailingSlip, PaymentOrder
from app.domain.scanned_code import CaseCode, EvaluationCode, HandOverCode, VerifyCode
from app.domain.service_item import DeliveryKind, StationKind, StepKind
from app.domain.tickets import Priority
from app.domain.vision_ports import FaceVerdict, PhotoVerdict, TurnVerdict
from app.journeys import desk_events as desk
from app.journeys import events as on
from app.journeys.appointment_events import (
    AppointmentCancelled,
    AppointmentNotCancelled,
    CancelPressed,
    DayChosen,
    MovePressed,
    PlaceChosen,
    SlotAnswered,
    SlotsCame,
    TimeChosen,
)
from app.journeys.commands import Command, KeepForgotten, Remind, SaveCase, StopEverything, StopReminding
from app.journeys.handing_events import (
    CodeAtDesk,
    HandOverMade,
    HandOverNotMade,
    HandOverRefused,
    HandOverTaken,
    HandOverWanted,
    TakeOverWanted,
)
from app.journeys.medical import (
    Act,
    ActTold,
    AidTold,
    Ear,
    Eye,
    EyeToldBlind,
    Facing,
    GlassesTold,
    Heard,
    HeightTold,
    Part,
    PlateNamed,
    Pointed,
)
from app.journeys.medical.colour import FIGURES
from app.journeys.medical_events import Examined, RepeatPressed, ToneFailed, TonePressed, ToneWasPlayed
from app.journeys.scanning_events import CodeWasRead, ScannerIsThere, ScannerWentAway, ScanWanted
from app.journeys.screens import screen_of
from app.journeys.states import AtHome, AtStep, Goodbye, TakingThings
from app.journeys.station_events import (
    CardCameLate,
    SlipCameLate,
    SlipWasTaken,
    StationCloses,
    StationOpens,
    StillLying,
)
from app.journeys.table import step
from app.journeys.taking_events import (
    FieldSigned,
    PictureDropped,
    PictureWasTaken,
    TakingBegan,
    TakingPressed,
    TakingStopped,
)
from app.journeys.things import Closure, Thing
from app.journeys.ticket_events import PriorityChosen, TicketItemChosen, TicketWanted, TicketWasTaken
from tests.form_catalogue import EVERY_THING
from tests.journeys.booked import CLOSED_DAY, DAY, DAYS, FULL_DAY, HALL, NINE, POLICE, TEN, booked_item
from tests.journeys.items import CARD, CASE, item
from tests.journeys.test_booking import BEFORE, FULL, HELD, THEN
from tests.journeys.test_table import WAY, walked
from tests.journeys.test_taking_a_ticket import TAKEN

ITEMS = (
    item(),
    item(StepKind.IDENTIFY, StepKind.NOTICE, StepKind.QUERY, StepKind.SUBMIT, StepKind.PAPER, template="t", fee=0),
    item(StepKind.IDENTIFY, StepKind.FORM, StepKind.REVIEW, StepKind.SUBMIT, StepKind.EVALUATION),
    item(StepKind.IDENTIFY, StepKind.MEDICAL, StepKind.REVIEW, StepKind.SUBMIT, StepKind.EVALUATION),
    EVERY_THING,
    booked_item(HALL, POLICE),
    replace(item(), stations=tuple(StationKind)),
)
SLIP = MailingSlip("s", "http://127.0.0.1/m/s", True, CARD.name, "13800005678", "云溪镇")
FINDINGS = some.one_of(
    some.builds(HeightTold, some.floats(allow_nan=True)),
    some.builds(GlassesTold, some.booleans()),
    some.builds(EyeToldBlind, some.sampled_from(Eye)),
    some.builds(Pointed, some.none() | some.sampled_from(Facing)),
    some.builds(PlateNamed, some.sampled_from(["", *FIGURES])),
    some.builds(AidTold, some.booleans()),
    some.builds(Heard, some.sampled_from(Ear), some.booleans()),
    some.builds(ActTold, some.sampled_from(Act), some.booleans()),
)
DECIDER = SignedIn("0042", "李晓敏", (Role.CLERK, Role.DECIDER))
DESK = (
    desk.NoticePressed(),
    desk.NoticePrinted("BM01G-1", presented=True),
    desk.NoticeNotPrinted("paper_out"),
    desk.HoldPressed(),
    desk.CompletePressed(DECIDER),
    desk.RefusePressed(DECIDER),
    desk.RefusalReasonGiven("户籍不在本镇"),
    desk.RefusalConfirmed(),
    desk.DecisionSaved(CASE.id),
    desk.DecisionNotSaved(CASE.id),
    desk.DecisionTaken(CASE.id),
    desk.DecisionRejected(CASE.id, "no_right"),
    desk.DecisionWaits(CASE.id),
    desk.ResultWanted(ITEMS[0], CASE, "张**"),
    desk.DecisionWanted(ITEMS[0], CASE, "张**", at_centre=True),
    desk.ClerkLeft(),
)
HANDED = HandedOver(
    Unfinished(CASE.id, "item", "1", {"applicant": {"id_number": CARD.id_number}, "form": {"first_field": "卡"}}),
    "hall-01",
    datetime(2026, 3, 18, tzinfo=UTC),
    datetime(2026, 3, 18, tzinfo=UTC),
)
HANDING = (
    HandOverWanted({"first_field": "卡"}),
    HandOverMade(("bianmin:handover:a.b.c",), datetime(2026, 3, 18, tzinfo=UTC)),
    HandOverNotMade(),
    TakeOverWanted(),
    CodeAtDesk(HandOverCode("a.b.c")),
    HandOverRefused(("bianmin:handover:a.b.c",), WhyNot.USED),
    HandOverTaken(HANDED, ITEMS[0], online=True),
)
EVENTS = some.one_of(
    some.sampled_from(HANDING),
    some.sampled_from([ScanWanted(), ScannerWentAway(), ScannerIsThere()]),
    some.builds(CodeWasRead, some.sampled_from([CaseCode("BM01-1"), EvaluationCode("7" * 20), VerifyCode("7" * 20)])),
    some.builds(
        on.ItemChosen, some.sampled_from(ITEMS), some.just(CASE.id), some.booleans(), some.just(True), some.just(True)
    ),
    some.builds(on.ItemChosen, some.sampled_from(ITEMS), some.just(CASE.id), some.booleans()),
    some.builds(on.Lingered, some.integers(0, 14)),
    some.builds(on.CardWasRead, some.just(CARD), some.just(date(2026, 3, 18))),
    some.builds(on.FaceWasChecked, some.builds(FaceVerdict, some.booleans(), some.none() | some.just(0.5))),
    some.builds(
        on.HeadTurnSeen,
        some.builds(TurnVerdict, some.none(), some.integers(0, 2), some.just(""), some.booleans(), some.booleans()),
    ),
    some.builds(
        on.PhotoWasJudged, some.builds(PhotoVerdict, some.booleans(), some.just(()), some.just(b"x")), some.booleans()
    ),
    some.builds(on.FormFilled, some.dictionaries(some.sampled_from(["first_field", "second_field"]), some.text())),
    some.builds(on.PageFilled, some.dictionaries(some.sampled_from(["first_field", "second_field"]), some.text())),
    some.builds(on.EditPressed, some.sampled_from(["first_field", "second_field", "nothing"])),
    some.builds(TakingBegan, some.sampled_from(["picture", "pages", "nothing"])),
    some.builds(PictureDropped, some.sampled_from(["picture", "pages"]), some.integers(0, 3)),
    some.builds(FieldSigned, some.sampled_from(["witness", "pages"]), some.just(b"png")),
    some.builds(on.DeliveryChosen, some.sampled_from(DeliveryKind)),
    some.builds(on.GradeGiven, some.sampled_from(Grade), some.sampled_from(EvaluationChannel)),
    some.builds(Examined, FINDINGS, some.none() | some.just(datetime(2026, 3, 18, tzinfo=UTC))),
    some.builds(RepeatPressed, some.sampled_from(Part)),
    some.builds(PlaceChosen, some.sampled_from(["hall", "police", "nowhere"])),
    some.builds(DayChosen, some.sampled_from([DAY, FULL_DAY, CLOSED_DAY])),
    some.builds(TimeChosen, some.sampled_from([NINE, TEN])),
    some.builds(SlotsCame, some.sampled_from([DAYS, DAYS[1:], ()])),
    some.builds(SlotAnswered, some.sampled_from([HELD, FULL, BEFORE, THEN])),
    some.builds(TonePressed, some.sampled_from(Ear)),
    some.builds(ToneWasPlayed, some.sampled_from(Ear)),
    some.builds(ToneFailed, some.sampled_from(Ear)),
    some.sampled_from(
        [
            on.FieldChosen("household"),
            on.SearchTyped("证"),
            on.LookUpChosen(),
            MovePressed(),
            CancelPressed(),
            AppointmentCancelled(CASE.id),
            AppointmentNotCancelled(CASE.id),
            on.EditPressed("appointment"),
            TicketWanted(),
            TicketItemChosen(ITEMS[0], "t-1"),
            PriorityChosen(Priority.OLD),
            TicketWasTaken(TAKEN),
            *DESK,
            TakingPressed(),
            TakingStopped(),
            PictureWasTaken(b"jpeg"),
            on.NextPressed(),
            on.BackPressed(),
            on.TryAgainPressed(),
            on.ConsentGiven(),
            on.ShutterPressed(),
            on.RetakePressed(),
            on.SignatureGiven(b"s"),
            on.PayLaterChosen(),
            on.ReasonsGiven(("慢",)),
            on.AnotherItemPressed(),
            on.CardWasUnreadable(),
            on.NoCardCame(),
            on.ReaderWentAway(),
            on.CardWasTaken(),
            SlipWasTaken(),
            StationCloses(Closure.ON_BATTERY),
            StationOpens(Closure.ON_BATTERY),
            StationCloses(Closure.DOOR_OPEN),
            StationOpens(Closure.DOOR_OPEN),
            SlipCameLate("earlier"),
            CardCameLate(),
            StillLying(frozenset({Thing.CARD})),
            on.ReaderIsThere(),
            on.CameraWentAway(),
            on.ReceiptPrinted(),
            on.ReceiptPrinted(presented=True),
            on.ReceiptNotPrinted("paper_out"),
            on.CertificatePrinted(),
            on.CertificateNotPrinted("jammed"),
            on.CertificateNotPrinted("media_empty", begun=False),
            on.PrintAgainPressed(),
            on.RecordCame({"a": 1}),
            on.LicencesCame(()),
            on.CentreDidNotAnswer(),
            on.CentreSaidNo(),
            on.PaymentOpened(PaymentOrder("p", "u", 1)),
            on.PaymentArrived(),
            on.PaymentRefused(),
            on.PaymentExpired(),
            on.SlipOpened(MailingSlip("s", "u")),
            on.SlipFilled(SLIP),
            on.CaseWasSaved(CASE),
            on.SavingFailed(),
            on.CentreTookCase(CASE.id),
            on.CentreTookTooLong(CASE.id),
            on.CasesFound(()),
            on.ExitPressed(),
            on.TimeRanOut(),
        ]
    ),
)


@settings(max_examples=400, deadline=None)
@given(some.integers(0, len(WAY)), some.lists(EVENTS, max_size=40))
def test_any_events_from_anywhere_keep_a_screen_and_a_way_home(way: int, events: list[on.Event]) -> None:
    state = walked(way)
    for event in events:
        before = state
        state, commands = step(state, event)
        screen_of(state)
        if not isinstance(before, AtHome) and isinstance(state, AtHome | TakingThings | Goodbye):
            assert StopEverything() in commands or isinstance(before, TakingThings | Goodbye)
        for saving in (each for each in commands if isinstance(each, SaveCase)):
            assert saving.draft.card is not None, "nothing is saved for nobody"
    state, _ = step(state, StationOpens(Closure.ON_BATTERY))
    state, _ = step(state, StationOpens(Closure.DOOR_OPEN))
    state, _ = step(state, on.CaseWasSaved(CASE))  # whoever is just saving is told first
    state, _ = step(state, on.ExitPressed())
    if isinstance(state, TakingThings):
        state, _ = step(state, on.CardWasTaken())
        state, _ = step(state, SlipWasTaken())
    state, _ = step(state, on.TimeRanOut())
    state, _ = step(state, on.CardWasTaken())
    state, _ = step(state, SlipWasTaken())
    assert state == AtHome()
    assert CARD.name not in repr(state)


@settings(max_examples=200, deadline=None)
@given(some.integers(0, len(WAY)), some.lists(EVENTS, max_size=40))
def test_a_step_is_never_past_its_item(way: int, events: list[on.Event]) -> None:
    state = walked(way)
    for event in events:
        state, _ = step(state, event)
        if isinstance(state, AtStep):
            assert 0 <= state.index < len(state.steps)
            assert state.step is not StepKind.FORM or 0 <= state.page < len(state.item.form)


@settings(max_examples=400, deadline=None)
@given(some.integers(0, len(WAY)), some.lists(EVENTS, max_size=60))
def test_reminding_ends_with_the_waiting_and_nothing_is_written_down_twice(way: int, events: list[on.Event]) -> None:
    state = walked(way)
    is_reminding = False
    for event in events:
        before = state
        state, commands = step(state, event)
        is_reminding = _reminds(is_reminding, commands)
        assert is_reminding == isinstance(state, TakingThings), (before, event)
        kept = [each for each in commands if isinstance(each, KeepForgotten)]
        assert len(kept) <= 1
        if isinstance(before, TakingThings):
            assert all(each.things == before.things for each in kept), "all that was waited for, and no more"
        else:
            assert not kept or isinstance(event, SlipCameLate | CardCameLate)
        if isinstance(state, TakingThings):
            assert state.things
            assert CARD.name not in repr(state)


def _reminds(before: bool, commands: tuple[Command, ...]) -> bool:
    for command in commands:
        if isinstance(command, Remind | StopReminding):
            before = isinstance(command, Remind)
    return before


@settings(max_examples=200, deadline=None)
@given(some.lists(EVENTS, max_size=60))
def test_no_closure_is_lost_while_nobody_sits_there(events: list[on.Event]) -> None:
    """In a sitting the house remembers them, and says them again at home."""
    state = walked(0)
    for event in events:
        before = state
        state, _ = step(state, event)
        if isinstance(before, AtHome) and isinstance(state, AtHome):
            added = {event.closure} if isinstance(event, StationCloses) else set()
            ended = {event.closure} if isinstance(event, StationOpens) else set()
            assert state.closures == (before.closures | added) - ended
        elif isinstance(before, AtHome) and before.closures:
            assert isinstance(event, SlipCameLate | CardCameLate), "a closed station takes nobody"
