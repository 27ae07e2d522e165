"""An identity-card reader: what it can say and the few things it can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from threading import Event
from typing import Protocol

from hardware.status import DeviceStatus


class CardKind(StrEnum):
    RESIDENT = "resident"
    HMT_RESIDENCE_PERMIT = "hmt_residence_permit"
    FOREIGN_PERMANENT_RESIDENT_2017 = "foreign_permanent_resident_2017"
    FOREIGN_PERMANENT_RESIDENT_2023 = "foreign_permanent_resident_2023"


@dataclass(frozen=True, slots=True)
class CardRead:
    """One card, whole. A field its kind does not have is None; `valid_to` None with `long_term` is 长期.

    `photo_wlt` is the 1024-byte photo as it came; `fingerprints` one entry per fingerprint record. `new_addresses`
    are those added to a resident's card since, None where they were not asked for or not told.
    """

    kind: CardKind
    name: str | None = field(repr=False)
    name_en: str | None = field(repr=False)
    sex: str
    ethnicity: str | None
    nationality: str | None
    birth_date: date | None = field(repr=False)
    address: str | None = field(repr=False)
    id_number: str = field(repr=False)
    id_number_valid: bool
    authority: str | None = field(repr=False)
    valid_from: date | None
    valid_to: date | None
    long_term: bool
    pass_number: str | None = field(repr=False)
    issue_count: str | None
    photo_wlt: bytes = field(repr=False)
    fingerprints: tuple[bytes, ...] = field(repr=False)
    sam_id: str
    new_addresses: tuple[str, ...] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class NoCard:
    """No card was put down before the deadline."""


@dataclass(frozen=True, slots=True)
class CardUnreadable:
    """A card lies there but could not be read; `sw3` is the reader's status byte."""

    sw3: int


ReadOutcome = CardRead | NoCard | CardUnreadable


class IdCardReader(Protocol):
    def read(self, timeout_s: float, cancel: Event | None = None) -> ReadOutcome:
        """Wait for a card and read it.

        Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged, DeviceRefused, Cancelled.
        """

    def card_present(self) -> bool:
        """Whether the card last found, read or not, still lies in the field. Raises as `read` does, but never
        Cancelled.
        """

    def card_in_field(self) -> bool:
        """One real look: whether any card lies in the field, also one nobody has found yet. From then on `card_present`
        knows of it. Not while a read is under way. Raises as `card_present` does.
        """

    def status(self) -> DeviceStatus:
        """One look; never raises for a device that is merely gone, and never waits for a read to end."""

    def close(self) -> None: ...
