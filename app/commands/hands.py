"""The technician before the machine: asked in words on standard error, where there is one."""

from __future__ import annotations

import sys


class Hands:
    """`are_there`: somebody sits at the terminal and did not ask to be left alone (`--yes`)."""

    def __init__(self, *, left_alone: bool) -> None:
        self.are_there = not left_alone and sys.stdin is not None and sys.stdin.isatty()

    def tell(self, words: str) -> None:
        """One line; Chinese, for a person."""
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()

    def confirm(self, question: str) -> bool:
        """Enter is yes; n and Enter, or the end of the input, is no. Waits as long as the person does."""
        sys.stderr.write(f"  {question}（是：按回车；不是：打 n 再按回车）")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        return bool(answer) and not answer.strip()
