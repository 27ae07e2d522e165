import pytest

from app.domain.errors import WrongInput
from app.vision.photo_rules import Between, rule_names, rules_named


def test_the_limits_of_ga_482_are_the_published_ones() -> None:
    rules = rules_named("ga482")
    assert (rules.width_px, rules.height_px, rules.dots_per_inch) == (260, 378, 300)
    assert rules.head_width_px == Between(165, 189)
    assert rules.head_length_px == Between(224, 260)
    assert rules.crown_px == Between(10, 20)
    assert rules.quality.low == 70
    assert 14 * 1000 <= rules.bytes.low < rules.bytes.high <= 30 * 1000


def test_rules_nobody_knows_are_refused_with_those_that_are_known() -> None:
    with pytest.raises(WrongInput) as problem:
        rules_named("passport")
    assert all(name in problem.value.what_to_do for name in rule_names())


def test_both_ends_of_a_limit_are_allowed() -> None:
    limit = Between(10, 20)
    assert [limit.holds(value) for value in (9.9, 10, 20, 20.1)] == [False, True, True, False]
    assert str(limit) == "10–20"
    assert limit.middle == 15
