"""The database key sealed to this machine's TPM 2.0, by tpm2-tools as child processes.

The parent is the owner hierarchy's ECC storage key of the default template, which the TPM makes anew from its seed
each time: nothing is stored in the chip, and another chip makes another parent. The key goes in by standard input
and comes out by standard output; in files lie only objects that nobody else's TPM loads.
Sources: TPM 2.0 Library part 2, section 6.6 (response codes); man pages tpm2_create(1), tpm2_unseal(1).
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.errors import WrongKey
from app.storage.key_file import KEY_BYTES, TpmKey

ANSWER_S = 20.0
"""How long one tool may take: making the parent takes a slow chip some seconds."""
_FIXED = "fixedtpm|fixedparent"
_CODE = re.compile(r"\(0x([0-9A-Fa-f]+)\)")
_FORMAT_ONE_BITS = 0x0BF
_INTEGRITY, _POLICY = 0x09F, 0x09D
_BUSY = frozenset({0x922, 0x923, 0x90A, 0x908, 0x902, 0x903, 0x904})
"""Retry, yielded, testing, and no room for objects or sessions."""
_LOCKED_OUT = 0x921


@dataclass(frozen=True, slots=True)
class Tpm:
    """`tcti` says which one, in the words of tpm2-tools; empty: their own choice."""

    tcti: str = ""

    def seal(self, key: str, pcrs: str = "") -> TpmKey:
        """Raises WrongKey."""
        with TemporaryDirectory(prefix="kiosk-tpm-") as name:
            room = Path(name)
            self._parent(room)
            guards = ["-a", f"{_FIXED}|userwithauth|noda"]
            if pcrs:
                self._run(["tpm2_createpolicy", "-Q", "--policy-pcr", "-l", pcrs, "-L", "policy"], room)
                guards = ["-a", f"{_FIXED}|noda", "-L", "policy"]
            create = ["tpm2_create", "-Q", "-C", "parent.ctx", "-i", "-", "-u", "public", "-r", "private", *guards]
            self._run(create, room, bytes.fromhex(key))
            self._make_room(room)
            return TpmKey(secrets.token_hex(4), (room / "public").read_bytes(), (room / "private").read_bytes(), pcrs)

    def unseal(self, kept: TpmKey) -> str:
        """Raises WrongKey."""
        with TemporaryDirectory(prefix="kiosk-tpm-") as name:
            room = Path(name)
            (room / "public").write_bytes(kept.public)
            (room / "private").write_bytes(kept.private)
            self._parent(room)
            self._run(["tpm2_load", "-Q", "-C", "parent.ctx", "-u", "public", "-r", "private", "-c", "key.ctx"], room)
            self._make_room(room)
            proof = ["-p", f"pcr:{kept.pcrs}"] if kept.pcrs else []
            key = self._run(["tpm2_unseal", "-c", "key.ctx", *proof], room)
            self._make_room(room)
        if len(key) != KEY_BYTES:
            raise WrongKey("TPM 给出的数据库密钥长度不对。", "请把 keys/database.key 从备份放回原处。")
        return key.hex()

    def _parent(self, room: Path) -> None:
        self._make_room(room)
        self._run(["tpm2_createprimary", "-Q", "-C", "o", "-G", "ecc", "-c", "parent.ctx"], room)
        self._make_room(room)

    def _make_room(self, room: Path) -> None:
        """A chip holds three objects at a time, and without a resource manager the tools leave theirs in it."""
        for left in ("-t", "-l"):
            self._run(["tpm2_flushcontext", left], room)

    def _run(self, command: list[str], room: Path, fed: bytes = b"") -> bytes:
        environment = {**os.environ, "LC_ALL": "C", "TSS2_LOG": "all+NONE"}
        if self.tcti:
            environment["TPM2TOOLS_TCTI"] = self.tcti
        try:
            done = subprocess.run(  # noqa: S603 - a list of our own words, no shell
                command, input=fed, capture_output=True, cwd=room, env=environment, timeout=ANSWER_S, check=False
            )
        except FileNotFoundError:
            raise WrongKey("这台机器没有装 TPM 的工具，数据库密钥取不出来。", "安装 Debian 包 tpm2-tools。") from None
        except subprocess.TimeoutExpired:
            raise _busy() from None
        if done.returncode != 0:
            raise _refused(done.stderr.decode("utf-8", errors="replace"))
        return done.stdout


def _busy() -> WrongKey:
    return WrongKey("TPM 正忙，没有应答。", "稍后再试；一直这样时重启机器。不要删除任何文件。")


def _refused(told: str) -> WrongKey:
    """What the tools wrote to standard error, told for a person."""
    codes = [int(each, 16) for each in _CODE.findall(told)]
    if any(code & _FORMAT_ONE_BITS == _INTEGRITY for code in codes):
        return WrongKey(
            "数据库密钥封在另一块 TPM 里，这台机器打不开。",
            "把磁盘装回原来的机器。TPM 换过或清除过时，从备份放回 keys/database.key，或用口令保管的备份。",
        )
    if any(code & _FORMAT_ONE_BITS == _POLICY for code in codes):
        return WrongKey(
            "机器的启动状态变了，TPM 不给出数据库密钥。", "恢复原来的固件和安全启动设置；或从备份放回用口令保管的密钥。"
        )
    if _LOCKED_OUT in codes:
        return WrongKey("TPM 因为错误次数太多锁住了。", "等它自己解开后再试（通常几小时），不要删除任何文件。")
    if any(code in _BUSY for code in codes):
        return _busy()
    if "tcti" in told.lower():
        return WrongKey(
            "找不到 TPM，数据库密钥取不出来。",
            "在主板设置里打开 TPM；检查 station.toml 的 storage.tpm_tcti，以及本用户能不能用 /dev/tpmrm0。",
        )
    number = f"（0x{codes[0]:x}）" if codes else ""
    return WrongKey(f"TPM 出错了{number}，数据库密钥取不出来。", "重启机器后再试；不要删除任何文件，并联系技术人员。")
