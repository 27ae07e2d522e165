"""A folder between the centre and a city's platform: `file:/path`.

outgoing/KEY/case.json, case.jws (signature), attachments/SHA256   written whole, then renamed into place
centre.pub.pem                                                     the key that checks case.jws
decisions/ANY.json        {"key", "case", "decision", "reason", "parts"}, put there by the platform, renamed into place
decisions/done/ANY.json   moved there with its outcome beside it in ANY.outcome.json

Nothing in a decision proves who wrote it: whoever may write into the folder decides. So a folder that everybody may
write into is refused, and with `file:/path?writer=USER` only files that belong to that user of the system count.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from app.central.adapters.interface import CityCase, CityDecision, Delivered, NotNow, Outcome
from app.central.adapters.reading import DECISIONS_AT_ONCE, UNREADABLE, read_decision
from app.central.adapters.signing import Signer
from app.central.storage.moment import now
from app.domain.errors import ConfigInvalid
from app.domain.fault_trail import fault_trail

DECISION_LIMIT_BYTES = 64 * 1024
DRAFT_LIFE_S = 24 * 3_600.0
"""What a killed centre left half written goes then: far beyond the time one delivery may take."""
TIDY_EVERY_S = 3_600.0
NAME_MAX_BYTES = 255
STRANGER = "stranger"
"""The outcome of a decision that somebody else than the platform's user laid down."""
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_log = logging.getLogger("bianmin.central")


class OpenToAll(OSError):
    """Everybody on the machine may write into the folder, and so decide on cases."""

    def __init__(self) -> None:
        super().__init__("everybody may write decisions")


class FileDrop:
    def __init__(self, folder: Path, signer: Signer, writer: int | None = None) -> None:
        """`writer`: the one user whose decisions count, by number; None: of all who may write here. Raises OSError."""
        self._folder = folder
        self._writer = writer
        self._outgoing = folder / "outgoing"
        self._decisions = folder / "decisions"
        self._done = self._decisions / "done"
        self._signer = signer
        self._files: dict[str, Path] = {}
        self._tidied_at = 0.0
        for each in (self._outgoing, self._done):
            each.mkdir(parents=True, exist_ok=True)
        _replace(folder / "centre.pub.pem", signer.public_key)
        self._check_who_may_write()

    def deliver(self, case: CityCase) -> Outcome:
        """A folder that stands is a delivery that was made: what was half written has another name."""
        place = self._outgoing / case.key
        try:
            if not place.exists():
                self._lay_down(place, case)
            _flush(self._outgoing)
        except OSError as error:
            return NotNow(f"folder_{error.errno or 0}")
        return Delivered()

    def poll(self) -> Sequence[CityDecision]:
        """What is no decision is moved aside at once, with the reason; what cannot be read now waits, alone.

        Raises OpenToAll.
        """
        self._check_who_may_write()
        self._tidy()
        found: list[CityDecision] = []
        for path in sorted(self._decisions.glob("*.json")):
            if len(found) == DECISIONS_AT_ONCE:
                break
            try:
                decision = _decision(path, self._writer)
                if isinstance(decision, str):
                    self._put_aside(path, decision)
                    continue
            except OSError as error:
                _log.warning("a decision in the folder %s", fault_trail(error))
                continue
            self._files[decision.key] = path
            found.append(decision)
        return found

    def confirm(self, decision: CityDecision, outcome: str) -> None:
        path = self._files.pop(decision.key, None)
        if path is not None:
            self._put_aside(path, outcome)

    def close(self) -> None:
        """Nothing is held open."""

    def _check_who_may_write(self) -> None:
        for each in (self._folder, self._decisions):
            if os.name == "posix" and each.stat().st_mode & stat.S_IWOTH:
                raise OpenToAll

    def _lay_down(self, place: Path, case: CityCase) -> None:
        """Another replica may be at the same case: each writes, renames and takes away a draft of its own."""
        draft = self._outgoing / f".{case.key}.{secrets.token_hex(8)}.part"
        try:
            self._write(draft, case)
            draft.rename(place)
        except OSError:
            if not place.exists():
                raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _tidy(self) -> None:
        """Takes away drafts that nobody can be at any more; seldom, for the folder may be long."""
        if self._tidied_at and time.monotonic() - self._tidied_at < TIDY_EVERY_S:
            return
        self._tidied_at = time.monotonic()
        for each in self._outgoing.glob(".case-*.part"):
            try:
                is_old = time.time() - each.lstat().st_mtime > DRAFT_LIFE_S
            except OSError:  # it has got its name meanwhile
                continue
            if is_old:
                shutil.rmtree(each, ignore_errors=True)

    def _write(self, folder: Path, case: CityCase) -> None:
        attachments = folder / "attachments"
        attachments.mkdir(parents=True)
        for each in case.files:
            _put(attachments / each.sha256, each.pieces())
        document = json.dumps(case.document(), ensure_ascii=False, indent=1).encode()
        _put(folder / "case.json", [document])
        _put(folder / "case.jws", [self._signer.sign(document, case.key, now()).encode()])
        _flush(attachments)
        _flush(folder)

    def _put_aside(self, path: Path, outcome: str) -> None:
        told = {"outcome": outcome or "done", "at": now().isoformat()}
        name = f"{path.stem}.outcome.json"
        if len(os.fsencode(name)) > NAME_MAX_BYTES:
            name = f"{sha256(os.fsencode(path.stem)).hexdigest()}.outcome.json"
        _replace(self._done / name, json.dumps(told).encode())
        path.rename(self._done / path.name)
        _flush(self._done)


def open_adapter(url: str, keys: Path) -> FileDrop:
    """Raises ConfigInvalid."""
    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost") or not parts.path.startswith("/"):
        raise ConfigInvalid("对接的文件夹写得不对。", "写法如 file:/srv/bianmin/city。")
    try:
        return FileDrop(Path(unquote(parts.path)), Signer(keys), _writer(parts.query))
    except OpenToAll as error:
        raise ConfigInvalid(
            "对接的文件夹人人可写，谁都可以替平台作决定。",
            "请对它和里面的 decisions 做 chmod o-w，只让平台的用户和中心的用户写。",
        ) from error
    except OSError as error:
        raise ConfigInvalid("对接的文件夹不能写。", "请检查 --adapter 的路径和权限。") from error


def _writer(query: str) -> int | None:
    """Raises ConfigInvalid."""
    if not query:
        return None
    name, _, user = query.partition("=")
    try:
        import pwd

        if name == "writer":
            return pwd.getpwnam(unquote(user)).pw_uid
    except (KeyError, ModuleNotFoundError) as error:
        raise ConfigInvalid(
            "没有这个写决定的用户。", "写法如 file:/srv/bianmin/city?writer=city，用户要在本机。"
        ) from error
    raise ConfigInvalid("对接的文件夹写得不对。", "问号后面只能是 writer=用户。")


def _decision(path: Path, writer: int | None) -> CityDecision | str:
    """An outcome for what is none. Raises OSError."""
    handle = os.open(path, _READ)
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise OSError("no ordinary file")
    with os.fdopen(handle, "rb") as file:
        if writer is not None and found.st_uid != writer:
            return STRANGER
        content = file.read(DECISION_LIMIT_BYTES + 1)
    if len(content) > DECISION_LIMIT_BYTES:
        return UNREADABLE
    try:
        told: Any = json.loads(content.decode())
    except (ValueError, RecursionError):
        return UNREADABLE
    return read_decision(told) or UNREADABLE


def _replace(path: Path, content: bytes) -> None:
    """In a folder where others write too: what stands under the name gives way, and a link is not followed."""
    draft = path.with_name(f".{secrets.token_hex(8)}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _put(path: Path, content: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    if os.name == "nt":
        return  # a folder cannot be opened there; its names are flushed with its files
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
