"""The two stages of a decoder's million, each a process of its own that leaves a report in the folder.

    python -m tests.fuzz.stages guided|swift NAME RUNS FOLDER

`guided`: atheris makes the strings and sees which branches of our code each one takes, from right frames on; what led
to a new branch is kept. That costs ten times what the decoder itself costs, so most strings are made in the second
stage, `swift`: changes to right frames and to all that was kept, at the decoder's own speed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from random import Random

SEED = 1
HANG_S = 20
OURS = (
    "hardware",
    "app.domain",
    "app.storage.recording_journal",
    "app.sync.hand_over",
    "app.sync.medium",
    "app.central.medium",
    "wave",
)


def guided(name: str, runs: int, folder: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=list(OURS)):
        from tests.fuzz.decoders import DECODERS
    from tests.fuzz.trial import Trial

    decoder, corpus = DECODERS[name], kept_in(folder, name)
    corpus.mkdir(parents=True)
    for number, seed in enumerate(decoder.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    trial = Trial(decoder, runs)

    def one(data: bytes) -> None:
        trial.give(data)
        if trial.is_over:
            leave_report(folder, name, "guided", trial.told.as_json())
            os._exit(0)  # libFuzzer would go on to an end of its own

    options = (f"-seed={SEED}", f"-max_len={decoder.max_len}", f"-runs={2 * runs}", f"-timeout={HANG_S}")
    atheris.Setup([sys.argv[0], *options, "-verbosity=0", f"-artifact_prefix={folder}/", str(corpus)], one)
    atheris.Fuzz()


def swift(name: str, runs: int, folder: Path) -> None:
    from tests.fuzz.decoders import DECODERS
    from tests.fuzz.mutation import mutated
    from tests.fuzz.trial import Trial

    decoder, random = DECODERS[name], Random(SEED)
    kept = sorted(kept_in(folder, name).iterdir()) if kept_in(folder, name).is_dir() else []
    corpus = [*decoder.seeds, *(file.read_bytes() for file in kept)]
    trial = Trial(decoder, runs)
    while not trial.is_over:
        signal.alarm(HANG_S)  # ends the process: its report is then missing
        trial.give(mutated(random, corpus, decoder.max_len))
    signal.alarm(0)
    leave_report(folder, name, "swift", trial.told.as_json())


def kept_in(folder: Path, name: str) -> Path:
    return folder / f"{name}.corpus"


def report_in(folder: Path, name: str, stage: str) -> Path:
    return folder / f"{name}.{stage}.json"


def leave_report(folder: Path, name: str, stage: str, told: object) -> None:
    report_in(folder, name, stage).write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    {"guided": guided, "swift": swift}[sys.argv[1]](sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
