"""What a clerk was in the middle of, kept so that a power cut takes no more of it than the field under the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

DRAFTS_KEPT = timedelta(days=1)
"""Whoever comes again the day after is asked anew: a draft is somebody's data without a case."""
HELD_KEPT = timedelta(days=30)
"""What was held on purpose (挂起) waits longer: the person was told what to bring, and comes again."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """`content` is JSON: card, consent, answers, `held`. `files` are pictures by name (portrait, scan.CODE)."""

    case_id: str
    item_code: str
    item_version: str
    step: str
    operator: str
    kept_at: datetime
    content: Mapping[str, Any] = field(repr=False)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


class DraftBook(Protocol):
    """Kept in the encrypted database; each call is one durable transaction."""

    def keep(self, draft: KeptDraft) -> None:
        """In place of what was kept of the same case."""

    def forget(self, case_id: str) -> None: ...

    def kept(self) -> Sequence[KeptDraft]:
        """Those of the last DRAFTS_KEPT, held ones of the last HELD_KEPT, the newest first; older ones are forgotten
        with this.
        """
