"""The drawn tree of errors: stable codes, the contract's exit codes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain import errors
from app.domain.errors import TerminalError


def tree(root: type[TerminalError] = TerminalError) -> Iterator[type[TerminalError]]:
    yield root
    for each in root.__subclasses__():
        if each.__module__ == errors.__name__:
            yield from tree(each)


def test_no_two_errors_share_a_code() -> None:
    codes = [each.code for each in tree()]
    assert len(codes) == len(set(codes))
    assert len(codes) > 10


@pytest.mark.parametrize("kind", list(tree()), ids=lambda kind: kind.__name__)
def test_each_error_ends_a_command_as_the_contract_says(kind: type[TerminalError]) -> None:
    assert kind.exit_code in {2, 5, 6, 7, 70}
    assert f"{kind.__name__} " in (errors.__doc__ or "")


def test_an_error_carries_its_sentences() -> None:
    wrong = errors.FormInvalid("phone", "手机号少一位", "数一下，一共 11 位")
    assert (wrong.field, wrong.message, wrong.what_to_do) == ("phone", "手机号少一位", "数一下，一共 11 位")
    assert str(wrong) == "手机号少一位"
