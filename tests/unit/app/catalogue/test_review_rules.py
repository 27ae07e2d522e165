"""Which offices review an item, read from its file; each mistake in it is named with file, key and sentence."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.catalogue import load_catalogue, validate
from app.domain.service_item import Review

CATALOGUE = Path(__file__).parents[3] / "data" / "office-catalogue"


def with_reviews(folder: Path, reviews: Any, **more: Any) -> Path:
    shutil.copytree(CATALOGUE, folder)
    file = folder / "items" / "licence-check.yaml"
    values = yaml.safe_load(file.read_text("utf-8")) | {"reviews": reviews} | more
    file.write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")
    return folder


def test_an_item_says_who_reviews_it_and_what_each_sees() -> None:
    catalogue = load_catalogue(CATALOGUE)
    hospital, licensing = catalogue.item("licence-check").reviews
    assert hospital == Review("hospital", ("medical", "video", "medical-form"))
    assert (licensing.office, licensing.sees_all) == ("licensing", True)
    assert catalogue.item("stall-permit").reviews == ()


@pytest.mark.parametrize(
    ("reviews", "sentence"),
    [
        ("hospital", "reviews：要写成列表"),
        (["hospital"], "reviews[0]：要写成“键: 值”的样子"),
        ([{"office": "hospital"}], "reviews[0].parts：缺这一项"),
        ([{"parts": ["all"]}], "reviews[0].office：缺这一项"),
        ([{"office": "hospital", "parts": []}], "reviews[0].parts：至少写一个；看全部就写 all"),
        ([{"office": "医院", "parts": ["all"]}], "reviews[0].office：要写小写的词"),
        ([{"office": "manager", "parts": ["all"]}], "reviews[0].office：“manager”不是单位"),
        ([{"office": "hospital", "parts": ["all", "form"]}], "reviews[0].parts：写了 all，就不用再写别的"),
        ([{"office": "hospital", "parts": ["xray"]}], "reviews[0].parts[0]：不认识“xray”，可以写：all、applicant"),
        ([{"office": "hospital", "parts": ["recordings"]}], "reviews[0].parts[0]：不认识“recordings”"),
        ([{"office": "hospital", "parts": ["all"], "see": 1}], "reviews[0].see：不认识这个键"),
        ([{"office": "a", "parts": ["all"]}] * 2, "reviews[1].office：“a”写了两次"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, reviews: Any, sentence: str) -> None:
    found = [str(each) for each in validate(with_reviews(tmp_path / "c", reviews))]
    assert any(sentence in each for each in found), found


def test_an_item_that_accepts_itself_cannot_have_reviewers(tmp_path: Path) -> None:
    folder = with_reviews(tmp_path / "c", [{"office": "a", "parts": ["all"]}], acceptance="automatic")
    assert any("acceptance：有 reviews 的事项要写 review" in str(each) for each in validate(folder))
