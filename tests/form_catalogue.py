"""The definitions of tests/data/form-catalogue: one field of every kind, and answers that hold."""

from __future__ import annotations

from pathlib import Path

from app.catalogue import load_catalogue
from app.domain.service_item import FormField

FORM_CATALOGUE = Path(__file__).resolve().parent / "data" / "form-catalogue"
_CATALOGUE = load_catalogue(FORM_CATALOGUE)
EVERY_FIELD = _CATALOGUE.item("every-field")
EVERY_THING = _CATALOGUE.item("every-thing")
"""Persons, a place, files and a row of a record."""
FILLED = {
    "reason": "房子去年到期，换了住处。\n家里老人要照顾，从三月起没有上班。",
    "monthly_income": "3200.50",
    "household_size": "3",
    "since": "2026-03-01",
    "yearly_income": "38406.00",
    "per_head": "1066.83",
    "years": "0",
    "allowance": "高龄津贴",
    "hardship": "illness|study",
    "hospital": "青禾县人民医院",
    "home": "330726100",
    "contact": "李小四|11010519491231002X",
    "plate": "浙GD12345",
    "credit_code": "91330726MA26951173",
}


def field(name: str) -> FormField:
    """Of either item: no name stands in both."""
    return next(each for each in (*EVERY_FIELD.fields(), *EVERY_THING.fields()) if each.name == name)


RECORD = {
    "violations": [
        {"number": "3307261100000001", "place": "市心路", "day": "2026-01-09", "fine": 10000},
        {"number": "3307261100000002", "place": "站前路汽车站东侧人行横道", "day": "2026-02-11", "fine": 15050},
        {"number": "3307261100000003", "place": "工业大道", "day": "2026-03-01", "fine": 5000},
    ]
}
"""What the register of `every-thing` told."""
GIVEN = {
    "violation": "3307261100000002",
    "fine": "150.50",
    "family": (
        '[{"name":"李小四","id_number":"11010519491231002X","relation":"parent","phone":"13812345678"},'
        '{"name":"王小五","id_number":"330702199003070011","relation":"spouse"}]'
    ),
    "where": '{"division":"330726100","words":"菜市场南门口","grid":"YX-03"}',
    "picture": "taken",
    "pages": "2",
    "witness": "taken",
    "phone": "13812345678",
    "address": "浙江省临江市青禾县云溪镇柳叶路18号",
}
"""Answers to `every-thing` that hold."""
