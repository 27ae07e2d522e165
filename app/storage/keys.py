"""The database key: made once, kept in keys/database.key as it is, under a TPM or under a passphrase."""

from __future__ import annotations

import os
import secrets
import sys
from io import FileIO

from app.domain.errors import OurFault, StorageProblem, WrongKey
from app.storage import passphrase_key
from app.storage.durable import part_of, write_whole
from app.storage.key_choice import IN_A_FILE, KeyChoice, KeyKind
from app.storage.key_file import KEY_BYTES, KeptKey, PassphraseKey, PlainKey, TpmKey, read, written
from app.storage.layout import Layout
from app.storage.tpm_key import Tpm

PAGE_BYTES = 4096
"""Of a SQLCipher database."""
JOURNAL_HEAD_BYTES = 32
"""A write-ahead log that is no longer holds nothing."""


def database_key(layout: Layout, choice: KeyChoice = IN_A_FILE) -> str:
    """The key, made where there is neither key nor database yet.

    To be called with the opening lock held. Raises WrongKey where it cannot be had, StorageProblem where the
    database it opens has gone, OSError where the disk says so.
    """
    _wipe_rest(layout)
    kept = kept_key(layout)
    if not _has_a_page(layout) and (layout.database_made.exists() or _has_files_of_one(layout)):
        raise _database_lost(layout)
    if kept is None:
        key = secrets.token_hex(KEY_BYTES)
        write_whole(layout.key_file, written(wrap(key, choice)))
        return key
    return unwrap(kept, choice)


def kept_key(layout: Layout) -> KeptKey | None:
    """How the key is kept; None where there is neither key nor database yet. Raises WrongKey."""
    try:
        return read(layout.key_file.read_bytes())
    except FileNotFoundError:
        if has_content(layout) or layout.database_made.exists():
            raise WrongKey(
                "找不到数据库的密钥文件。", "请把 keys/database.key 从备份放回原处；没有它，已有的数据打不开。"
            ) from None
        return None


def wrap(key: str, choice: KeyChoice) -> KeptKey:
    """Raises WrongKey where the TPM does not do it or nobody tells a passphrase, WrongInput for a short one."""
    match choice.kind:
        case KeyKind.FILE:
            return PlainKey(key)
        case KeyKind.TPM:
            return Tpm(choice.tpm_tcti).seal(key, choice.tpm_pcrs)
        case KeyKind.PASSPHRASE:
            return passphrase_key.wrap(key, choice.passphrase(True))


def unwrap(kept: KeptKey, choice: KeyChoice) -> str:
    """Raises WrongKey."""
    match kept:
        case PlainKey():
            return kept.key
        case TpmKey():
            return Tpm(choice.tpm_tcti).unseal(kept)
        case PassphraseKey():
            return passphrase_key.unwrap(kept, choice.passphrase(False))


def rewrap(layout: Layout, key: str, choice: KeyChoice) -> KeptKey:
    """Keep the same key another way. At any cut the key file is the old or the new one, whole.

    To be called with the opening lock held. What is new is opened once before the old goes. Raises as `wrap`, OSError.
    """
    new = wrap(key, choice)
    if not isinstance(new, PassphraseKey) and unwrap(new, choice) != key:
        raise OurFault("数据库密钥换了保管方式后打不开，已放弃。", "什么都没有改变，请再试一次。")
    if sys.platform == "win32":  # there an open file cannot be replaced
        write_whole(layout.key_file, written(new))
        return new
    with layout.key_file.open("r+b", buffering=0) as old:
        write_whole(layout.key_file, written(new))
        _wipe(old)
    return new


def _wipe_rest(layout: Layout) -> None:
    """A key that was being written when the power went: it may be a plain one, beside a file that is not."""
    part = part_of(layout.key_file)
    if part.exists():
        with part.open("r+b", buffering=0) as rest:
            _wipe(rest)
        part.unlink()


def _wipe(file: FileIO) -> None:
    """A flash disk may still hold the old bytes somewhere."""
    file.write(b"\0" * os.fstat(file.fileno()).st_size)
    os.fsync(file.fileno())


def _has_a_page(layout: Layout) -> bool:
    """SQLite takes what is shorter for a new file, and would begin anew in it."""
    return layout.database.exists() and layout.database.stat().st_size >= PAGE_BYTES


def _has_files_of_one(layout: Layout) -> bool:
    """Whether something lies here that only a database explains: a new one would take it for rubbish."""
    folders = (layout.attachments, layout.spool, layout.recordings)
    return has_journal(layout) or any(each.is_file() for folder in folders for each in folder.rglob("*"))


def has_journal(layout: Layout) -> bool:
    return layout.journal.exists() and layout.journal.stat().st_size > JOURNAL_HEAD_BYTES


def _database_lost(layout: Layout) -> StorageProblem:
    """SQLite would play what is left of the journal into whatever file is put beside it."""
    what_to_do = "请从备份恢复 terminal.db，不要新建；确实要从头开始，就把整个数据目录移走。"
    if has_journal(layout):
        what_to_do += (
            "恢复之前先把留下的 terminal.db-wal 和 terminal.db-shm 移到别处收好，不要删除；"
            "备份里有这两个文件，就和 terminal.db 一起放回。"
        )
    return StorageProblem("数据库文件不见了，或只剩一截。", what_to_do)


def has_content(layout: Layout) -> bool:
    """Whether a database has been written; an empty file is what a cut before the first write leaves."""
    return layout.database.exists() and layout.database.stat().st_size > 0


def wrong_key() -> WrongKey:
    return WrongKey(
        "数据库打不开：密钥不对，或者数据库文件已损坏。",
        "请检查 keys/database.key 是否是这个数据目录自己的；不要删除任何文件，并联系技术人员。",
    )
