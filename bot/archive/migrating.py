"""Brings a database to the schema that this code knows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from ..domain.errors import ArchiveUnavailable
from .schema import REVISIONS

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(connection: Connection) -> bool:
    """Run the migrations that are missing, within the connection's transaction; whether there were any.

    Raises ArchiveUnavailable where the schema is newer than this code.
    """
    revision = find_revision(connection)
    if revision == REVISIONS[-1]:
        return False
    if revision and revision not in REVISIONS:
        raise ArchiveUnavailable(
            f"the archive was written by a newer version of this program (schema {revision}, known is "
            f"{REVISIONS[-1]}): update the program, or let DATABASE_URL or DATA_FOLDER name another"
        )
    _upgrade(connection)
    return True


def find_revision(connection: Connection) -> str | None:
    """The revision that a database is at; None where it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("select version_num from alembic_version")).scalar()


def _upgrade(connection: Connection, to: str = "head") -> None:
    # Alembic takes a fifth of a second to import, and most starts have nothing to migrate.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
