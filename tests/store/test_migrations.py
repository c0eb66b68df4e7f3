"""The two ways to a schema, made and migrated, lead to one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from values import START, check, reading, state

from citations.store import Store
from citations.store.direct import on
from citations.store.engine import Database
from citations.store.rows import METADATA
from citations.store.schema import CURRENT, MIGRATIONS, SCRIPT, script, upgrade, version


def described(connection: Connection) -> dict[str, object]:
    """All that the database itself says of its tables."""
    inspector = inspect(connection)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)],
            sorted(str(i) for i in inspector.get_indexes(table)),
            sorted(str(u) for u in inspector.get_unique_constraints(table)),
            sorted(str(f) for f in inspector.get_foreign_keys(table)),
            inspector.get_pk_constraint(table)["constrained_columns"],
        )
        for table in inspector.get_table_names()
        if table != "verifier_schema"
    }


def test_the_current_version_is_the_newest_migration() -> None:
    """``CURRENT`` names the head, there is one head, and the names are in order."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    names = [script.revision for script in scripts.walk_revisions()][::-1]

    assert scripts.get_heads() == [CURRENT]
    assert names == sorted(names)


def test_a_migrated_store_is_a_made_one(address: str) -> None:
    """Running every migration gives exactly the tables, columns, keys and indexes of rows.py."""
    migrated = Database(address)
    with migrated.write() as connection:
        upgrade(connection)
        context = MigrationContext.configure(
            connection, opts={"version_table": "verifier_schema", "compare_type": True}
        )
        assert compare_metadata(context, METADATA) == []
        by_migration = described(connection)
        assert version(on(connection), migrated) == CURRENT
        METADATA.drop_all(connection)
        METADATA.create_all(connection)
        assert described(connection) == by_migration
    migrated.close()


def test_a_migrated_store_works(address: str) -> None:
    """A store made by the migrations takes and gives everything."""
    database = Database(address)
    with database.write() as connection:
        upgrade(connection)
    database.close()

    with Store.open(address) as store:
        saved = reading("a.txt", ["One."], ["https://a.example/"])
        store.save_reading(saved, START)
        visit = check("https://a.example/")
        store.add_checks([visit], [state(visit)])

        assert store.reading("a.txt") == saved
        assert store.states([visit.url]) == {visit.url: state(visit)}


def test_a_migration_is_whole_or_not_at_all(address: str) -> None:
    """A migration that breaks off in the middle leaves the database as it was."""
    database = Database(address)
    try:
        with database.write() as connection:
            upgrade(connection)
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    with database.read() as connection:
        assert inspect(connection).get_table_names() == []
    database.close()

    Store.open(address).close()


def test_processes_make_one_store_together(address: str) -> None:
    """Processes that open a new store at the same moment all succeed, with one schema."""
    code = "import sys; from citations.store import Store; Store.open(sys.argv[1]).close()"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, address], stderr=subprocess.PIPE, text=True, cwd=Path.cwd()
        )
        for _ in range(4)
    ]

    errors = [process.communicate(timeout=60)[1] for process in processes]

    assert [process.returncode for process in processes] == [0] * 4, errors
    with Store.open(address) as store:
        assert store.info().schema == CURRENT


def test_migrations_do_not_depend_on_the_model() -> None:
    """A migration is frozen: it must do the same when rows.py says something else."""
    for path in (MIGRATIONS / "versions").glob("*.py"):
        assert not re.search(r"\bcitations\b|\bsqlmodel\b", path.read_text()), path.name


def test_the_script_is_what_the_tables_make() -> None:
    """A new SQLite store is made by a script, which says what rows.py says, to the letter."""
    assert SCRIPT.read_text() == script(), "write schema.script() to schema.SCRIPT"


def test_a_store_of_the_first_schema_is_migrated(address: str) -> None:
    """A store of an earlier version keeps what it holds and gets what is new."""
    database = Database(address)
    with database.write() as connection:
        upgrade(connection, "0001")
        connection.exec_driver_sql("INSERT INTO document (key, source) VALUES ('k', 'a.txt')")
    database.close()

    with Store.open(address) as store:
        assert store.info().schema == CURRENT
        assert store.info().rows["document"] == 1
        assert store.kept_reading(b"k") is None
