"""How far a station's counting has come, as it says so by itself and in its heartbeats."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from app.central.audit.heads import ToldHead
from app.central.audit.seal_files import Hash
from app.central.intake.messages import When
from app.central.storage.number_blocks import BlockUse

BLOCKS_TOLD = 1_000

Count = Annotated[int, Field(ge=0, lt=2**62, strict=True)]
Run = Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{1,36}$")]


class AuditHead(BaseModel):
    last: Count
    head: Hash


class BlockTold(BaseModel):
    lease: Run
    used: Count
    unused: Count
    state: Literal["open", "used_up", "abandoned"]


class StandingTold(BaseModel):
    """`sequence` is that of the station's newest event; `run` names the program that says this, `at` when it did.

    `restore_id` is the one it heard last of this centre, empty where it has heard none. `rolled_back` is the hash of
    the record of its trail that tells of a roll-back it found itself, until it is answered with the same.
    """

    sequence: Count
    audit: AuditHead
    numbers: Annotated[list[BlockTold], Field(max_length=BLOCKS_TOLD)] = []
    run: Run
    at: When
    restore_id: Annotated[str, StringConstraints(max_length=36)] = ""
    rolled_back: Hash | Literal[""] = ""

    @property
    def head(self) -> ToldHead:
        return ToldHead(self.audit.last, self.audit.head, self.run, self.at)

    @property
    def uses(self) -> list[BlockUse]:
        return [BlockUse(each.lease, each.used, each.unused, each.state) for each in self.numbers]
