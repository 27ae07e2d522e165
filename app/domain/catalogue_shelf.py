"""Where a station keeps the catalogue its centre sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

OFFERED_VERSION = "catalogue.offered_version"
OFFERED_DIGEST = "catalogue.offered_sha256"
"""Names in the settings: what the centre told last; what is kept and what is fetched go by them."""


class CatalogueShelf(Protocol):
    def digest(self) -> str:
        """SHA-256 of the files that are in use from the next start on, whoever brought them; empty: unreadable."""

    def put(self, files: Mapping[str, bytes], digest: str) -> str:
        """Checked as a whole; then on the disk for good and in use from the next start on.

        What is wrong with it in a sentence, and then nothing has changed; empty when it was put.
        Raises StorageProblem.
        """
