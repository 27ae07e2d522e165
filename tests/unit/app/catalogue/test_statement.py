from __future__ import annotations

from app.catalogue import LoadedCatalogue
from app.catalogue.statement import statement_of

HOUSES = [
    {"certificate": "临（2021）青禾县不动产权第 0004127 号", "place": "云溪镇安和路 36 号", "use": "home"},
    {"certificate": "临（2018）青禾县不动产权第 0001839 号", "place": "桃源镇桃花街 8 号", "use": "shop"},
]


def test_only_the_chosen_row_is_printed(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("property-ownership-proof")
    form = {"house": HOUSES[1]["certificate"], "receiver": "school"}
    paper = statement_of(item, {"houses": HOUSES}, form, "张文三", "330702199003070011")
    assert [row[1] for row in paper["tables"][0]["rows"]] == ["桃源镇桃花街 8 号"]
    assert {each["label"]: each["value"] for each in paper["answers"]}["接收单位"] == "学校"


def test_without_a_choice_every_row_is_printed(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("property-ownership-proof")
    paper = statement_of(item, {"houses": HOUSES}, {}, "张文三", "330702199003070011")
    assert len(paper["tables"][0]["rows"]) == 2
    assert paper["title"] == "不动产权属证明"
    assert paper["valid_days"] == 30
