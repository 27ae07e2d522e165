"""A real nginx with the very lines docs/operations/centre.md gives an integrator, before replicas of a test."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.central.processes import HOUSE
from tests.contract.ippeveprinter import free_port

BLOCK = re.compile(r"```nginx\n(?P<lines>.*?)```", re.DOTALL)
AROUND = """
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
daemon off;
{user}
events {{ worker_connections 512; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{lines}
}}
"""
START_PATIENCE_S = 20.0


def found() -> str:
    """Skips where there is none."""
    places = [str(Path(sys.prefix) / "nginx/usr/sbin"), "/usr/sbin", os.environ.get("PATH", "")]
    program = shutil.which("nginx", path=os.pathsep.join(places))
    if program is None:
        pytest.skip("no nginx here: make proxy")
    return program


def lines_of_the_manual(port: int, replicas: list[str], tls: tuple[Path, Path]) -> str:
    """With this machine's ports and files in the place of the example's, and nothing else changed."""
    block = BLOCK.search((HOUSE / "docs/operations/centre.md").read_text())
    assert block is not None
    lines = block["lines"]
    first, second = (each.removeprefix("http://") for each in replicas)
    for example, here in (
        ("127.0.0.1:8401", first),
        ("127.0.0.1:8402", second),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/bianmin/tls/chain.pem", str(tls[0])),
        ("/etc/bianmin/tls/key.pem", str(tls[1])),
    ):
        assert lines.count(example) == 1, example
        lines = lines.replace(example, here)
    return lines


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def before(replicas: list[str], tls: tuple[Path, Path], folder: Path) -> Iterator[str]:
    """The address it answers at; ended at the end."""
    program, port = found(), free_port()
    folder.mkdir()
    user = "user root;" if Path("/proc/self").stat().st_uid == 0 else ""
    configured = folder / "nginx.conf"
    lines = lines_of_the_manual(port, replicas, tls)
    configured.write_text(AROUND.format(folder=folder, lines=lines, user=user))
    process = subprocess.Popen(
        [program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(configured)],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until_it_answers(process, port)
        yield f"https://127.0.0.1:{port}"
    finally:
        process.terminate()
        told = process.communicate(timeout=START_PATIENCE_S)[1]
        assert process.returncode == 0, told


def wait_until_it_answers(process: subprocess.Popen[str], port: int) -> None:
    until = time.monotonic() + START_PATIENCE_S
    while not answers(port):
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < until, "nginx does not answer"
        time.sleep(0.02)
