"""Pictures, pages and signatures of a form before the camera, and what stays of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.domain.service_item import StepKind
from app.domain.vision_ports import FlattenedPage
from app.journeys import events as on
from app.journeys.commands import Command, KeepDraft, ScanPage, StopCamera
from app.journeys.draft import Draft
from app.journeys.states import Asking, AtStep, State
from app.journeys.table import step
from app.journeys.taking import NOT_TAKING, Taking
from app.journeys.taking_commands import ShowCamera, TakePicture
from app.journeys.taking_events import (
    FieldSigned,
    PictureDropped,
    PictureWasTaken,
    TakingBegan,
    TakingPressed,
    TakingStopped,
)
from tests.form_catalogue import EVERY_THING, GIVEN, RECORD
from tests.journeys.items import CARD

PAGES = [each.name for each in EVERY_THING.form]
GOOD = FlattenedPage(b"page", ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)), "", passed=True)
CROOKED = FlattenedPage(b"page", None, "把纸放正", passed=False)


def at_page(name: str, form: Mapping[str, str] | None = None, *, can_scan: bool = False) -> AtStep:
    index = EVERY_THING.steps.index(StepKind.FORM)
    draft = Draft("case-1", CARD, consented=True, form=form or {}, record=RECORD)
    return AtStep(EVERY_THING, EVERY_THING.steps, index, draft, Asking(), page=PAGES.index(name), can_scan=can_scan)


def walked(state: AtStep, *events: on.Event) -> tuple[AtStep, list[Command]]:
    said: list[Command] = []
    after: State = state
    for event in events:
        after, commands = step(after, event)
        said += commands
    assert isinstance(after, AtStep)
    return after, said


LEAVING = (on.PageFilled({}), on.BackPressed(), on.ExitPressed(), on.TimeRanOut())
TAKEN = (TakingBegan("picture"), TakingPressed(), PictureWasTaken(b"jpeg"))


def test_a_picture_is_looked_at_taken_and_kept_and_the_camera_stops() -> None:
    after, said = walked(at_page("picture"), *TAKEN)
    assert (after.draft.taken, after.draft.form) == ({"picture": (b"jpeg",)}, {"picture": "taken"})
    assert said == [ShowCamera(), TakePicture(), StopCamera()]
    assert after.taking is NOT_TAKING


def test_taken_again_it_takes_the_place_of_the_one_before() -> None:
    after, _ = walked(at_page("picture"), *TAKEN, *TAKEN[:2], PictureWasTaken(b"better"))
    assert after.draft.taken == {"picture": (b"better",)}


def test_who_looks_and_takes_none_keeps_what_was_there() -> None:
    after, said = walked(at_page("picture"), *TAKEN, TakingBegan("picture"), TakingStopped())
    assert after.draft.taken == {"picture": (b"jpeg",)}
    assert said[-2:] == [ShowCamera(), StopCamera()]


def test_pages_come_one_behind_the_other_up_to_the_most() -> None:
    state = at_page("pages", can_scan=True)
    for _ in range(7):
        state, _ = walked(state, TakingBegan("pages"), on.PageWasScanned("pages", GOOD))
    assert (len(state.draft.taken["pages"]), state.draft.form["pages"]) == (5, "5")
    fewer, _ = walked(state, PictureDropped("pages", 1))
    assert (len(fewer.draft.taken["pages"]), fewer.draft.form["pages"]) == (4, "4")


def test_the_last_page_taken_away_is_no_answer() -> None:
    state, _ = walked(at_page("pages", can_scan=True), TakingBegan("pages"), on.PageWasScanned("pages", GOOD))
    assert walked(state, PictureDropped("pages", 0))[0].draft.form["pages"] == ""
    assert walked(state, PictureDropped("pages", 9))[0].draft.form["pages"] == "1"


def test_a_page_that_lies_badly_is_not_kept_and_says_why() -> None:
    after, said = walked(at_page("pages", can_scan=True), TakingBegan("pages"), on.PageWasScanned("pages", CROOKED))
    assert said == [ScanPage("pages")]
    assert (after.draft.taken, after.taking) == ({}, Taking("pages", advice="把纸放正"))


def test_without_a_document_camera_the_camera_takes_the_pages() -> None:
    after, said = walked(at_page("pages"), TakingBegan("pages"), TakingPressed(), PictureWasTaken(b"page"))
    assert said == [ShowCamera(), TakePicture(), StopCamera()]
    assert after.draft.form["pages"] == "1"


def test_a_document_camera_that_does_not_answer_is_stood_in_for_by_the_camera() -> None:
    state, _ = walked(at_page("pages", can_scan=True), TakingBegan("pages"), on.CameraWentAway())
    assert state.taking == Taking("pages", failed=True)
    after, said = walked(state, TakingBegan("pages"))
    assert (said, after.taking) == ([ShowCamera()], Taking("pages", live=True))


def test_a_camera_that_goes_away_is_told_at_its_field_and_does_not_end_the_form() -> None:
    after, said = walked(at_page("picture"), TakingBegan("picture"), TakingPressed(), on.CameraWentAway())
    assert (after.taking, after.mood) == (Taking("picture", failed=True), Asking())
    assert said[-1] == StopCamera()
    assert walked(after, PictureWasTaken(b"late"))[0].draft.taken == {}


@pytest.mark.parametrize("event", LEAVING, ids=lambda each: type(each).__name__)
def test_the_camera_does_not_outlive_its_page(event: on.Event) -> None:
    looking, _ = walked(at_page("picture"), TakingBegan("picture"))
    after, commands = step(looking, event)
    assert StopCamera() in commands
    assert not isinstance(after, AtStep) or after.taking is NOT_TAKING


def test_two_cameras_are_never_wanted_at_once() -> None:
    after, said = walked(at_page("picture"), TakingBegan("picture"), TakingBegan("pages"), TakingBegan("picture"))
    assert (said, after.taking.field) == ([ShowCamera()], "picture")


@pytest.mark.parametrize("name", ["family", "witness", "nothing"])
def test_what_is_no_picture_is_not_photographed(name: str) -> None:
    assert walked(at_page("picture"), TakingBegan(name))[1] == []


def test_a_witness_signs_and_signs_again() -> None:
    after, _ = walked(at_page("witness"), FieldSigned("witness", b"first"), FieldSigned("witness", b"second"))
    assert (after.draft.taken, after.draft.form) == ({"witness": (b"second",)}, {"witness": "taken"})
    assert walked(at_page("witness"), FieldSigned("picture", b"png"))[0].draft.taken == {}


def test_who_leaves_a_change_at_the_review_has_what_was_there_before() -> None:
    """Also a page that was taken away meanwhile: the answer would speak of a file that is gone."""
    filled = at_page("pages", GIVEN)
    filled = replace(filled, draft=replace(filled.draft, taken={"pages": (b"1", b"2")}))
    review = replace(filled, index=EVERY_THING.steps.index(StepKind.REVIEW), page=0)
    after, _ = walked(review, on.EditPressed("pages"), PictureDropped("pages", 0), on.BackPressed())
    assert after.step is StepKind.REVIEW
    assert (after.draft.taken, after.draft.form) == ({"pages": (b"1", b"2")}, GIVEN)


def test_at_a_desk_each_picture_is_kept_as_it_is_taken() -> None:
    """A power cut takes none of it."""
    _, said = walked(replace(at_page("picture"), at_desk=True), *TAKEN)
    kept = [each for each in said if isinstance(each, KeepDraft)]
    assert kept[-1].draft.taken == {"picture": (b"jpeg",)}
    assert kept[-1].draft.form == {"picture": "taken"}
