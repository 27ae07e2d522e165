"""Somebody acts for another at the glass: one question a page, whose card and face, and how the paper comes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.agency import NAME, NUMBER, REASON, RELATION
from app.domain.ports import ELicence
from app.domain.service_item import Material, MaterialSource, ServiceItem, StepKind
from app.domain.vision_ports import FaceVerdict, FlattenedPage
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.agency import AgencyAsk
from app.journeys.agency_events import AgencyChosen, AgencyFilled
from app.journeys.authority import PaperPage, could_sign, is_signed, ways
from app.journeys.authority_commands import WritePower
from app.journeys.authority_events import (
    AuthorityChosen,
    AuthorityWay,
    PowerNotWritten,
    PowerSigned,
    PowerWasWritten,
)
from app.journeys.face_check import PORTRAIT_LICENCE
from app.journeys.screens import Screen, screen_of
from app.journeys.states import Asking, AtHome, AtStep, Finished, Passed, State, TakingThings, Trouble, Troubled
from tests.journeys.items import CARD, CASE, T
from tests.journeys.test_agency import CHILD, FOUND, GUARDIANSHIP, JPEG, PAGE, POWER, PRINCIPAL, TODAY, after, allowing

PICTURED = replace(PRINCIPAL, portrait=b"theirs")
TYPED = {NAME: "王建国", NUMBER: PRINCIPAL.id_number}
PDF = b"%PDF-1.7 power"
MATCHED, OTHER = on.FaceWasChecked(FaceVerdict(True, 0.4)), on.FaceWasChecked(FaceVerdict(False, 0.9))
ASKED = (AgencyFilled({RELATION: "child"}), AgencyFilled({REASON: "age_or_illness"}))
READ = (*ASKED, on.CardWasRead(PICTURED, TODAY), AgencyFilled({}))
SIGN = AuthorityChosen(AuthorityWay.SIGN)
SIGNED = (SIGN, MATCHED, on.Lingered(3), on.NextPressed(), PowerSigned(b"png"), PowerWasWritten(PDF))


def promising(material: Material) -> Material:
    return replace(material, later=True)


def asked(*events: on.Event, what: ServiceItem | None = None, can_scan: bool = False, online: bool = True) -> AtStep:
    """The agent was read and recognised; what comes after that is `events`."""
    begun = on.ItemChosen(what or allowing(), CASE.id, online=online, can_scan=can_scan)
    way = (AgencyChosen(True), on.CardWasRead(CARD, TODAY), on.Lingered(0), MATCHED, on.Lingered(1))
    state, _ = after(AtHome(), begun, *way, *events)
    assert isinstance(state, AtStep)
    return state


# ---------------------------------------------------------------- the questions


def test_relation_reason_and_principal_are_one_page_each_and_the_card_is_waited_for_on_the_last() -> None:
    state = asked()
    assert (state.step, state.page, screen_of(state)) == (StepKind.AGENCY, AgencyAsk.RELATION, Screen.AGENCY)
    second, commands = after(state, ASKED[0])
    assert isinstance(second, AtStep)
    assert (second.page, commands) == (AgencyAsk.REASON, [])
    third, commands = after(second, ASKED[1])
    assert isinstance(third, AtStep)
    assert (third.page, commands) == (AgencyAsk.PRINCIPAL, [do.ReadCard(another=True)])


@pytest.mark.parametrize("answer", [{}, {RELATION: ""}, {RELATION: "neighbour"}, {REASON: "away"}])
def test_a_question_without_a_good_answer_leads_no_further(answer: dict[str, str]) -> None:
    assert asked(AgencyFilled(answer)).page == AgencyAsk.RELATION


def test_back_goes_from_question_to_question_and_then_away() -> None:
    state = asked(*ASKED)
    for page in (AgencyAsk.REASON, AgencyAsk.RELATION):
        back, commands = after(state, on.BackPressed())
        assert isinstance(back, AtStep)
        assert (back.page, commands) == (page, [do.WatchCard()])  # the agent's card may still be taken meanwhile
        state = back
    away, _ = after(replace(state, card_in_reader=False), on.BackPressed())
    assert isinstance(away, AtHome)


def test_a_card_or_a_lost_reader_means_nothing_before_the_principal_is_asked_for() -> None:
    state = asked()
    assert after(state, on.CardWasRead(PICTURED, TODAY), on.ReaderWentAway(), on.NoCardCame()) == (state, [])


@pytest.mark.parametrize(
    "told",
    [
        {**TYPED, NUMBER: PRINCIPAL.id_number[:-1] + "3"},
        {**TYPED, NUMBER: CARD.id_number},
        {**TYPED, NUMBER: CHILD},
        {NUMBER: PRINCIPAL.id_number},
        {},
    ],
)
def test_a_principal_that_does_not_hold_leads_no_further(told: dict[str, str]) -> None:
    state = asked(*ASKED, AgencyFilled(told))
    assert (state.step, state.draft.card) == (StepKind.AGENCY, None)


def test_the_agents_own_card_in_place_of_the_principals_is_a_trouble() -> None:
    assert asked(*ASKED, on.CardWasRead(CARD, TODAY)).mood == Troubled(Trouble.SAME_PERSON)


def test_an_item_that_wants_the_principals_card_takes_no_number() -> None:
    strict = allowing(principal_card=True)
    assert asked(*ASKED, AgencyFilled(TYPED), what=strict).step is StepKind.AGENCY
    assert asked(*READ, what=strict).step is StepKind.AUTHORITY


def test_who_is_asked_whether_an_agent_gets_anywhere_at_this_machine_before_anything_is_read() -> None:
    """No camera for papers, nothing signed here, nothing promised: the way is not offered."""
    nowhere = allowing(on_glass=False)
    for what, can_scan, offered in ((nowhere, False, False), (nowhere, True, True), (allowing(), False, True)):
        begun = on.ItemChosen(what, CASE.id, online=True, can_scan=can_scan)
        state, _ = after(AtHome(), begun, AgencyChosen(True))
        assert isinstance(state, AtStep)
        assert (state.draft.agency is not None) is offered
    promised = replace(nowhere, materials=(promising(POWER), GUARDIANSHIP))
    state, _ = after(AtHome(), on.ItemChosen(promised, CASE.id, online=True), AgencyChosen(True))
    assert isinstance(state, AtStep)
    assert state.draft.agency is not None


# ---------------------------------------------------------------- which ways


def test_only_a_principal_whose_card_was_read_may_be_offered_to_sign() -> None:
    by_number = asked(*ASKED, AgencyFilled(TYPED), can_scan=True)
    assert (ways(by_number), could_sign(by_number)) == ((AuthorityWay.SCAN,), True)
    handed_over = asked(*READ, can_scan=True)
    assert (ways(handed_over), could_sign(handed_over)) == ((AuthorityWay.SIGN, AuthorityWay.SCAN), False)
    assert after(by_number, SIGN) == (by_number, [])


def test_what_a_child_cannot_give_is_not_signed_but_scanned() -> None:
    child = {NAME: "王小明", NUMBER: CHILD}
    parent = (AgencyFilled({RELATION: "parent"}), AgencyFilled({REASON: "minor"}), AgencyFilled(child))
    state = asked(*parent, can_scan=True)
    assert (state.paper, ways(state), could_sign(state)) == ("guardianship", (AuthorityWay.SCAN,), False)
    assert state.page == PaperPage.SCAN  # the only way is not asked about
    assert asked(*parent).mood == Troubled(Trouble.NO_WAY_TO_ACT)


def test_an_item_may_want_a_power_that_was_not_signed_here() -> None:
    assert ways(asked(*READ, what=allowing(on_glass=False), can_scan=True)) == (AuthorityWay.SCAN,)


def test_without_any_way_nobody_is_led_on_and_the_question_for_whom_is_one_step_back() -> None:
    state = asked(*ASKED, AgencyFilled(TYPED))
    assert (state.step, state.mood) == (StepKind.AUTHORITY, Troubled(Trouble.ONLY_SIGNED_HERE))
    assert after(state, on.NextPressed())[0] == state
    assert after(state, on.TryAgainPressed()) == after(state, on.BackPressed())
    back, commands = after(state, on.BackPressed())
    assert isinstance(back, AtStep)
    assert (back.step, back.page) == (StepKind.AGENCY, AgencyAsk.PRINCIPAL)
    assert do.ReadCard(another=True) in commands
    read, _ = after(back, on.CardWasRead(PICTURED, TODAY), AgencyFilled({}))
    assert isinstance(read, AtStep)
    assert ways(read) == (AuthorityWay.SIGN,)


def test_what_may_come_later_is_promised_only_where_the_material_says_so() -> None:
    what = replace(allowing(), materials=(promising(POWER), GUARDIANSHIP))
    state = asked(*ASKED, AgencyFilled(TYPED), what=what, can_scan=True)
    assert ways(state) == (AuthorityWay.SCAN, AuthorityWay.LATER)
    later, _ = after(state, AuthorityChosen(AuthorityWay.LATER))
    assert isinstance(later, AtStep)
    assert later.step is StepKind.NOTICE
    assert later.draft.agency is not None
    assert (later.draft.agency.later, later.missing_scans) == (True, ())
    strict = asked(*READ, can_scan=True)
    assert after(strict, AuthorityChosen(AuthorityWay.LATER)) == (strict, [])


# ---------------------------------------------------------------- signed here


def test_the_principals_own_face_is_compared_with_the_principals_own_card() -> None:
    state, commands = after(asked(*READ), SIGN)
    assert (screen_of(state), commands) == (Screen.FACE_CHECK, [do.CheckFace(b"theirs")])


def test_signed_here_it_lies_in_the_case_and_papers_of_the_principal_may_be_fetched() -> None:
    state, commands = after(asked(*READ), *SIGNED)
    assert isinstance(state, AtStep)
    [written] = [each for each in commands if isinstance(each, WritePower)]
    assert (written.principal, written.signature) == (PICTURED, b"png")
    assert written.agency.agent == CARD
    assert (state.step, dict(state.draft.scans), is_signed(state)) == (StepKind.NOTICE, {"power": PDF}, True)
    assert do.StopCamera() in commands
    there, more = after(state, on.ConsentGiven(), on.FormFilled({"first_field": "甲"}))
    assert do.FetchLicences(("licence",), PICTURED) in more
    found, _ = after(there, on.LicencesCame((FOUND,)), on.NextPressed())
    assert screen_of(found) is Screen.REVIEW


def test_a_face_that_is_not_the_principals_opens_no_page_to_sign_on() -> None:
    state, _ = after(asked(*READ, can_scan=True), SIGN, OTHER)
    assert isinstance(state, AtStep)
    assert state.mood == Troubled(Trouble.FACE_NOT_MATCHED)
    for event in (on.NextPressed(), on.Lingered(3), PowerSigned(b"png"), PowerWasWritten(PDF), MATCHED):
        assert after(state, event) == (state, [])
    again, commands = after(state, on.TryAgainPressed())
    assert commands == [do.CheckFace(b"theirs")]
    assert isinstance(again, AtStep)
    back, _ = after(state, on.BackPressed())
    assert isinstance(back, AtStep)
    assert (back.page, back.mood, ways(back)) == (PaperPage.WAYS, Asking(), (AuthorityWay.SIGN, AuthorityWay.SCAN))


def test_a_card_without_a_picture_asks_for_one_and_without_a_line_nothing_is_signed() -> None:
    bare = (*ASKED, on.CardWasRead(PRINCIPAL, TODAY), AgencyFilled({}), SIGN)
    offline = asked(*bare, online=False)
    assert offline.mood == Troubled(Trouble.FACE_NOT_POSSIBLE)
    online = asked(*bare)
    portrait = ELicence(PORTRAIT_LICENCE, "照片", "1", "image/jpeg", b"fetched")
    assert after(online, on.LicencesCame((portrait,)))[1] == [do.CheckFace(b"fetched")]
    none, _ = after(online, on.LicencesCame(()))
    assert isinstance(none, AtStep)
    assert none.mood == Troubled(Trouble.FACE_NOT_POSSIBLE)


def test_the_text_is_read_before_it_is_signed_and_back_leads_to_it_again() -> None:
    reading, _ = after(asked(*READ), SIGN, MATCHED, on.Lingered(3))
    assert isinstance(reading, AtStep)
    assert (screen_of(reading), reading.page) == (Screen.POWER, PaperPage.READ)
    assert after(reading, PowerSigned(b"png")) == (reading, [])
    signing, _ = after(reading, on.NextPressed())
    assert isinstance(signing, AtStep)
    assert signing.page == PaperPage.SIGN
    assert after(signing, on.BackPressed())[0] == reading
    working, _ = after(signing, PowerSigned(b"png"))
    assert after(working, on.BackPressed(), PowerSigned(b"png")) == (working, [])


def test_a_power_that_could_not_be_written_is_signed_once_more() -> None:
    signing, _ = after(asked(*READ), *SIGNED[:5], PowerNotWritten())
    assert isinstance(signing, AtStep)
    assert signing.mood == Troubled(Trouble.POWER_NOT_WRITTEN)
    again, commands = after(signing, on.TryAgainPressed(), PowerSigned(b"png"))
    assert isinstance(again, AtStep)
    assert isinstance(commands[-1], WritePower)
    assert after(again, PowerNotWritten())[0] == replace(
        signing, mood=Troubled(Trouble.POWER_NOT_WRITTEN, 2), failures=2
    )


def test_another_relation_or_another_principal_takes_the_signature_out_of_the_case() -> None:
    signed, _ = after(asked(*READ), *SIGNED)
    ways_again, _ = after(signed, on.BackPressed())
    assert isinstance(ways_again, AtStep)
    assert (ways_again.step, ways_again.mood) == (StepKind.AUTHORITY, Passed())
    assert after(ways_again, on.NextPressed())[0] == signed  # the same people: it stands
    first, _ = after(ways_again, *[on.BackPressed()] * 3)
    other, _ = after(first, AgencyFilled({RELATION: "parent"}))
    assert isinstance(other, AtStep)
    assert not other.draft.scans
    principal, _ = after(ways_again, on.BackPressed(), on.CardWasRead(replace(PICTURED, id_number=CHILD), TODAY))
    assert isinstance(principal, AtStep)
    assert not principal.draft.scans


# ---------------------------------------------------------------- scanned


def test_a_scan_is_looked_at_told_about_and_may_be_taken_again() -> None:
    state = asked(*ASKED, AgencyFilled(TYPED), AuthorityChosen(AuthorityWay.SCAN), can_scan=True)
    assert (screen_of(state), state.page) == (Screen.AUTHORITY, PaperPage.SCAN)
    looking, commands = after(state, on.ScanPressed("whatever"))
    assert commands == [do.ScanPage("power")]
    assert after(looking, on.ScanPressed("power")) == (looking, [])
    bad, _ = after(looking, on.PageWasScanned("power", FlattenedPage(None, None, "纸放平", passed=False)))
    assert isinstance(bad, AtStep)
    assert (bad.scan_advice, bad.draft.scans) == ("纸放平", {})
    good, _ = after(bad, on.ScanPressed("power"), on.PageWasScanned("power", PAGE))
    assert isinstance(good, AtStep)
    assert (good.mood, dict(good.draft.scans)) == (Passed(), {"power": b"jpeg"})
    on_it_goes, _ = after(good, on.NextPressed())
    assert isinstance(on_it_goes, AtStep)
    assert (on_it_goes.step, on_it_goes.missing_scans) == (StepKind.NOTICE, ())
    gone, _ = after(looking, on.CameraWentAway())
    assert isinstance(gone, AtStep)
    assert gone.mood == Troubled(Trouble.CAMERA_GONE)


def test_a_scan_in_place_of_a_signature_is_the_one_that_counts_and_the_other_way_round() -> None:
    signed, _ = after(asked(*READ, can_scan=True), *SIGNED, on.BackPressed())
    scanned, _ = after(
        signed, AuthorityChosen(AuthorityWay.SCAN), on.ScanPressed("power"), on.PageWasScanned("power", PAGE)
    )
    assert isinstance(scanned, AtStep)
    assert dict(scanned.draft.scans) == {"power": b"jpeg"}
    again, _ = after(scanned, on.BackPressed(), *SIGNED)
    assert isinstance(again, AtStep)
    assert dict(again.draft.scans) == {"power": PDF}


# ---------------------------------------------------------------- the end, and every way out

EVERYWHERE = (
    (),
    ASKED,
    (*ASKED, on.CardWasRead(PICTURED, TODAY)),
    READ,
    (*READ, SIGN),
    (*READ, *SIGNED[:3]),
    (*READ, *SIGNED[:5]),
    (*READ, *SIGNED),
)


@pytest.mark.parametrize("so_far", EVERYWHERE, ids=len)
@pytest.mark.parametrize("out", [on.ExitPressed(), on.TimeRanOut()])
def test_every_way_out_forgets_both_people_and_waits_for_a_card_that_lies_there(
    so_far: tuple[on.Event, ...], out: on.Event
) -> None:
    state = asked(*so_far)
    lying, commands = after(replace(state, card_in_reader=True), out)
    assert isinstance(lying, TakingThings)
    two = state.draft.agency is not None and state.draft.agency.is_read
    assert (lying.two_cards, lying.case_id) == (two, "")
    assert do.StopEverything() in commands
    home, commands = after(replace(state, card_in_reader=False), out)
    assert (home, commands) == (AtHome(), [do.StopEverything()])
    late = (MATCHED, PowerWasWritten(PDF), on.CardWasRead(PICTURED, TODAY), on.PageWasScanned("power", PAGE))
    assert after(home, *late) == (home, [])


def test_nothing_is_kept_on_the_disk_of_a_sitting_at_the_glass() -> None:
    _, commands = after(asked(), *READ, *SIGNED)
    assert not [each for each in commands if isinstance(each, do.KeepDraft)]


def finished(state: State) -> Finished:
    way = (on.ConsentGiven(), on.FormFilled({"first_field": "甲"}), on.LicencesCame(()), on.NextPressed())
    end = (on.SignatureGiven(b"png"), on.CaseWasSaved(CASE), on.CentreTookTooLong(CASE.id), on.ReceiptPrinted())
    done, _ = after(state, *way, *end)
    assert isinstance(done, Finished)
    return done


def test_the_last_page_says_who_acted_for_whom_and_minds_both_cards() -> None:
    signed, _ = after(asked(*READ), *SIGNED)
    done = finished(signed)
    assert (done.masked_agent, done.masked_name, done.two_cards) == ("张*三", "王*国", True)
    leaving, _ = after(replace(done, card_in_reader=True), on.NextPressed())
    assert isinstance(leaving, TakingThings)
    assert leaving.two_cards
    what = replace(allowing(), materials=(promising(POWER), Material("other", T, MaterialSource.SIGNATURE, "s", JPEG)))
    later = asked(*ASKED, AgencyFilled(TYPED), AuthorityChosen(AuthorityWay.LATER), what=what)
    assert not finished(later).two_cards
