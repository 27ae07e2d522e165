"""The database key: 64 hex digits in a file that only this user may read, made once."""

from __future__ import annotations

import re
import secrets

from app.domain.errors import WrongKey
from app.storage.durable import write_whole
from app.storage.layout import Layout

KEY_BYTES = 32
_KEY = re.compile(r"[0-9a-f]{64}")


def database_key(layout: Layout) -> str:
    """The key, made where there is neither key nor database yet.

    To be called with the opening lock held. Raises WrongKey where a database stands without its key, OSError
    where the disk says so.
    """
    try:
        key = layout.key_file.read_text(encoding="ascii", errors="replace").strip().lower()
    except FileNotFoundError:
        if has_content(layout):
            raise WrongKey(
                "找不到数据库的密钥文件。", "请把 keys/database.key 从备份放回原处；没有它，已有的数据打不开。"
            ) from None
        key = secrets.token_hex(KEY_BYTES)
        write_whole(layout.key_file, key.encode("ascii") + b"\n")
    if _KEY.fullmatch(key) is None:
        raise WrongKey("数据库的密钥文件内容不对。", "请把 keys/database.key 从备份放回原处。")
    return key


def has_content(layout: Layout) -> bool:
    """Whether a database has been written; an empty file is what a cut before the first write leaves."""
    return layout.database.exists() and layout.database.stat().st_size > 0


def wrong_key() -> WrongKey:
    return WrongKey(
        "数据库打不开：密钥不对，或者数据库文件已损坏。",
        "请检查 keys/database.key 是否是这个数据目录自己的；不要删除任何文件，并联系技术人员。",
    )
