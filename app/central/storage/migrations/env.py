"""Run by Alembic inside the transaction that `app.central.storage.schema` has begun: the whole upgrade is one."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
