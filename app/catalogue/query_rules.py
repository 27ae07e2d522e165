"""What must hold for what an office answers: keys once, words for choices, samples for the reference centre."""

from __future__ import annotations

from collections.abc import Sequence

from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.domain.query import AnswerType, QueryColumn, QueryTable
from app.domain.service_item import ServiceItem, StepKind

MOST_FACTS = 10
MOST_TABLES = 3
MOST_COLUMNS = 5
SUMMED = (AnswerType.MONEY, AnswerType.NUMBER)
RANGED = (AnswerType.MONEY, AnswerType.NUMBER, AnswerType.DATE)
"""Types whose sample is a span."""


def check_query(item: ServiceItem, place: Place) -> None:
    _check_steps(item, place)
    query, spot = item.query, place.at("query")
    if query is None:
        return
    if not query.facts and not query.tables:
        spot.say("什么都不显示：写 facts 或 tables")
    _check_columns(query.facts, spot.at("facts"), MOST_FACTS)
    if len(query.tables) > MOST_TABLES:
        spot.at("tables").say(f"最多 {MOST_TABLES} 个表，现在 {len(query.tables)} 个")
    keys = [*(each.key for each in query.facts), *(each.key for each in query.tables)]
    for at, table in enumerate(query.tables):
        if keys.count(table.key) > 1:
            spot.at("tables").at(at).at("key").say(f"“{table.key}”写了两次，要改一个")
        _check_table(table, spot.at("tables").at(at))
    names = [each.name for each in item.fields()]
    for at, name in enumerate(query.asks):
        if name not in names:
            spot.at("asks").at(at).say(f"表里没有“{name}”，可以写：{listed(names)}")


def _check_steps(item: ServiceItem, place: Place) -> None:
    asking = [step for step in (StepKind.QUERY, StepKind.LOOKUP) if step in item.steps]
    if item.query is None and StepKind.LOOKUP in asking:
        place.at("query").say("有 lookup 这一步，要写 query：查什么、显示什么")
    if item.query is None:
        return
    if not asking:
        place.at("query").say("steps 里要有 query（填表前查）或 lookup（填表后查），不然用不上")
    if len(asking) > 1:
        place.at("steps").say("query 和 lookup 只能有一个")
    if item.query.asks and StepKind.LOOKUP not in asking:
        place.at("query").at("asks").say("query 在填表前查，没有答案可以带去：改成 lookup，或去掉 asks")


def _check_table(table: QueryTable, place: Place) -> None:
    _check_columns(table.columns, place.at("columns"), MOST_COLUMNS)
    for at, key in enumerate(table.total):
        column = table.column(key)
        if column is None or column.type not in SUMMED:
            sums = [each.key for each in table.columns if each.type in SUMMED]
            place.at("total").at(at).say(f"“{key}”不能合计，可以写：{listed(sums) or '（没有数字或金额的列）'}")


def _check_columns(columns: Sequence[QueryColumn], place: Place, most: int) -> None:
    if len(columns) > most:
        place.say(f"最多 {most} 项，现在 {len(columns)} 项")
    keys = [each.key for each in columns]
    for at, column in enumerate(columns):
        spot = place.at(at)
        if column.key and column.key in keys[:at]:
            spot.at("key").say(f"“{column.key}”写了两次，要改一个")
        if bool(column.choices) != (column.type is AnswerType.CHOICE):
            spot.at("choices").say("type 为 choice 的要写 choices，别的不写")
        _check_sample(column, spot.at("sample"))


def _check_sample(column: QueryColumn, place: Place) -> None:
    sample, ranged = column.sample, column.type in RANGED
    if sample is None:
        if column.type is AnswerType.TEXT or (ranged and column.type is not AnswerType.DATE):
            place.say("写上示范数据：文字写 [甲, 乙]，数字和金额写 { from: 1, to: 9 }")
        return
    if sample.words and ranged:
        place.say(f"type 为 {column.type} 的写 {{ from: …, to: … }}")
    if not sample.words and not ranged:
        place.say(f"type 为 {column.type} 的写成列表，像 [甲, 乙]")
    if sample.least > sample.most:
        place.say(f"from {sample.least} 比 to {sample.most} 大，要换过来")
