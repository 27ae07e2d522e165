"""Node programs of this folder as processes, where `make peers` has installed what they need."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CLIENT_TIMEOUT_S = 110


def missing() -> str:
    """What is not there, in words; empty where all is."""
    if shutil.which("node") is None:
        return "there is no node on this machine"
    if not (HERE / "node_modules" / "@tus" / "server").is_dir():
        return "the npm peers are not installed: make peers"
    return ""


@contextmanager
def served(script: str, *words: str, folder: Path = HERE) -> Iterator[tuple[int, int]]:
    """A server that prints `listening on URL` and ends with its standard input; its port and process id."""
    command = ["node", str(folder / script), *words]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            line = process.stdout.readline().strip()
            assert line.startswith("listening on http://"), line
            yield int(line.rsplit(":", 1)[1]), process.pid
        finally:
            process.stdin.close()
            process.wait(20)


def tus_upload(**asked: Any) -> Mapping[str, Any]:
    """By tus-js-client; see tus_client.mjs. Gives {"url", "seconds"} or {"error"}."""
    done = subprocess.run(
        ["node", str(HERE / "tus_client.mjs")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=CLIENT_TIMEOUT_S,
    )
    assert done.stdout, done.stderr
    return dict(json.loads(done.stdout))
