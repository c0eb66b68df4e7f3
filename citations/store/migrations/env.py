"""Alembic's entry: runs the migrations on the connection it is handed.

A new one: change ``rows.py``, write ``versions/v000N_what.py`` by hand, raise
``schema.CURRENT``. The tests compare the migrated schema with ``rows.py``.
"""

from __future__ import annotations

from alembic import context

from citations.store.rows import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table="verifier_schema",
    # All steps in the one transaction that is open already, in SQLite as well.
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
