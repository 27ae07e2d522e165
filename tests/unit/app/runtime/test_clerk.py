"""Who leaves a desk leaves nothing of anybody behind in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.drafts import KeptDraft
from app.domain.operators import Role, SignedIn
from app.runtime.clerk import Clerk
from app.storage import open_store
from app.storage.store import Store
from tests.unit.app.runtime.conftest import Keep, OpenHands
from tests.unit.app.storage.conftest import Samples

NOON = datetime(2026, 3, 18, 4, 0, tzinfo=UTC)
WHO = SignedIn("0042", "李晓敏", (Role.CLERK,))
KEPT = KeptDraft(
    "0192a4c0-0000-7000-8000-000000000001",
    "residents-pension-registration",
    "1.0",
    "form",
    "0042",
    NOON,
    {"card": {"name": "王小芳", "id_number": "330702199203072046"}, "face": "", "consented": True, "form": {}},
    {"scan.bank-card": b"\xff\xd8 a scanned page"},
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path, lambda: NOON) as opened:
        opened.drafts.keep(KEPT)
        yield opened


def test_what_waits_is_known_as_long_as_somebody_sits_there(
    qtbot: QtBot, keep: Keep, open_hands: OpenHands, store: Store
) -> None:
    hands, _ = open_hands(drafts=lambda: store.drafts)
    clerk = keep(Clerk(hands, lambda _: None, frozenset, frozenset))
    clerk.come(WHO)
    qtbot.waitUntil(lambda: list(clerk.drafts) == [KEPT])
    clerk.go()
    assert list(clerk.drafts) == []


def test_an_answer_that_comes_after_the_clerk_left_is_not_kept(
    qtbot: QtBot, keep: Keep, open_hands: OpenHands, store: Store
) -> None:
    hands, _ = open_hands(drafts=lambda: store.drafts)
    clerk = keep(Clerk(hands, lambda _: None, frozenset, frozenset))
    clerk.come(WHO)
    clerk.go()
    seen: list[bool] = []
    hands.errands.loose(hands.store, lambda _: None, lambda _: seen.append(True))
    qtbot.waitUntil(lambda: bool(seen))
    assert list(clerk.drafts) == []


def test_what_nobody_decided_is_told_to_who_may_decide_alone(
    qtbot: QtBot, keep: Keep, open_hands: OpenHands, store: Store
) -> None:
    samples = Samples()
    case = store.cases.submit(samples.submission(attachments=()))
    hands, _ = open_hands(drafts=lambda: store.drafts, decisions=lambda: store.decisions)
    clerk = keep(Clerk(hands, lambda _: None, frozenset, lambda: frozenset({"temporary-id-card"})))
    clerk.come(WHO)
    qtbot.waitUntil(lambda: list(clerk.drafts) == [KEPT])
    assert list(clerk.undecided) == []
    clerk.come(SignedIn("0042", "李晓敏", (Role.CLERK, Role.DECIDER)))
    qtbot.waitUntil(lambda: [each.case.id for each in clerk.undecided] == [case.id])
    clerk.go()
    assert list(clerk.undecided) == []
