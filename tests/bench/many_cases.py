"""Line 9: list, search and submit in a local store of 100,000 cases, against the same in one of 1,000."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uuid_utils

from app.domain.case import Submission
from app.storage import open_store
from app.storage.store import Store
from tests.bench.documents import FORM_ITEM, PEOPLE, catalogue, form
from tests.bench.sides import in_turns

FEW, MANY = 1_000, 100_000
ROUNDS = 60
WANTED = "<= 1.5"


def measure(folder: Path, many: int = MANY) -> dict[str, Any]:
    """Both stores are filled by the program itself: its own rows, outbox and audit."""
    with filled(folder / "few", FEW) as few, filled(folder / "many", many) as full:
        return {"wanted": WANTED, "cases": [FEW, many]} | {
            name: in_turns(_timed(act, full), _timed(act, few), ROUNDS, warm_up=5) for name, act in ACTS.items()
        }


def filled(folder: Path, count: int) -> Store:
    """People come again and again: each has at most twenty cases, as many as the screen lists."""
    store = open_store(folder, lambda: datetime.now(UTC))
    for number in range(count):
        store.cases.submit(_case(number))
    return store


def _case(number: int) -> Submission:
    data = form(number % PEOPLE)
    data["record"] = {}
    data["applicant"] = {**data["applicant"], "id_number": f"{number // 20:018d}"}
    return Submission(str(uuid_utils.uuid7()), FORM_ITEM, catalogue().item(FORM_ITEM).version, data)


def _submit(store: Store) -> None:
    store.cases.submit(_case(0))


def _search(store: Store) -> None:
    if not store.cases.cases_of(f"{20:018d}"):
        raise RuntimeError("the person is not found")


def _waiting(store: Store) -> None:
    store.outbox.due_events(datetime.now(UTC), 100)


ACTS: dict[str, Callable[[Store], Any]] = {
    "list_ms": lambda store: store.cases.cases(100),
    "search_ms": _search,
    "submit_ms": _submit,
    "due_events_ms": _waiting,
}


def _timed(act: Callable[[Store], Any], store: Store) -> Callable[[], float]:
    def once() -> float:
        begun = time.perf_counter()
        act(store)
        return (time.perf_counter() - begun) * 1000

    return once
