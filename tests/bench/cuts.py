"""Line 5: forty megabytes through ten cuts at 100 Mbit/s: what is sent again, and the time beside the public pair's."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import uuid_utils

from app.catalogue.samples import make_sample
from app.domain.case import NewAttachment, Submission
from tests.bench.centre_process import CentreProcess, centre_process
from tests.bench.documents import catalogue
from tests.bench.sides import compared
from tests.peers import node
from tests.peers.thin_line import ThinLine

SIZE = 40_000_000
CUTS = [SIZE * each // 11 for each in range(1, 11)]
BYTES_A_SECOND = 100e6 / 8
ROUNDS = 3
ITEM = "residence-permit-endorsement"

Turn = Callable[[Path], tuple[float, ThinLine]]
"""In a folder of its own: seconds, and the line with what it carried."""


def measure(folder: Path) -> dict[str, Any]:
    film = Random(40).randbytes(SIZE)
    found: dict[str, Any] = {"wanted": "sent again <= what the cuts destroyed + 0.2 %; time <= 1.05 x tus-js-client"}
    seconds: dict[str, list[float]] = {"ours": [], "peer": [], "ours_uncut": []}
    with centre_process(folder / "centre") as centre:
        turns: list[tuple[str, Turn]] = [
            ("ours", lambda place: ours(place, centre, film, CUTS)),
            ("ours_uncut", lambda place: ours(place, centre, film, [])),
        ]
        if not node.missing():
            turns.append(("peer", lambda place: public_pair(place, film)))
        for number in range(ROUNDS):
            for name, turn in turns if number % 2 == 0 else reversed(turns):
                spent, line = turn(folder / f"{name}-{number}")
                seconds[name].append(spent)
                found[f"{name}_sent_again_percent"] = round((line.carried / SIZE - 1) * 100, 3)
                found[f"{name}_destroyed_percent"] = round(line.destroyed / SIZE * 100, 3)
    found["peer"] = node.missing() or "tus-js-client to @tus/server, no fsync"
    if seconds["peer"]:
        found["seconds"] = compared(seconds["ours"], seconds["peer"])
    found["seconds_ours_cut_to_uncut"] = compared(seconds["ours"], seconds["ours_uncut"])
    return found


def ours(folder: Path, centre: CentreProcess, film: bytes, cuts: list[int]) -> tuple[float, ThinLine]:
    """The whole of it: sealing, events, upload, the centre's check of the SHA-256, settled in the outbox."""
    port = int(centre.url.rsplit(":", 1)[1])
    with ThinLine(port, cuts=cuts, bytes_a_second=BYTES_A_SECOND) as line:
        parts = centre.enrolled(folder, f"film-{uuid_utils.uuid7().hex[-8:]}", line.url)
        try:
            parts.store.submit(_case(film))
            begun = time.perf_counter()
            report = parts.synchronizer.once()
            seconds = time.perf_counter() - begun
        finally:
            parts.close()
    if report.accepted != 1 or report.waiting or line.cuts_made != len(cuts):
        raise RuntimeError(f"it did not arrive: {report}, {line.cuts_made} cuts")
    return seconds, line


def public_pair(folder: Path, film: bytes) -> tuple[float, ThinLine]:
    folder.mkdir(parents=True)
    (folder / "film").write_bytes(film)
    with (
        node.served("tus_server.mjs", str(folder / "kept")) as (port, _),
        ThinLine(port, cuts=CUTS, bytes_a_second=BYTES_A_SECOND) as line,
    ):
        told = node.tus_upload(
            file=str(folder / "film"), endpoint=f"{line.url}/api/v1/uploads", metadata={"name": "film"}
        )
    kept = max((folder / "kept").iterdir(), key=lambda each: each.stat().st_size)
    if hashlib.sha256(kept.read_bytes()).digest() != hashlib.sha256(film).digest():
        raise RuntimeError("the public server has other bytes")
    return float(told["seconds"]), line


def _case(film: bytes) -> Submission:
    item, sample = catalogue().item(ITEM), make_sample(catalogue().item(ITEM), 1)
    files = tuple(
        NewAttachment(each.name, each.media_type, film if each.name == "tenancy-contract" else each.content)
        for each in sample.attachments.values()
    )
    return Submission(str(uuid_utils.uuid7()), item.code, item.version, sample.data, files)
