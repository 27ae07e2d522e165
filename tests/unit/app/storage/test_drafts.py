"""Drafts of the desk: kept whole, replaced in place, forgotten with their pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.case import Submission
from app.domain.drafts import DRAFTS_KEPT, HELD_KEPT, KeptDraft
from app.domain.formats import CHINA
from app.storage import open_store
from app.storage.store import Store
from app.storage.tables import draft_files
from tests.chaos.mortal import Mortal

NOON = datetime(2026, 3, 18, 4, 0, tzinfo=UTC)
PAGE = b"\xff\xd8 a scanned page"
DRAFT = KeptDraft(
    "0192a4c0-0000-7000-8000-000000000001",
    "residents-pension-registration",
    "1.0",
    "form",
    "0042",
    NOON,
    {
        "card": {"name": "王小芳", "id_number": "330702199203072046"},
        "face": "matched",
        "consented": True,
        "form": {"phone": "13905781234"},
    },
    {"scan.bank-card": PAGE},
)

LATER = replace(DRAFT, step="materials", content={**DRAFT.content, "form": {}}, files={"scan.other": b"2"})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path, lambda: NOON) as opened:
        yield opened


def pictures(store: Store) -> int:
    with store.database.reading() as connection:
        return len(connection.execute(select(draft_files)).all())


def test_what_is_kept_comes_back_as_it_was(store: Store) -> None:
    store.drafts.keep(DRAFT)
    assert store.drafts.kept() == [DRAFT]


def test_a_later_state_takes_the_place_of_the_earlier_and_drops_its_pictures(store: Store) -> None:
    store.drafts.keep(DRAFT)
    store.drafts.keep(LATER)
    assert store.drafts.kept() == [LATER]
    assert pictures(store) == 1


def test_nothing_of_a_forgotten_draft_is_left(store: Store) -> None:
    store.drafts.keep(DRAFT)
    store.drafts.forget(DRAFT.case_id)
    assert (store.drafts.kept(), pictures(store)) == ([], 0)


@pytest.mark.parametrize("kept_last", [False, True])
def test_what_became_a_case_is_not_offered_again_whatever_the_power_cut_off(store: Store, kept_last: bool) -> None:
    """Saving the case and forgetting its draft are two acts: taken up again, what is changed would be lost."""
    case = Submission(DRAFT.case_id, DRAFT.item_code, DRAFT.item_version, {})
    if not kept_last:
        store.drafts.keep(DRAFT)
    store.cases.submit(case)
    if kept_last:
        store.drafts.keep(DRAFT)
    assert (store.drafts.kept(), pictures(store)) == ([], 0)


def test_the_newest_stands_first_and_what_is_old_is_forgotten(store: Store) -> None:
    old = replace(DRAFT, case_id="old", kept_at=NOON - DRAFTS_KEPT - timedelta(seconds=1))
    earlier = replace(DRAFT, case_id="earlier", kept_at=NOON - timedelta(hours=1))
    for each in (old, earlier, DRAFT):
        store.drafts.keep(each)
    assert [each.case_id for each in store.drafts.kept()] == [DRAFT.case_id, "earlier"]
    assert pictures(store) == 2


def test_the_ids_alone_leave_out_what_is_old_and_take_its_film_along(store: Store) -> None:
    """A film goes with its draft; what is still kept keeps its own."""
    old = replace(DRAFT, case_id="old", kept_at=NOON - DRAFTS_KEPT - timedelta(seconds=1))
    for each in (old, DRAFT):
        store.drafts.keep(each)
        film = store.recordings.begin(each.case_id)
        film.append(b"a piece")
        film.finish()
    store.recordings.sweep(store.drafts.case_ids())
    assert store.drafts.case_ids() == {DRAFT.case_id}
    assert [each.case_id for each in store.recordings.all()] == [DRAFT.case_id]


def test_no_name_and_no_page_of_it_can_be_read_on_the_disk(store: Store, tmp_path: Path) -> None:
    store.drafts.keep(DRAFT)
    written = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    assert "王小芳".encode() not in written
    assert PAGE not in written


def noon() -> datetime:
    return NOON


def keeping(folder: Path) -> Callable[[], object]:
    store = open_store(folder, noon)
    store.drafts.keep(DRAFT)
    return lambda: store.drafts.keep(LATER)


def test_killed_while_it_is_kept_the_earlier_or_the_later_is_whole(mortal: Mortal, tmp_path: Path) -> None:
    deaths = mortal.deaths(keeping, tmp_path, 20)
    found = []
    for folder in (*deaths.folders, deaths.whole):
        with open_store(folder, noon) as store:
            found += store.drafts.kept()
    assert set(map(_step, found)) == {"form", "materials"}
    assert all(each in (DRAFT, LATER) for each in found)
    assert len(found) == len(deaths.folders) + 1


def _step(draft: KeptDraft) -> str:
    return draft.step


def test_what_was_held_on_purpose_waits_longer_than_what_was_cut_off(tmp_path: Path) -> None:
    held = replace(DRAFT, content={**DRAFT.content, "held": True})
    cut_off = replace(LATER, case_id="0192a4c0-0000-7000-8000-000000000002")
    with open_store(tmp_path, lambda: NOON) as first:
        first.drafts.keep(held)
        first.drafts.keep(cut_off)
    with open_store(tmp_path, lambda: NOON + DRAFTS_KEPT + timedelta(seconds=1)) as later:
        assert [each.case_id for each in later.drafts.kept()] == [held.case_id]
    promised = datetime.combine((NOON + HELD_KEPT).date(), time(23, 59, 59), CHINA)
    with open_store(tmp_path, lambda: promised) as on_the_last_evening:
        assert len(on_the_last_evening.drafts.kept()) == 1, "the notice names this day"
    with open_store(tmp_path, lambda: promised + timedelta(seconds=1)) as much_later:
        assert much_later.drafts.kept() == []


def test_that_it_was_held_is_in_the_trail_once(store: Store) -> None:
    held = replace(DRAFT, content={**DRAFT.content, "held": True})
    for each in (DRAFT, held, replace(held, step="review")):
        store.drafts.keep(each)
    told = [json.loads(each)["fields"] for each in store.audit.newest(9) if b"case.held" in each]
    assert told == [{"case_id": DRAFT.case_id, "operator": "0042"}]
