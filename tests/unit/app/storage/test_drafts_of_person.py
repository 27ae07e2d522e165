"""Drafts of one person: told with all that belongs to them, to each what is theirs, and erased on request."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.drafts import DRAFTS_KEPT, KeptDraft
from app.domain.privacy import HeldDraft
from app.storage import open_store
from app.storage.drafts import kept_until
from app.storage.store import Store
from tests.unit.app.storage.test_drafts import DRAFT, NOON

OWN, STRANGER, OTHER = "330702199203072046", "330702199203072011", "330782198802034524"
AGENT = {"name": "李小明", "id_number": OTHER, "address": "浙江省义乌市稠城街道", "birth_date": "1988-02-03"}
TOLD = {"principal_name": "王小芳", "principal_number": OWN, "relation": "child", "reason": "away"}
HELD = replace(DRAFT, content={**DRAFT.content, "held": True})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path, lambda: NOON) as opened:
        yield opened


def drafts_of(store: Store, number: str) -> tuple[HeldDraft, ...]:
    return store.personal.held_of(number, "0042").drafts


def filmed(store: Store, case_id: str, *, finish: bool = True) -> str:
    film = store.recordings.begin(case_id)
    film.append(b"a piece")
    film.append(b"another")
    if finish:
        film.finish()
    return film.id


def counted(store: Store, event: str) -> list[dict[str, Any]]:
    records = [json.loads(each.record) for each in store.audit.every()]
    return [each["fields"] for each in records if each["event"] == event]


def test_it_is_told_with_its_pictures_early_files_and_films_and_until_when(store: Store, tmp_path: Path) -> None:
    store.drafts.keep(HELD)
    store.early_uploads.begin_early(HELD.case_id, "bank-card", "application/pdf", io.BytesIO(b"%PDF"))
    film = filmed(store, HELD.case_id)
    filmed(store, "0192a4c0-0000-7000-8000-00000000000f")

    (held,) = drafts_of(store, f" {OWN.lower()} ")

    assert (held.id, held.item_code, held.is_held, held.as_agent) == (HELD.case_id, HELD.item_code, True, False)
    assert held.data == HELD.content
    sealed = sum(each.stat().st_size for each in (tmp_path / "recordings" / film).glob("*.age"))
    assert [(each.kind.value, each.name, each.size) for each in held.files] == [
        ("picture", "scan.bank-card", len(HELD.files["scan.bank-card"])),
        ("early", "bank-card", 4),
        ("film", film, sealed),
    ]
    assert held.keep_until == datetime(2026, 4, 17, 16, 0, tzinfo=UTC), "to the end of the thirtieth day in China"
    assert "王小芳" not in repr(held)
    assert drafts_of(store, STRANGER) == ()
    assert counted(store, "privacy.reported") == [
        {"operator": "0042", "cases": 0, "drafts": 1},
        {"operator": "0042", "cases": 0, "drafts": 0},
    ]


@pytest.mark.parametrize("draft", [DRAFT, HELD], ids=["cut_off", "held"])
def test_it_is_kept_as_long_as_is_told(tmp_path: Path, draft: KeptDraft) -> None:
    is_held = draft is HELD
    until = kept_until(draft.kept_at, is_held=is_held)
    assert is_held or until == NOON + DRAFTS_KEPT
    with open_store(tmp_path, lambda: NOON) as first:
        first.drafts.keep(draft)
    with open_store(tmp_path, lambda: until - timedelta(seconds=1)) as before:
        assert before.drafts.case_ids() == {draft.case_id}
    with open_store(tmp_path, lambda: until + timedelta(seconds=1)) as after:
        assert [each.keep_until for each in drafts_of(after, OWN)] == [until], "it is there until somebody looks"
        assert after.drafts.case_ids() == frozenset()


def test_a_person_may_have_it_erased_with_its_films_and_hears_of_it(store: Store) -> None:
    store.drafts.keep(HELD)
    filmed(store, HELD.case_id)
    under_way = filmed(store, HELD.case_id, finish=False)
    others = filmed(store, "0192a4c0-0000-7000-8000-00000000000f")
    nothing = store.personal.erase(STRANGER, "0042")
    assert (nothing.drafts, store.drafts.kept()) == (0, [HELD])

    erased = store.personal.erase(OWN, "0042")

    assert (erased.cases, erased.waiting, erased.drafts) == (0, 0, 1)
    assert store.drafts.kept() == []
    assert {each.id for each in store.recordings.all()} == {under_way, others}, "one under way goes once it is ended"
    assert [each["drafts"] for each in counted(store, "privacy.erasure_asked")] == [0, 1]


@pytest.mark.parametrize("agency", [{"agent": {"id_number": OTHER}, "told": {}}, {"told": {"principal_number": OTHER}}])
def test_so_may_an_agent_and_whoever_was_only_typed(store: Store, agency: Mapping[str, Any]) -> None:
    store.drafts.keep(replace(DRAFT, content={**DRAFT.content, "agency": agency}))
    store.personal.erase(STRANGER, "0042")
    assert len(drafts_of(store, OTHER)) == 1
    assert store.personal.erase(OTHER, "0042").drafts == 1
    assert store.drafts.kept() == []


def test_so_may_whoever_came_with_a_paper_and_has_not_shown_a_card_yet(store: Store) -> None:
    handed = {"applicant": {"id_number": OTHER, "name": "王小芳"}, "form": {}}
    store.drafts.keep(replace(DRAFT, content={**DRAFT.content, "card": None, "handed": handed}))
    store.personal.erase(OWN, "0042")
    assert [each.data["handed"] for each in drafts_of(store, OTHER)] == [handed]
    store.personal.erase(OTHER, "0042")
    assert store.drafts.kept() == []


@pytest.fixture
def acted(store: Store) -> Callable[[str], HeldDraft]:
    """What is told of a draft in which one acts for the other."""
    agency = {"agent": AGENT, "on": "2026-03-18", "told": TOLD, "is_read": False, "later": False}
    store.drafts.keep(replace(HELD, content={**HELD.content, "agency": agency}))

    def told(number: str) -> HeldDraft:
        (held,) = drafts_of(store, number)
        return held

    return told


def test_an_agent_is_told_what_is_the_agents_and_nothing_of_the_other(acted: Callable[[str], HeldDraft]) -> None:
    held = acted(OTHER)
    assert held.as_agent
    assert held.data["agency"]["agent"] == AGENT
    assert held.data["agency"]["told"] == {"relation": "child", "reason": "away"}
    assert (held.data["face"], held.data["consented"]) == ("matched", True)
    inside = json.dumps(dict(held.data), ensure_ascii=False)
    assert not [each for each in (OWN, "王小芳", "13905781234") if each in inside]


def test_an_applicant_is_told_who_acts_and_not_what_else_is_on_that_card(acted: Callable[[str], HeldDraft]) -> None:
    held = acted(OWN)
    assert not held.as_agent
    assert held.data["card"] == HELD.content["card"]
    assert held.data["agency"]["agent"] == {"name": "李小明", "id_number": "3307**********4524"}
    assert held.data["agency"]["told"] == TOLD
