"""One mistake of typing is forgiven, wherever it stands; two are not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.catalogue.mistakes import has_with_one_mistake

WORDS = ("abcdef", "居住证签注", "abcd")


def mistyped(word: str) -> set[str]:
    wrong = {f"{word[:at]}x{word[at + 1 :]}" for at in range(len(word))}
    missing = {word[:at] + word[at + 1 :] for at in range(len(word))}
    extra = {f"{word[:at]}x{word[at:]}" for at in range(len(word) + 1)}
    swapped = {word[:a] + word[b] + word[a] + word[b + 1 :] for a, b in pairwise(range(len(word)))}
    return wrong | missing | extra | swapped


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("around", ["{}", "\n{}\n", "before {} after", "aa{}"])
def test_every_single_mistake_is_forgiven(word: str, around: str) -> None:
    text = around.format(word)
    assert [each for each in mistyped(word) if not has_with_one_mistake(text, each)] == []


@pytest.mark.parametrize("word", WORDS)
def test_two_wrong_signs_are_not(word: str) -> None:
    twice = {f"x{word[1:-1]}x", f"{word[0]}xx{word[3:]}"}
    assert [each for each in twice if has_with_one_mistake(f"\n{word}\n", each)] == []


def test_nothing_is_found_in_nothing() -> None:
    assert not has_with_one_mistake("", "abcd")
