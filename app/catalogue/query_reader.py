"""What an office answers, read from an item file into the words of `app.domain.query`."""

from __future__ import annotations

from app.catalogue.entry import Entry
from app.catalogue.form_reader import read_choice
from app.domain.query import AnswerType, Query, QueryColumn, QueryTable, Sample

MOST_SAMPLE_ROWS = 60
USUAL_SAMPLE_ROWS = 3


def read_query(entry: Entry) -> Query:
    query = Query(
        name=entry.local("name"),
        facts=tuple(read_column(each) for each in entry.entries("facts", default=())),
        tables=tuple(read_table(each) for each in entry.entries("tables", default=())),
        asks=entry.texts("asks", default=()),
        empty=entry.local("empty"),
    )
    entry.close()
    return query


def read_table(entry: Entry) -> QueryTable:
    table = QueryTable(
        key=entry.text("key"),
        name=entry.local("name"),
        columns=tuple(read_column(each) for each in entry.entries("columns")),
        total=entry.texts("total", default=()),
        sample_rows=entry.whole("sample_rows", default=USUAL_SAMPLE_ROWS, most=MOST_SAMPLE_ROWS),
    )
    entry.close()
    return table


def read_column(entry: Entry) -> QueryColumn:
    kind = entry.one_of("type", AnswerType)
    column = QueryColumn(
        key=entry.text("key"),
        label=entry.local("label"),
        type=kind,
        choices=tuple(read_choice(each) for each in entry.entries("choices", default=())),
        sample=_read_sample(entry, kind),
    )
    entry.close()
    return column


def _read_sample(entry: Entry, kind: AnswerType) -> Sample | None:
    if not entry.has("sample"):
        return None
    if entry.is_list("sample"):
        return Sample(words=entry.texts("sample"))
    return read_range(entry.entry("sample"), kind)


def read_range(entry: Entry, kind: AnswerType) -> Sample:
    if kind is AnswerType.DATE:
        sample = Sample(first=entry.needed_day_limit("from"), last=entry.needed_day_limit("to"))
    else:
        sample = Sample(least=entry.whole("from"), most=entry.whole("to"))
    entry.close()
    return sample
