"""What all tables of the centre are registered with; tables.py brings every one of them together."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
