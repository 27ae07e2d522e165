"""Kinto on PostgreSQL with fsync: the peer of push that is durable too, in a venv of its own."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.bench.centre_process import HOUSE, cpu_s
from tests.bench.documents import form
from tests.bench.pushing import Spent
from tests.central.postgresql import postgresql

PROGRAM = HOUSE / "build" / "peers" / "kinto" / "bin" / "kinto"
BATCH = 25  # its own limit, batch_max_requests
START_S = 30.0
DURABLE = ("shared_buffers=128MB",)
_ACCOUNT = {"Authorization": "Basic " + base64.b64encode(b"admin:bench-only").decode()}


def missing() -> str:
    """What is not there, in words; empty where all is."""
    return "" if PROGRAM.exists() else "Kinto is not installed: make bench-peers"


class KintoSide:
    def __init__(self, url: str, pid: int) -> None:
        self._url = url
        self._pid = pid
        self._collections = 0

    def push(self, count: int) -> Spent:
        """Documents that lie ready as JSON, in its batches. Its CPU is the web process alone, without PostgreSQL's."""
        self._collections += 1
        path = f"/buckets/default/collections/bench{self._collections}/records"
        requests = [{"method": "POST", "path": path, "body": {"data": form(number)}} for number in range(count)]
        bodies = [json.dumps({"requests": requests[at : at + BATCH]}).encode() for at in range(0, count, BATCH)]
        headers = {"Content-Type": "application/json", **_ACCOUNT}
        with httpx.Client(base_url=self._url, trust_env=False, verify=False, timeout=120, headers=headers) as line:  # noqa: S501 - plain HTTP
            cpu, begun = cpu_s(self._pid), time.perf_counter()
            for body in bodies:
                answers = line.post("/batch", content=body).raise_for_status().json()["responses"]
                if any(each["status"] != 201 for each in answers):
                    raise RuntimeError("not all was taken")
            return Spent(count, time.perf_counter() - begun, cpu_s(self._pid) - cpu)


@contextmanager
def kinto_side(folder: Path) -> Iterator[KintoSide]:
    folder.mkdir(parents=True, exist_ok=True)
    ini, port = folder / "kinto.ini", _free_port()
    quiet = {"env": {**os.environ, "PYTHONWARNINGS": "ignore"}, "stderr": subprocess.DEVNULL}
    subprocess.run(
        [PROGRAM, "init", "-q", "--ini", ini, "--backend", "postgresql", "--cache-backend", "memory"],
        check=True,
        **quiet,
    )
    with postgresql(DURABLE) as server:
        url = server.new_database().replace("postgresql+psycopg", "postgresql")
        text = ini.read_text().replace("postgresql://postgres:postgres@localhost/postgres", url)
        ini.write_text(text.replace("level = DEBUG", "level = ERROR").replace("level = INFO", "level = ERROR"))
        subprocess.run([PROGRAM, "migrate", "-q", "--ini", ini], check=True, **quiet)
        with subprocess.Popen([PROGRAM, "start", "-q", "--ini", ini, "--port", str(port)], **quiet) as process:
            try:
                yield _ready(KintoSide(f"http://127.0.0.1:{port}/v1", process.pid), f"http://127.0.0.1:{port}/v1")
            finally:
                process.terminate()
                process.wait(20)


def _ready(side: KintoSide, url: str) -> KintoSide:
    """Once it answers and has its one account. Raises RuntimeError after START_S."""
    with httpx.Client(base_url=url, trust_env=False, verify=False) as line:  # noqa: S501 - plain HTTP
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            try:
                line.put("/accounts/admin", json={"data": {"password": "bench-only"}}).raise_for_status()
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return side
    raise RuntimeError("Kinto did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
