from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.condition import Condition

OLD = Condition("years", least=Decimal(60))
POOR = Condition("income", most=Decimal(1500))
OTHER = Condition("reason", ("other",))


@pytest.mark.parametrize(
    ("condition", "answers", "holds"),
    [
        (OLD, {"years": "60"}, True),
        (OLD, {"years": "59.9"}, False),
        (OLD, {"years": ""}, False),
        (OLD, {"years": "NaN"}, False),
        (OLD, {"years": "sixty"}, False),
        (Condition("years", least=Decimal(18), most=Decimal(60)), {"years": "61"}, False),
        (POOR, {"income": "1500.00"}, True),
        (Condition("name", filled=True), {"name": " "}, False),
        (Condition("name", filled=True), {"name": "张三"}, True),
        (Condition("name", filled=False), {}, True),
        (Condition(all=(OLD, POOR)), {"years": "70", "income": "1"}, True),
        (Condition(all=(OLD, POOR)), {"years": "70", "income": "2000"}, False),
        (Condition(any=(OLD, POOR)), {"years": "50", "income": "1"}, True),
        (Condition(any=(OLD, POOR)), {"years": "50", "income": "2000"}, False),
        (Condition(but_not=OTHER), {"reason": "lost"}, True),
        (Condition(but_not=OTHER), {"reason": "other"}, False),
        (Condition("reason", ("lost", "other"), but_not=OTHER), {"reason": "lost"}, True),
        (Condition(all=(OLD, Condition(any=(POOR, Condition(but_not=OTHER))))), {"years": "70", "reason": "x"}, True),
    ],
)
def test_a_condition_holds_or_it_does_not(condition: Condition, answers: dict[str, str], holds: bool) -> None:
    assert condition.holds(answers) is holds


def test_every_part_knows_where_it_stands_in_the_file() -> None:
    whole = Condition(all=(OLD, Condition(any=(POOR, Condition(but_not=OTHER)))))
    places = {part: steps for steps, part in whole.parts()}
    assert places[OTHER] == ("all", 1, "any", 1, "not")
    assert places[whole] == ()
