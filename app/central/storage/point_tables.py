"""The tables of points: scores of cases, rounds in which places are given by rank, their lists and objections.

Points are whole hundredths. Who somebody is stands nowhere: `person` is the keyed hash of the ID number (see
`case_people`), `holder` is sealed to the centre. What is published (masked name, score, rank) stands in the clear.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from app.central.storage.metadata import metadata
from app.central.storage.moment import Moment

# What the centre counted for the content `event_id` of a case; `uses` are those asked for that the score opens.
point_scores = Table(
    "point_scores",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("event_id", String(36), nullable=False),
    Column("person", LargeBinary, nullable=False),
    Column("class_code", String(16), nullable=False),
    Column("total", Integer, nullable=False),
    Column("base", Integer, nullable=False),
    Column("bonus", Integer, nullable=False),
    Column("deductions", Integer, nullable=False),
    Column("uses", JSON, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("pack_version", String(64), nullable=False),
    Column("holder", LargeBinary, nullable=False),
    Column("judged_at", Moment, nullable=False),
    Index("point_scores_by_person", "person"),
)

point_rounds = Table(
    "point_rounds",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("item", String(64), nullable=False),
    Column("use", String(40), nullable=False),
    Column("name", String(80), nullable=False),
    Column("quota", Integer, nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("appeal_days", Integer, nullable=False),
    Column("ties", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("listed_at", Moment),
    Column("appeals_until", Date),
    Column("final_at", Moment),
    Index("point_rounds_by_use", "item", "use", "closes_on"),
)

# One row a person and round, so nobody is twice in one; `out` empty: in the round, else a word that says why not.
point_places = Table(
    "point_places",
    metadata,
    Column("round_id", ForeignKey("point_rounds.id"), primary_key=True),
    Column("person", LargeBinary, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("number", String(40), nullable=False),
    Column("name", String(64), nullable=False),
    Column("class_code", String(16), nullable=False),
    Column("total", Integer, nullable=False),
    Column("base", Integer, nullable=False),
    Column("bonus", Integer, nullable=False),
    Column("deductions", Integer, nullable=False),
    Column("submitted_at", Moment, nullable=False),
    Column("late", Boolean, nullable=False),
    # The score was set by the decision on an objection: what is judged later does not change it.
    Column("adjusted", Boolean, nullable=False),
    Column("out", String(16), nullable=False),
    UniqueConstraint("round_id", "case_id"),
)

# Every list as it was published; never changed.
point_lists = Table(
    "point_lists",
    metadata,
    Column("round_id", ForeignKey("point_rounds.id"), primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("rows", JSON, nullable=False),
    Column("note", String(200), nullable=False),
    Column("published_by", String(64), nullable=False),
    Column("published_at", Moment, nullable=False),
)

# `about`: the case it is about, the objector's own or one that stands in the list. `text` is sealed.
point_appeals = Table(
    "point_appeals",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("round_id", ForeignKey("point_rounds.id"), nullable=False),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("about", ForeignKey("cases.id"), nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("filed_by", String(64), nullable=False),
    Column("filed_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("decided_by", String(64), nullable=False),
    Column("decided_at", Moment),
    Index("point_appeals_by_round", "round_id", "filed_at"),
)

# Who did what with a round; rows are added, never changed.
point_acts = Table(
    "point_acts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("round_id", String(40), nullable=False),
    Column("act", String(32), nullable=False),
    Column("by", String(64), nullable=False),
    Column("detail", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Index("point_acts_by_round", "round_id", "id"),
)
