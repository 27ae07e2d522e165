"""Which event names the content of a case that stands now: the newest correction, else the submission."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case

from app.central.storage.tables import cases

CONTENT: ColumnElement[str] = case((cases.c.corrected_by == "", cases.c.event_id), else_=cases.c.corrected_by)
