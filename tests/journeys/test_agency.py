"""Somebody acts for another: who is read, who is asked, what is fetched and scanned, and every wrong way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.agency import NAME, NUMBER, REASON, RELATION, Agency
from app.domain.person import IdentityCard
from app.domain.ports import ELicence
from app.domain.service_item import AgencyTerms, Material, MaterialSource, ServiceItem, StepKind
from app.domain.vision_ports import FaceVerdict, FlattenedPage
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.agency_events import AgencyChosen, AgencyFilled, AgencyTyped
from app.journeys.draft import Draft
from app.journeys.screens import Screen, screen_of
from app.journeys.states import Asking, AtHome, AtStep, Finished, State, Trouble, Troubled
from app.journeys.table import step
from tests.journeys.items import CARD, CASE, T, item

TODAY = date(2026, 11, 26)
PRINCIPAL = IdentityCard(
    "resident",
    "王建国",
    "330782195503020022",
    "2",
    date(1955, 3, 2),
    date(2020, 1, 1),
    None,
    address="云溪镇柳叶路 18 号",
)
CHILD = "330782201901012341"
ANSWERS = {RELATION: "child", REASON: "age_or_illness"}
TYPED = {NAME: "王建国", NUMBER: PRINCIPAL.id_number, **ANSWERS}
JPEG = ("image/jpeg", "application/pdf")
POWER = Material("power", T, MaterialSource.AGENT, "power", JPEG)
GUARDIANSHIP = Material("guardianship", T, MaterialSource.AGENT, "guardianship", JPEG)
LICENCE = Material("licence", T, MaterialSource.E_LICENCE, "licence", JPEG)
TERMS = AgencyTerms(("parent", "child", "guardian"), ("age_or_illness", "minor"), "power", "guardianship")
STEPS = (
    StepKind.IDENTIFY,
    StepKind.FACE_CHECK,
    StepKind.NOTICE,
    StepKind.FORM,
    StepKind.MATERIALS,
    StepKind.REVIEW,
    StepKind.SIGNATURE,
    StepKind.SUBMIT,
    StepKind.PAPER,
    StepKind.TAKE_AWAY,
)
PAGE = FlattenedPage(b"jpeg", None, "", passed=True)
FOUND = ELicence("licence", "证照", "1", "application/pdf", b"pdf")


def allowing(**changed: object) -> ServiceItem:
    plain = replace(item(*STEPS, fee=0), photo_rules=None, applicants=("person", "agent"))
    return replace(plain, materials=(LICENCE, POWER, GUARDIANSHIP), agency=replace(TERMS, **changed))  # type: ignore[arg-type]


def after(state: State, *events: on.Event) -> tuple[State, list[do.Command]]:
    commands: list[do.Command] = []
    for event in events:
        state, more = step(state, event)
        commands += more
    return state, commands


def chosen(what: ServiceItem, *events: on.Event, online: bool = True) -> AtStep:
    begun = on.ItemChosen(what, CASE.id, online=online, can_scan=True, at_desk=True)
    state, _ = after(AtHome(), begun, *events)
    assert isinstance(state, AtStep)
    return state


def asked(what: ServiceItem | None = None, *events: on.Event, online: bool = True) -> AtStep:
    """The agent was read and recognised; now the principal is asked for."""
    way = (AgencyChosen(True), on.CardWasRead(CARD, TODAY), on.Lingered(0))
    return chosen(
        what or allowing(), *way, on.FaceWasChecked(FaceVerdict(True, 0.4)), on.Lingered(1), *events, online=online
    )


def at_materials(*events: on.Event, online: bool = True) -> tuple[AtStep, list[do.Command]]:
    way = (on.ConsentGiven(), on.FormFilled({"first_field": "甲"}))
    state = asked(None, *events, online=online)
    there, commands = after(state, *way)
    assert isinstance(there, AtStep)
    assert there.step is StepKind.MATERIALS
    return there, commands


# ---------------------------------------------------------------- choosing


def test_the_step_for_the_principal_comes_after_the_agents_face_and_goes_again_with_the_choice() -> None:
    state = chosen(allowing(), AgencyChosen(True))
    assert state.steps[:4] == (StepKind.IDENTIFY, StepKind.FACE_CHECK, StepKind.AGENCY, StepKind.NOTICE)
    again, _ = after(state, AgencyChosen(False))
    assert again == chosen(allowing())


def test_an_item_that_allows_no_agent_takes_none() -> None:
    plain = replace(allowing(), agency=None)
    assert chosen(plain, AgencyChosen(True)) == chosen(plain)


def test_once_a_card_was_read_it_is_too_late_to_choose() -> None:
    read = chosen(allowing(), on.CardWasRead(CARD, TODAY))
    assert after(read, AgencyChosen(True)) == (read, [])


def test_a_card_that_was_not_good_for_the_one_is_looked_at_again_for_the_other() -> None:
    """An agent's card is valid whatever the item takes of its applicants; another kind of card than theirs will do."""
    what = replace(allowing(), card_kinds=("hmt_residence_permit",))
    state = chosen(what, on.CardWasRead(CARD, TODAY))
    assert state.mood == Troubled(Trouble.CARD_KIND_NOT_TAKEN)
    again, commands = after(state, AgencyChosen(True))
    assert do.ReadCard() in commands
    assert isinstance(again, AtStep)
    read, _ = after(again, on.CardWasRead(CARD, TODAY))
    assert isinstance(read, AtStep)
    assert read.draft.present == CARD
    assert read.draft.card is None


# ---------------------------------------------------------------- the agent


@pytest.mark.parametrize(
    ("changed", "trouble"),
    [
        ({"birth_date": date(2008, 11, 27)}, Trouble.AGENT_TOO_YOUNG),
        ({"valid_to": date(2026, 11, 25)}, Trouble.CARD_EXPIRED),
    ],
)
@pytest.mark.parametrize("lenient", [False, True])
def test_an_agent_is_grown_up_and_has_a_card_that_is_valid(
    changed: dict[str, date], trouble: Trouble, lenient: bool
) -> None:
    what = replace(allowing(), takes_expired_card=lenient)
    state = chosen(what, AgencyChosen(True), on.CardWasRead(replace(CARD, **changed), TODAY))  # type: ignore[arg-type]
    assert state.mood == Troubled(trouble)
    assert state.draft.present is None


def test_who_becomes_eighteen_today_may_act() -> None:
    state = chosen(allowing(), AgencyChosen(True), on.CardWasRead(replace(CARD, birth_date=date(2008, 11, 26)), TODAY))
    assert state.draft.present is not None


def test_the_face_is_compared_with_the_agents_card() -> None:
    state = chosen(allowing(), AgencyChosen(True), on.CardWasRead(CARD, TODAY))
    _, commands = after(state, on.Lingered(0))
    assert commands[0] == do.CheckFace(CARD.portrait or b"")


# ---------------------------------------------------------------- the principal


def test_the_agents_own_card_that_still_lies_there_is_not_read_again() -> None:
    state = chosen(allowing(), AgencyChosen(True), on.CardWasRead(CARD, TODAY), on.Lingered(0))
    state, commands = after(state, on.FaceWasChecked(FaceVerdict(True, 0.4)), on.Lingered(1))  # type: ignore[assignment]
    assert screen_of(state) is Screen.AGENCY
    assert do.ReadCard(another=True) in commands
    assert do.ReadCard() not in commands


def test_the_principals_card_is_read_and_only_what_it_does_not_say_is_asked() -> None:
    state, commands = after(asked(), on.CardWasRead(PRINCIPAL, TODAY), AgencyFilled(ANSWERS))
    assert isinstance(state, AtStep)
    assert (state.step, state.draft.card, state.draft.present) == (StepKind.NOTICE, PRINCIPAL, CARD)
    assert state.draft.agency == Agency(CARD, TODAY, ANSWERS, is_read=True)
    assert do.WatchCard() in commands


def test_a_number_and_a_name_stand_in_for_the_card() -> None:
    state, _ = after(asked(), AgencyFilled(TYPED))
    assert isinstance(state, AtStep)
    card = state.draft.card
    assert card is not None
    assert (state.step, card.id_number, card.address) == (StepKind.NOTICE, PRINCIPAL.id_number, "")
    assert state.draft.agency is not None
    assert not state.draft.agency.is_read


@pytest.mark.parametrize(
    "answers",
    [
        {**TYPED, NUMBER: PRINCIPAL.id_number[:-1] + "3"},
        {**TYPED, NUMBER: CARD.id_number},
        {**TYPED, NUMBER: CHILD},
        {**TYPED, NAME: " "},
        {**TYPED, RELATION: "neighbour"},
        {**TYPED, REASON: ""},
        ANSWERS,
        {},
    ],
)
def test_what_does_not_hold_leads_no_further_and_is_kept(answers: dict[str, str]) -> None:
    state, commands = after(asked(), AgencyFilled(answers))
    assert isinstance(state, AtStep)
    assert state.step is StepKind.AGENCY
    assert state.draft.card is None
    assert bool([each for each in commands if isinstance(each, do.KeepDraft)]) == bool(answers)


@pytest.mark.parametrize(
    ("card", "trouble"),
    [
        (CARD, Trouble.SAME_PERSON),
        (replace(PRINCIPAL, valid_to=date(2026, 11, 25)), Trouble.CARD_EXPIRED),
        (replace(PRINCIPAL, kind="hmt_residence_permit"), Trouble.CARD_KIND_NOT_TAKEN),
    ],
)
def test_a_card_that_cannot_be_the_principals_is_a_trouble_after_which_another_is_read(
    card: IdentityCard, trouble: Trouble
) -> None:
    state, _ = after(asked(), on.CardWasRead(card, TODAY))
    assert isinstance(state, AtStep)
    assert (state.mood, state.draft.card) == (Troubled(trouble), None)
    again, commands = after(state, on.TryAgainPressed())
    assert isinstance(again, AtStep)
    assert (again.mood, commands[0]) == (Asking(), do.ReadCard(another=True))


def test_the_principals_card_that_was_not_read_is_read_again_where_it_lies() -> None:
    state, commands = after(asked(), on.CardWasUnreadable(), on.TryAgainPressed())
    assert isinstance(state, AtStep)
    assert (state.mood, state.failures, state.card_in_reader) == (Asking(), 1, False)
    assert commands == [do.WatchCard(), do.ReadCard()]


def test_an_item_may_want_the_principals_card_itself() -> None:
    strict = allowing(principal_card=True)
    state, _ = after(asked(strict), AgencyFilled(TYPED))
    assert isinstance(state, AtStep)
    assert state.step is StepKind.AGENCY
    read, _ = after(state, on.CardWasRead(PRINCIPAL, TODAY), AgencyFilled(ANSWERS))
    assert screen_of(read) is Screen.NOTICE


def test_a_reader_that_goes_away_leaves_the_number() -> None:
    state, commands = after(asked(), on.ReaderWentAway(), on.ReaderIsThere())
    assert commands[-1] == do.ReadCard(another=True)
    gone, _ = after(asked(), on.ReaderWentAway(), AgencyFilled(TYPED))
    assert screen_of(gone) is Screen.NOTICE
    assert isinstance(state, AtStep)
    assert state.mood == Asking()


def test_a_child_is_acted_for_by_a_parent_with_the_proof_of_guardianship() -> None:
    state, _ = after(asked(), AgencyFilled({**TYPED, NUMBER: CHILD, RELATION: "parent", REASON: "minor"}))
    assert isinstance(state, AtStep)
    assert (state.step, state.paper) == (StepKind.NOTICE, "guardianship")
    assert asked(None, AgencyFilled(TYPED)).paper == "power"


def test_what_was_filled_in_for_one_principal_does_not_become_anothers() -> None:
    filled, _ = after(asked(), AgencyFilled(TYPED), on.ConsentGiven(), on.FormTyped({"first_field": "甲"}))
    back, _ = after(filled, on.BackPressed(), on.BackPressed())
    assert screen_of(back) is Screen.AGENCY
    same, _ = after(back, AgencyFilled(TYPED))
    assert isinstance(same, AtStep)
    assert same.draft.form == {"first_field": "甲"}
    another = {**TYPED, NUMBER: CHILD, RELATION: "parent"}
    other, _ = after(back, AgencyFilled(another))
    assert isinstance(other, AtStep)
    assert (dict(other.draft.form), other.draft.consented, other.draft.present) == ({}, False, CARD)


# ---------------------------------------------------------------- materials


def test_nothing_of_the_principal_is_fetched_before_the_power_of_attorney_lies_in_the_case() -> None:
    state, commands = at_materials(on.CardWasRead(PRINCIPAL, TODAY), AgencyFilled(ANSWERS))
    assert not [each for each in commands if isinstance(each, do.FetchLicences)]
    assert [each.code for each in state.missing_scans] == ["power"]
    scanned, more = after(state, on.ScanPressed("power"), on.PageWasScanned("power", PAGE))
    assert more[-2] == do.FetchLicences(("licence",), PRINCIPAL)  # for the principal; the last one keeps the draft
    found, _ = after(scanned, on.LicencesCame((FOUND,)), on.NextPressed())
    assert screen_of(found) is Screen.REVIEW


def test_a_number_that_was_typed_opens_nobodys_papers() -> None:
    state, commands = at_materials(AgencyFilled(TYPED))
    _, more = after(state, on.ScanPressed("power"), on.PageWasScanned("power", PAGE), on.NextPressed())
    assert not [each for each in (*commands, *more) if isinstance(each, do.FetchLicences)]


def test_what_is_not_fetched_may_be_scanned_and_only_then() -> None:
    state, _ = at_materials(AgencyFilled(TYPED))
    scanned, _ = after(state, on.ScanPressed("licence"), on.PageWasScanned("licence", PAGE))
    assert isinstance(scanned, AtStep)
    assert scanned.draft.scans == {"licence": b"jpeg"}
    handed_over, _ = at_materials(on.CardWasRead(PRINCIPAL, TODAY), AgencyFilled(ANSWERS))
    assert not handed_over.may_be_scanned("licence")
    assert not state.may_be_scanned("guardianship")
    assert state.may_be_scanned("power")


def test_without_a_line_the_power_of_attorney_is_wanted_all_the_same() -> None:
    state, _ = at_materials(AgencyFilled(TYPED), online=False)
    held, _ = after(state, on.NextPressed())
    assert screen_of(held) is Screen.MATERIALS
    gone, _ = after(state, on.ScanPressed("power"), on.PageWasScanned("power", PAGE), on.NextPressed())
    assert screen_of(gone) is Screen.REVIEW


def test_whoever_comes_in_person_is_asked_for_no_power_of_attorney() -> None:
    state = chosen(allowing(), on.CardWasRead(CARD, TODAY), on.Lingered(0), on.FaceWasChecked(FaceVerdict(True, 0.4)))
    there, _ = after(
        state, on.Lingered(1), on.ConsentGiven(), on.FormFilled({"first_field": "甲"}), on.LicencesCame(())
    )
    assert isinstance(there, AtStep)
    assert (there.step, there.missing_scans) == (StepKind.MATERIALS, ())
    assert not there.may_be_scanned("power")
    assert there.may_be_scanned("licence")  # none was found: the paper is looked at instead


# ---------------------------------------------------------------- to the end


def test_the_receipt_names_both_masked() -> None:
    state, _ = at_materials(AgencyFilled(TYPED), online=False)
    events = (on.ScanPressed("power"), on.PageWasScanned("power", PAGE), on.NextPressed(), on.SignatureGiven(b"png"))
    done, commands = after(state, *events, on.CaseWasSaved(CASE), on.CentreTookTooLong(CASE.id), on.ReceiptPrinted())
    [receipt] = [each for each in commands if isinstance(each, do.PrintReceipt)]
    assert (receipt.masked_name, receipt.masked_agent) == ("王*国", "张*三")
    assert isinstance(done, Finished)
    assert done.by_agent


@pytest.mark.parametrize(
    ("draft", "place"),
    [
        (Draft(CASE.id, agency=Agency(CARD, TODAY)), StepKind.AGENCY),
        (Draft(CASE.id, PRINCIPAL, agency=Agency(CARD, TODAY, ANSWERS, is_read=True)), StepKind.AGENCY),
        (Draft(CASE.id, PRINCIPAL, consented=True, agency=Agency(CARD, TODAY, ANSWERS, is_read=True)), StepKind.FORM),
    ],
)
def test_a_case_that_was_interrupted_goes_on_where_it_was(draft: Draft, place: StepKind) -> None:
    state, _ = after(AtHome(), on.DraftResumed(allowing(), draft, online=True, can_scan=True))
    assert isinstance(state, AtStep)
    assert (state.step, state.draft) == (place, draft)
    assert state.steps.count(StepKind.AGENCY) == 1


def test_every_answer_about_the_principal_is_kept_at_a_desk() -> None:
    typed = AgencyTyped({NAME: "王建国"})
    state, commands = after(asked(), typed, typed)
    assert isinstance(state, AtStep)
    kept = [each for each in commands if isinstance(each, do.KeepDraft)]
    assert [each.draft.agency.told for each in kept if each.draft.agency] == [{NAME: "王建国"}]


def test_an_event_about_agents_means_nothing_where_nobody_acts_for_another() -> None:
    for state in (AtHome(), chosen(allowing(), on.CardWasRead(CARD, TODAY), on.Lingered(0))):
        assert after(state, AgencyTyped(TYPED), AgencyFilled(TYPED), AgencyChosen(True)) == (state, [])


HELD = Draft("case-2", PRINCIPAL, "matched", consented=True, form={"first_field": "甲"}, held=True)
OTHER_AGENT = replace(CARD, id_number="330782198803150027")


@pytest.mark.parametrize(
    "held",
    [
        HELD,
        replace(HELD, agency=Agency(OTHER_AGENT, TODAY, ANSWERS, is_read=True)),
        replace(HELD, card=CARD),
    ],
)
def test_an_agent_takes_up_only_what_they_themselves_began_for_this_person(held: Draft) -> None:
    """Who came alone signed for themselves, and another agent is not here: a number that was typed opens neither."""
    state = asked(None, AgencyFilled(TYPED))
    assert after(state, on.DraftResumed(allowing(), held, online=True)) == (state, [])
    own = replace(HELD, agency=Agency(CARD, TODAY, TYPED))
    taken_up, _ = after(state, on.DraftResumed(allowing(), own, online=True))
    assert isinstance(taken_up, AtStep)
    assert taken_up.draft == own


def test_who_comes_in_person_does_not_go_on_as_somebody_elses_principal() -> None:
    state = chosen(allowing(), on.CardWasRead(PRINCIPAL, TODAY), on.Lingered(0))
    by_agent = replace(HELD, agency=Agency(CARD, TODAY, ANSWERS, is_read=True))
    assert after(state, on.DraftResumed(allowing(), by_agent, online=True)) == (state, [])
