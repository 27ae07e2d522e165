"""The centre as its own process, by the command people type."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

HOUSE = Path(__file__).parents[2]


@contextmanager
def launched(
    data_dir: Path,
    port: int = 0,
    *options: str,
    environment: Mapping[str, str] | None = None,
    files: tuple[int, int] | None = None,
    errors: IO[str] | None = None,
) -> Iterator[subprocess.Popen[str]]:
    """A process that is starting. Killed at the end if it is still there.

    `files` are the soft and the hard limit of the files it may open, `errors` is where its log goes.
    """
    command = [sys.executable, "-m", "app", "central", "serve", "--data-dir", str(data_dir), "--port", str(port)]
    if files is not None:
        soft, hard = files
        command = ["sh", "-c", f'ulimit -Sn {soft} && ulimit -Hn {hard} && exec "$@"', "sh", *command]
    process = subprocess.Popen(
        [*command, *options],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def address(process: subprocess.Popen[str]) -> str:
    """Where it answers; waits until it does."""
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line.startswith("listening on http"), line
    return line.removeprefix("listening on ")


@contextmanager
def served(data_dir: Path, port: int = 0, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its address."""
    with launched(data_dir, port, *options) as process:
        yield process, address(process)
