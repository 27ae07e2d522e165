"""What a station decided about its store: how the key is kept, what stays readable here, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.storage.key_choice import IN_A_FILE, KeyChoice

RETENTION = timedelta(days=90)
KEEP_SENT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the centre has may be wanted once more: it is restored from a back-up that is older than its word.

    What is sealed to the centre stays `sent` after its word. `payloads`: those of events are not erased with it.
    """

    sent: timedelta = KEEP_SENT
    payloads: bool = True

    @property
    def erases_at_once(self) -> bool:
        return not self.sent


KEPT_A_WHILE = Keeping()


@dataclass(frozen=True, slots=True)
class StoreChoices:
    """`keeps_readable` is false at a self-service station: what is submitted there is sealed to the centre at once.

    `retention` holds for cases whose item names no time of its own. `keep_sent`: how long what is sealed to the centre
    stays after its word that it has it.
    """

    key: KeyChoice = IN_A_FILE
    keeps_readable: bool = True
    retention: timedelta = RETENTION
    keep_sent: timedelta = KEEP_SENT

    @property
    def keeping(self) -> Keeping:
        """What is readable here anyway has its payload until its case is erased."""
        return Keeping(self.keep_sent, self.keeps_readable or bool(self.keep_sent))


AS_EVER = StoreChoices()
