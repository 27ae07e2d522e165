"""全程录像: when a film begins, what it says when it breaks, and that it is whole before the case is saved."""

from __future__ import annotations

from dataclasses import replace

from app.domain.service_item import Material, MaterialSource, ServiceItem, StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.filming import is_filmed
from app.journeys.states import AtHome, AtStep, Film, Passed, State, Trouble, Troubled
from app.journeys.station_events import StationCloses
from app.journeys.table import step
from app.journeys.things import Closure
from tests.journeys.items import CARD, T, item

FILM = Material("film", T, MaterialSource.RECORDING, "video", ("video/mp2t",))


def filmed_item() -> ServiceItem:
    plain = item(
        StepKind.IDENTIFY,
        StepKind.NOTICE,
        StepKind.FORM,
        StepKind.PHOTO,
        StepKind.REVIEW,
        StepKind.SIGNATURE,
        StepKind.SUBMIT,
    )
    return replace(plain, materials=(FILM,))


def at(kind: StepKind, *, consented: bool = True, film: Film = Film.ON) -> AtStep:
    asked = filmed_item()
    draft = Draft("case-1", CARD, "matched", consented=consented, form={"first_field": "一", "second_field": "二"})
    return AtStep(asked, asked.steps, asked.steps.index(kind), draft, at_desk=True, film=film)


def after(state: State, *events: on.Event) -> tuple[State, list[do.Command]]:
    commands: list[do.Command] = []
    for event in events:
        state, more = step(state, event)
        commands += more
    return state, commands


def test_the_film_begins_with_the_consent_and_not_before() -> None:
    asked = at(StepKind.NOTICE, consented=False, film=Film.OFF)
    assert not is_filmed(asked)
    agreed, commands = after(asked, on.ConsentGiven())
    assert isinstance(agreed, AtStep)
    assert agreed.film is Film.WANTED
    assert do.BeginFilm("case-1") in commands
    runs, _ = after(agreed, on.FilmBegan())
    assert isinstance(runs, AtStep)
    assert runs.film is Film.ON


def test_an_item_without_a_film_is_never_filmed() -> None:
    plain = replace(filmed_item(), materials=())
    asked = replace(at(StepKind.NOTICE, consented=False, film=Film.OFF), item=plain)
    _, commands = after(asked, on.ConsentGiven())
    assert not any(isinstance(each, do.BeginFilm) for each in commands)


def test_going_from_step_to_step_begins_no_second_film() -> None:
    _, commands = after(at(StepKind.FORM), on.FormFilled({"first_field": "一"}), on.BackPressed())
    assert not any(isinstance(each, do.BeginFilm | do.EndFilm) for each in commands)


def test_the_signature_ends_the_film_before_the_case_is_saved() -> None:
    signed, commands = after(at(StepKind.REVIEW), on.SignatureGiven(b"png"))
    assert isinstance(signed, AtStep)
    assert (signed.step, signed.film) == (StepKind.SUBMIT, Film.OFF)
    order = [type(each) for each in commands]
    assert order.index(do.EndFilm) < order.index(do.SaveCase)


def test_whoever_leaves_is_not_filmed_any_more() -> None:
    for event in (on.ExitPressed(), StationCloses(Closure.DOOR_OPEN)):
        left, commands = after(at(StepKind.PHOTO), event)
        assert not isinstance(left, AtStep)
        assert do.EndFilm() in commands


def test_a_film_that_broke_stands_in_the_way_until_it_goes_on() -> None:
    broke, _ = after(at(StepKind.PHOTO), on.FilmBroke())
    assert isinstance(broke, AtStep)
    assert broke.mood == Troubled(Trouble.FILM_BROKE)
    assert broke.film is Film.BROKEN
    assert after(broke, on.NextPressed())[0] == broke
    again, commands = after(broke, on.TryAgainPressed())
    assert isinstance(again, AtStep)
    assert again.film is Film.WANTED
    assert do.BeginFilm("case-1") in commands


def test_what_was_photographed_is_still_there_when_the_film_goes_on() -> None:
    photographed = replace(at(StepKind.PHOTO), mood=Passed())
    photographed = replace(photographed, draft=replace(photographed.draft, photo=b"jpeg"))
    again, _ = after(photographed, on.FilmBroke(), on.TryAgainPressed())
    assert isinstance(again, AtStep)
    assert again.draft.photo == b"jpeg"
    assert isinstance(again.mood, Passed)


def test_late_words_of_a_film_change_nothing() -> None:
    over = at(StepKind.SUBMIT, film=Film.OFF)
    assert after(over, on.FilmBroke()) == (over, [])
    assert after(AtHome(), on.FilmBegan()) == (AtHome(), [])


def test_a_draft_that_goes_on_is_filmed_on() -> None:
    kept = at(StepKind.FORM).draft
    resumed, commands = after(AtHome(), on.DraftResumed(filmed_item(), kept, online=True))
    assert isinstance(resumed, AtStep)
    assert resumed.film is Film.WANTED
    assert do.BeginFilm("case-1") in commands


def test_whoever_goes_on_after_a_film_broke_is_filmed_again() -> None:
    """The form shows no trouble: leaving it, or going back, begins the film again."""
    for event in (on.FormFilled({"first_field": "一"}), on.BackPressed()):
        start = at(StepKind.FORM) if isinstance(event, on.FormFilled) else at(StepKind.PHOTO)
        broke, _ = after(start, on.FilmBroke())
        gone_on, commands = after(broke, event)
        assert isinstance(gone_on, AtStep)
        assert gone_on.index != start.index
        assert gone_on.film is Film.WANTED
        assert do.BeginFilm("case-1") in commands


def test_a_signature_without_a_film_is_not_taken() -> None:
    broke, _ = after(at(StepKind.REVIEW), on.FilmBroke())
    signed, commands = after(broke, on.SignatureGiven(b"png"))
    assert isinstance(signed, AtStep)
    assert (signed.step, signed.draft.signature, commands) == (StepKind.REVIEW, None, [])
    assert signed.mood == Troubled(Trouble.FILM_BROKE)
    filmed, _ = after(signed, on.TryAgainPressed(), on.FilmBegan())
    _, commands = after(filmed, on.SignatureGiven(b"png"))
    assert any(isinstance(each, do.SaveCase) for each in commands)


def test_whoever_leaves_while_the_film_is_broken_may_leave() -> None:
    broke, _ = after(at(StepKind.REVIEW), on.FilmBroke())
    assert isinstance(after(broke, on.ExitPressed())[0], AtHome)


def test_a_case_taken_up_in_place_of_another_gets_its_own_film() -> None:
    held = replace(at(StepKind.FORM).draft, case_id="case-2", held=True)
    taken_up, commands = after(at(StepKind.FORM), on.DraftResumed(filmed_item(), held, online=True))
    assert isinstance(taken_up, AtStep)
    assert taken_up.film is Film.WANTED
    order = [each for each in commands if isinstance(each, do.EndFilm | do.BeginFilm | do.ForgetDraft)]
    assert order == [do.EndFilm(), do.BeginFilm("case-2"), do.ForgetDraft("case-1")]
