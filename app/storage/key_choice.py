"""How the database key is to be kept, and who is asked where a person or a chip holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.errors import WrongKey


class KeyKind(StrEnum):
    FILE = "file"
    TPM = "tpm"
    PASSPHRASE = "passphrase"  # noqa: S105 - a word, no secret


def nobody_to_ask(_is_new: bool) -> str:
    raise WrongKey(
        "打开数据库要口令，这里没有人可以问。", "在终端窗口里运行，或用 KIOSK_PASSPHRASE_FILE 指出口令文件。"
    )


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """`kind` counts where the data directory is made; afterwards its key file says how the key is kept.

    `passphrase` is called when one is needed, with whether it is a new one. It may raise WrongKey.
    """

    kind: KeyKind = KeyKind.FILE
    tpm_tcti: str = ""
    tpm_pcrs: str = ""
    passphrase: Callable[[bool], str] = field(default=nobody_to_ask, repr=False)


IN_A_FILE = KeyChoice()
