"""Lines 1 to 4: push, full path, cases with files, centre CPU; ours, PouchDB's and Kinto's in turns, in one run.

Where a peer is not installed ours stands alone, without a ratio. ODK Central needs a machine of its own: not here.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import kinto_side, pouch_side
from tests.bench.pouch_side import PouchSide
from tests.bench.pushing import OurSide, Spent, our_side
from tests.bench.sides import compared, in_turns

ROUNDS = 3
PUSHED, SYNCED, WITH_FILES = 12_000, 6_000, 300
KINTO_PUSHED = 200
POUCH_BATCHES = (100, 500, 1_000, 2_000)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what it is called, how much of it, what is wanted of ours against the peer's best."""

    name: str
    count: int
    wanted: str

    @property
    def peers(self) -> str:
        """The peer has one way where ours has two."""
        return self.name.removesuffix("_self_service")


LINES = (
    Line("push", PUSHED, ">= 1.5 x express-pouchdb at its best batch"),
    Line("push_self_service", PUSHED, ">= 1.5 x express-pouchdb at its best batch"),
    Line("full_path", SYNCED, ">= 2 x PouchDB"),
    Line("full_path_self_service", SYNCED, ">= 2 x PouchDB"),
    Line("with_files", WITH_FILES, ">= 1.2 x PouchDB"),
)


def measure(folder: Path, *words: str) -> dict[str, Any]:
    """`words` go to `kiosk central serve`."""
    missing = pouch_side.missing()
    with ExitStack() as stack:
        ours = stack.enter_context(our_side(folder / "ours", *words))
        peer = None if missing else stack.enter_context(pouch_side.pouch_side(folder / "pouch"))
        found: dict[str, Any] = {"peer": missing or "PouchDB and express-pouchdb, LevelDB, no fsync"}
        best = _best_way(peer) if peer else (0, 0)
        ours.choose_batch(PUSHED)
        found["batches"] = {"ours": ours.batch, "peer": best[0], "peer_requests_at_once": best[1]}
        for line in LINES:
            found |= _rounds(line, ours, peer, best)
        found["push_beside_kinto_a_second"] = _beside_kinto(folder / "kinto", ours)
    return found


def _beside_kinto(folder: Path, ours: OurSide) -> dict[str, Any]:
    if missing := kinto_side.missing():
        return {"beside": missing}
    with kinto_side.kinto_side(folder) as peer:
        peer.push(KINTO_PUSHED)  # warm
        turns = in_turns(lambda: ours.push(PUSHED).a_second, lambda: peer.push(KINTO_PUSHED).a_second, ROUNDS)
    return {"beside": "Kinto 26 on PostgreSQL", "wanted": ">= 20 x Kinto", **turns}


def _best_way(peer: PouchSide) -> tuple[int, int]:
    """Documents in a request, and requests at once."""
    ways = [(batch, senders) for batch in POUCH_BATCHES for senders in (1, 2)]
    return max(ways, key=lambda way: peer.push(max(4_000, way[0]), *way).a_second)


def _rounds(line: Line, ours: OurSide, peer: PouchSide | None, best: tuple[int, int]) -> dict[str, Any]:
    our_values: list[Spent] = []
    peer_values: list[Spent] = []
    _ours(line, ours, line.count // 10)  # warm
    for number in range(ROUNDS):
        turns = [lambda: our_values.append(_ours(line, ours, line.count))]
        if peer:
            turns.append(lambda: peer_values.append(_peers(line, peer, best)))
        for turn in turns if number % 2 == 0 else reversed(turns):
            turn()
    found = {
        f"{line.name}_a_second": {
            "wanted": line.wanted,
            **_told([s.a_second for s in our_values], [s.a_second for s in peer_values]),
        }
    }
    cpu = _told([s.centre_ms_each for s in our_values], [s.centre_ms_each for s in peer_values])
    wanted = {"wanted": "<= 1.0 x express-pouchdb"} if line.peers == "push" else {}
    return found | {f"{line.name}_centre_cpu_ms": wanted | cpu}


def _ours(line: Line, side: OurSide, count: int) -> Spent:
    spent: Spent = getattr(side, line.name)(count)
    return spent


def _peers(line: Line, side: PouchSide, best: tuple[int, int]) -> Spent:
    return side.push(line.count, *best) if line.peers == "push" else getattr(side, line.peers)(line.count)


def _told(ours: list[float], peer: list[float]) -> dict[str, Any]:
    if peer:
        return compared(ours, peer)
    return {"ours": {"median": round(median(ours), 3), "min": round(min(ours), 3), "max": round(max(ours), 3)}}
