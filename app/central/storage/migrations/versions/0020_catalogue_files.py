"""What the files of an offered catalogue are known by: edited without a new version they are another one too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("catalogue_versions", sa.Column("sha256", sa.String(64), nullable=False, server_default=""))
