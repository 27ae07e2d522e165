"""Papers under the document camera of a self-service terminal: what is laid there, and what goes on without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.case import CaseStatus
from app.domain.following import FollowedCase
from app.domain.ports import ELicence
from app.domain.service_item import Material, MaterialSource, StepKind
from app.domain.vision_ports import FlattenedPage
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.screens import Screen, screen_of
from app.journeys.states import AtStep, Correcting, LookingUp, Passed, Trouble, Troubled
from app.journeys.table import step
from tests.journeys.items import CARD, T, item

JPEG = ("image/jpeg",)
BANK = Material("bank", T, MaterialSource.SCAN, "bank", JPEG, later=True)
LEASE = Material("lease", T, MaterialSource.SCAN, "lease", JPEG)
BOOK = Material("book", T, MaterialSource.E_LICENCE, "book", JPEG)
FILED = Material("filed", T, MaterialSource.E_LICENCE, "filed", ("application/pdf",))
ITEM = replace(item(), materials=(BANK, LEASE, BOOK, FILED))
PAGE = FlattenedPage(b"jpeg", None, "", passed=True)
BLURRED = FlattenedPage(b"jpeg", None, "没拍清楚，别动再拍一次", passed=False)


def at_glass(**changed: object) -> AtStep:
    draft = Draft("case-1", CARD, "matched", consented=True, form={"first_field": "卡"})
    state = AtStep(ITEM, ITEM.steps, ITEM.steps.index(StepKind.MATERIALS), draft, Passed(), can_scan=True)
    return replace(state, **changed)  # type: ignore[arg-type]


def after(state: AtStep, *events: on.Event) -> tuple[AtStep, list[do.Command]]:
    commands: list[do.Command] = []
    for event in events:
        there, more = step(state, event)
        assert isinstance(there, AtStep)
        state, commands = there, [*commands, *more]
    return state, commands


def test_whoever_has_a_paper_at_home_goes_on_but_not_without_one_that_must_be_here() -> None:
    assert [each.code for each in at_glass().missing_scans] == ["lease"]
    held, _ = after(at_glass(), on.NextPressed())
    assert screen_of(held) is Screen.MATERIALS
    gone, commands = after(held, on.ScanPressed("lease"), on.PageWasScanned("lease", PAGE), on.NextPressed())
    assert do.ScanPage("lease") in commands
    assert (gone.step, gone.draft.scans) != (StepKind.MATERIALS, {"lease": b"jpeg"})
    assert gone.draft.scans == {"lease": b"jpeg"}


def test_a_licence_that_was_not_found_is_scanned_from_paper_and_one_that_was_is_not() -> None:
    assert at_glass().may_be_scanned("book")
    assert not at_glass().may_be_scanned("filed")  # a picture is not what the office takes
    found = replace(at_glass().draft, licences=(ELicence("book", "户口簿", "1"),))
    assert not at_glass(draft=found).may_be_scanned("book")


def test_what_is_wrong_with_a_picture_is_said_of_the_paper_it_was_taken_of() -> None:
    state, _ = after(at_glass(), on.ScanPressed("bank"), on.PageWasScanned("bank", BLURRED))
    assert (state.looked_at, state.scan_advice, dict(state.draft.scans)) == ("bank", BLURRED.advice, {})
    again, _ = after(state, on.ScanPressed("bank"))
    assert (again.scanning, again.scan_advice) == ("bank", "")


def test_a_camera_that_is_gone_twice_is_done_without() -> None:
    once, _ = after(at_glass(), on.ScanPressed("bank"), on.CameraWentAway())
    assert (once.mood, once.can_scan) == (Troubled(Trouble.CAMERA_GONE, 1), True)
    twice, _ = after(once, on.TryAgainPressed(), on.LicencesCame(()), on.ScanPressed("bank"), on.CameraWentAway())
    assert (twice.mood, twice.can_scan) == (Troubled(Trouble.CAMERA_GONE, 2), False)
    there, _ = after(twice, on.TryAgainPressed(), on.LicencesCame(()))
    assert [each.code for each in there.missing_scans] == ["lease"]
    assert not there.may_be_scanned("bank")


def test_a_clerk_tries_the_camera_again_as_often_as_they_like() -> None:
    desk = at_glass(at_desk=True, failures=3)
    gone, _ = after(desk, on.ScanPressed("bank"), on.CameraWentAway())
    assert gone.can_scan


@pytest.mark.parametrize("changed", [{"at_desk": True}, {"correcting": True}])
def test_a_clerk_and_whoever_brings_what_was_asked_for_scan_it_now(changed: dict[str, bool]) -> None:
    told: dict[str, object] = dict(changed)
    if "correcting" in told:
        case = FollowedCase("c1", "BM01-1", "item", "1", CaseStatus.RETURNED, datetime(2026, 3, 2, tzinfo=UTC))
        told["correcting"] = Correcting(case, (), LookingUp())
    assert [each.code for each in at_glass(**told).missing_scans] == ["bank", "lease"]
    assert not at_glass(**told).may_wait(BANK)
