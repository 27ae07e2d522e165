"""A body that is no batch."""

from __future__ import annotations


class BodyRefused(Exception):
    """`status` as in HTTP, `code` a stable word, `detail` a sentence for people."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(status, code, detail)
        self.status = status
        self.code = code
        self.detail = detail
