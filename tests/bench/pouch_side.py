"""PouchDB and express-pouchdb with the same work as ours: the peers of push, full path, files and centre CPU."""

from __future__ import annotations

import base64
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from app.domain.case import Submission
from tests.bench.centre_process import cpu_s
from tests.bench.documents import case_with_files, form, plain_case
from tests.bench.pushing import Spent
from tests.peers import node

FOLDER = node.HERE / "pouch"
REPLICATION_BATCHES = {"full_path": 500, "with_files": 50}
CLIENT_TIMEOUT_S = 300


def missing() -> str:
    """What is not there, in words; empty where all is."""
    if not (FOLDER / "node_modules" / "express-pouchdb").is_dir():
        return "PouchDB is not installed: make bench-peers"
    return ""


class PouchSide:
    """One living server; each measurement brings a database of its own."""

    def __init__(self, port: int, pid: int, folder: Path) -> None:
        self._url = f"http://127.0.0.1:{port}"
        self._pid = pid
        self._folder = folder
        self._databases = 0

    def push(self, count: int, batch: int = 500, senders: int = 1) -> Spent:
        """Documents that lie ready as JSON, by _bulk_docs; `senders` requests at once."""
        bodies = [
            json.dumps(
                {"docs": [{"_id": f"{number:08d}", **form(number)} for number in range(at, at + batch)]}
            ).encode()
            for at in range(0, count, batch)
        ]
        with (
            httpx.Client(base_url=self._url, trust_env=False, verify=False, timeout=120) as line,  # noqa: S501 - plain HTTP
            ThreadPoolExecutor(senders) as pool,
        ):
            name = self._new_database(line)

            def send_one(body: bytes) -> None:
                answer = line.post(f"/{name}/_bulk_docs", content=body, headers={"Content-Type": "application/json"})
                if not all(each.get("ok") for each in answer.raise_for_status().json()):
                    raise RuntimeError("not all was taken")

            def send() -> float:
                begun = time.perf_counter()
                list(pool.map(send_one, bodies))
                return time.perf_counter() - begun

            return self._spent(count, send)

    def full_path(self, count: int) -> Spent:
        """From a local PouchDB to the server's last acknowledgement."""
        return self._replicated("full_path", count, plain_case)

    def with_files(self, count: int) -> Spent:
        """The same with a photo and a signature to each document."""
        return self._replicated("with_files", count, case_with_files)

    def _replicated(self, kind: str, count: int, make: Callable[[int], Submission]) -> Spent:
        self._databases += 1
        documents = self._folder / f"documents-{self._databases}.jsonl"
        documents.write_text("".join(json.dumps(_document(make(number))) + "\n" for number in range(count)))
        asked = {
            "remote": f"{self._url}/bench{self._databases}",
            "folder": str(self._folder / f"local-{self._databases}"),
            "documents": str(documents),
            "batch": REPLICATION_BATCHES[kind],
        }

        def replicate() -> float:
            done = subprocess.run(
                ["node", str(FOLDER / "client.js")],
                input=json.dumps(asked),
                capture_output=True,
                text=True,
                check=True,
                timeout=CLIENT_TIMEOUT_S,
            )
            told = json.loads(done.stdout)
            if told["written"] != count:
                raise RuntimeError(f"not all was taken: {told}")
            return float(told["seconds"])

        return self._spent(count, replicate)

    def _new_database(self, line: httpx.Client) -> str:
        self._databases += 1
        line.put(f"/bench{self._databases}").raise_for_status()
        return f"bench{self._databases}"

    def _spent(self, count: int, act: Callable[[], float]) -> Spent:
        cpu = cpu_s(self._pid)
        seconds = act()
        return Spent(count, seconds, cpu_s(self._pid) - cpu)


@contextmanager
def pouch_side(folder: Path) -> Iterator[PouchSide]:
    folder.mkdir(parents=True, exist_ok=True)
    with node.served("server.js", str(folder / "server"), folder=FOLDER) as (port, pid):
        yield PouchSide(port, pid, folder)


def _document(case: Submission) -> dict[str, Any]:
    files = {
        each.name: {"content_type": each.media_type, "data": base64.b64encode(each.content).decode()}
        for each in case.attachments
    }
    return {"_id": case.case_id, **case.data, **({"_attachments": files} if files else {})}
