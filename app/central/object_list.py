"""Which objects a back-up holds, each with its SHA-256: `sha256sum -c objects.sha256` in its folder checks them too."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.central.objects import ObjectStore
from app.domain.errors import StorageProblem

OBJECTS = "objects"
LIST = "objects.sha256"
TOLD_AS = "object_list_sha256"
"""Under this name backup.json holds the digest of the list. Back-ups of before have neither."""
NAMED_AT_MOST = 3
_BETWEEN = f"  {OBJECTS}/"
_ANOTHER = "请用另一份备份。"


def written(digests: Mapping[str, str]) -> bytes:
    """The list of objects that were copied, by name."""
    return "".join(f"{digest}{_BETWEEN}{name}\n" for name, digest in sorted(digests.items())).encode()


def sound_objects(folder: Path, told: Mapping[str, Any]) -> dict[str, str]:
    """Each object of a back-up with its digest, after all of them were read.

    Without a list they can only be counted: the digests are empty. Raises StorageProblem.
    """
    copies = ObjectStore(folder / OBJECTS)
    if TOLD_AS not in told:
        return dict.fromkeys(_counted(copies, int(told["objects"])), "")
    listed = _listed(folder, str(told[TOLD_AS]))
    missing, damaged = [], []
    for name, digest in listed.items():
        found = _digest(copies, name)
        if found is None:
            missing.append(name)
        elif found != digest:
            damaged.append(name)
    if missing or damaged:
        problems = [_named(word, names) for word, names in (("缺", missing), ("坏", damaged)) if names]
        raise StorageProblem(f"备份里的附件{'，'.join(problems)}，什么都没有恢复。", _ANOTHER)
    return listed


def _counted(copies: ObjectStore, wanted: int) -> list[str]:
    names = list(copies.names(""))
    if len(names) < wanted:
        raise StorageProblem(f"备份里的附件应有 {wanted} 个，只有 {len(names)} 个，什么都没有恢复。", _ANOTHER)
    return names


def _listed(folder: Path, wanted: str) -> dict[str, str]:
    try:
        content = (folder / LIST).read_bytes()
    except OSError as error:
        raise StorageProblem("备份里的附件清单不见了或读不出来。", _ANOTHER) from error
    if hashlib.sha256(content).hexdigest() != wanted:
        raise StorageProblem("备份里的附件清单坏了。", _ANOTHER)
    lines = (line.partition(_BETWEEN) for line in content.decode().split("\n") if line)
    return {name: digest for digest, _, name in lines}


def _digest(copies: ObjectStore, name: str) -> str | None:
    """None where there is no such object; what cannot be read has none that anybody wrote down."""
    try:
        return copies.sha256_of(name)
    except StorageProblem:
        return ""


def _named(word: str, names: list[str]) -> str:
    more = "等" if len(names) > NAMED_AT_MOST else ""
    return f"{word} {len(names)} 个（{'、'.join(names[:NAMED_AT_MOST])}{more}）"
