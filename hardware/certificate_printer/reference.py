"""How a job is found again: a token made here stands first in its job-name, before the printer has a number for it.

Numbers begin again after a printer lost its power; a token does not. A printer may cut long names: so it stands first.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

_NAME_BYTES = 255  # RFC 8011 5.1.3
_TOKEN = re.compile(r"bm[0-9a-f]{12}")
_TEXT = re.compile(rf"({_TOKEN.pattern})(?::(\d{{1,10}}))?")


@dataclass(frozen=True, slots=True)
class JobReference:
    """`job` is the printer's number, 0 while it has given none. As text: `bm0123456789ab` or `bm0123456789ab:12`."""

    token: str
    job: int = 0

    def __str__(self) -> str:
        return f"{self.token}:{self.job}" if self.job else self.token

    def names(self, job_name: str) -> bool:
        """Whether a job of that name is this one."""
        return job_name.startswith(self.token)


def new_reference() -> JobReference:
    return JobReference(f"bm{secrets.token_hex(6)}")


def parse_reference(text: str) -> JobReference:
    """Raises ValueError for text that is no reference."""
    found = _TEXT.fullmatch(text)
    if found is None:
        raise ValueError("not a job reference")
    return JobReference(found[1], int(found[2] or 0))


def job_name(reference: JobReference, title: str) -> str:
    """The token, then as much of the title as IPP allows."""
    return f"{reference.token} {title}".encode()[:_NAME_BYTES].decode(errors="ignore").rstrip()


def reference_in(name: str, job: int) -> JobReference | None:
    """The reference a job's name carries; None for a job that no driver of ours made."""
    found = _TOKEN.match(name)
    return None if found is None else JobReference(found[0], job)
