"""One-time notices (一次性告知书): everything that is still missing, said in one go, on paper, with a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OneTimeNotice:
    """`id` names it to the centre, `number` on the paper. `missing` are codes of materials; of the person, nothing."""

    id: str
    number: str
    case_id: str
    item_code: str
    item_version: str
    missing: tuple[str, ...]
    operator: str
    given_at: datetime


class NoticeBook(Protocol):
    def give(
        self, case_id: str, item_code: str, item_version: str, missing: tuple[str, ...], operator: str
    ) -> OneTimeNotice:
        """A new one with a number of its own, durable before anything of it is printed.

        The same list for the same case is the same notice, as long as it has not come out of a printer. The centre
        hears of a notice once it has. Raises StorageProblem.
        """
