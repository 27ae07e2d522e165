from __future__ import annotations

import pytest

from app.catalogue import LoadedCatalogue
from app.catalogue.search import search


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("临时身份证", "temporary-id-card"),
        ("lssfz", "temporary-id-card"),
        ("LSSFZ", "temporary-id-card"),
        ("lss", "temporary-id-card"),
        ("补办身份证", "temporary-id-card"),
        ("ＩＤ ｃａｒｄ", "temporary-id-card"),
        ("居住证", "residence-permit-endorsement"),
        ("居住證簽注", "residence-permit-endorsement"),
        ("jzz", "residence-permit-endorsement"),
        ("社保", "social-insurance-proof"),
        ("打印社保证明", "social-insurance-proof"),
        ("insurance", "social-insurance-proof"),
    ],
)
def test_what_people_call_it_finds_it_first(catalogue: LoadedCatalogue, text: str, first: str) -> None:
    assert search(catalogue.items(), text)[0].code == first


@pytest.mark.parametrize("text", ["护照", "xyz", "钓", "？"])
def test_what_we_do_not_have_finds_nothing(catalogue: LoadedCatalogue, text: str) -> None:
    assert search(catalogue.items(), text) == ()


def test_nothing_typed_finds_everything_in_order(catalogue: LoadedCatalogue) -> None:
    assert search(catalogue.items(), "  ") == tuple(catalogue.items())
