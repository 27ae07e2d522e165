"""`make chaos SEED=… RUNS=…`: many runs of submit, sync and print under kill -9 and a bad line, judged, as JSON."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tests.central.postgresql import Server, postgresql
from tests.chaos.bench import Bench
from tests.chaos.plan import RUNS_PER_WORLD
from tests.chaos.world import Verdict, World

KINDS = ("self_service", "counter")


def chaos(
    seed: str,
    runs: int,
    folder: Path,
    only_world: int | None = None,
    server: Server | None = None,
    kind: str = KINDS[0],
) -> dict[str, Any]:
    """The summary. A world with complaints stays in `folder`; the others are removed."""
    begun, counted, failures = time.monotonic(), Counter[str](), []
    bench = Bench(folder, server, kind)
    worlds = range(-(-runs // RUNS_PER_WORLD)) if only_world is None else [only_world]
    try:
        for number in worlds:
            place = folder / f"world-{number:04d}"
            verdict = World(bench, place, f"{seed}/{number}").live()
            counted.update(verdict.counted)
            if verdict.complaints:
                failures.append(_told(number, place, verdict))
                sys.stderr.write(f"\nworld {number}: {verdict.complaints}\n")
            else:
                shutil.rmtree(place)
            sys.stderr.write(f"\r{counted['runs']} runs, {len(failures)} worlds with complaints ")
    finally:
        sys.stderr.write("\n")
        bench.close()
    return {
        "seed": seed,
        "kind": kind,
        "runs": counted["runs"],
        "seconds": round(time.monotonic() - begun, 1),
        "counted": dict(sorted(counted.items())),
        "failures": failures,
    }


def _told(number: int, place: Path, verdict: Verdict) -> dict[str, Any]:
    return {"world": number, "kept_in": str(place), "complaints": verdict.complaints, "steps": verdict.steps}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--runs", type=int, default=1_000)
    parser.add_argument("--world", type=int, help="this world of the seed alone, to see a failure again")
    parser.add_argument(
        "--kind", choices=KINDS, default=KINDS[0], help="of the station; a counter seals a batch as one"
    )
    parser.add_argument("--postgresql", action="store_true", help="the centre's database on a PostgreSQL server")
    parser.add_argument("--out", type=Path, help="where the summary is written as well")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bianmin-chaos-"))
    with postgresql() if asked.postgresql else nullcontext() as server:
        summary = chaos(asked.seed, asked.runs, folder, asked.world, server, asked.kind)
    text = json.dumps(summary, ensure_ascii=False, indent=2)
    sys.stdout.write(text + "\n")
    if asked.out:
        asked.out.write_text(text + "\n", encoding="utf-8")
    if not summary["failures"]:
        shutil.rmtree(folder)
    return 1 if summary["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
