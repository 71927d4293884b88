import json
import logging
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from pydantic import ValidationError

from app.db import async_url
from app.logs import JsonFormatter
from app.settings import Settings

REQUIRED = {
    "DATABASE_URL",
    "REDIS_URL",
    "ANTHROPIC_API_KEY",
    "OPENAI_API_KEY",
    "GOOGLE_API_KEY",
}


def test_missing_settings_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in REQUIRED:
        monkeypatch.delenv(name)

    with pytest.raises(ValidationError) as error:
        Settings(_env_file=None)
    assert {str(e["loc"][0]).upper() for e in error.value.errors()} == REQUIRED


def test_secrets_do_not_print(settings: Settings) -> None:
    assert "anthropic-key" not in repr(settings)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_database_urls_of_hosting_platforms_work(scheme: str) -> None:
    assert async_url(f"{scheme}://u:p@db/omni") == "postgresql+asyncpg://u:p@db/omni"


def test_log_lines_are_json_with_severity() -> None:
    record = logging.makeLogRecord(
        {"name": "x", "levelname": "ERROR", "msg": "failed %s", "args": ("here",), "provider": "p"}
    )
    line = json.loads(JsonFormatter().format(record))
    assert (line["severity"], line["message"], line["provider"]) == ("ERROR", "failed here", "p")


def test_migrations_go_up_and_down(alembic: Config, tmp_path: Path) -> None:
    def tables() -> set[str]:
        with sqlite3.connect(tmp_path / "test.db") as database:
            return {name for (name,) in database.execute("SELECT name FROM sqlite_master")}

    command.upgrade(alembic, "head")
    command.check(alembic)  # the models need no further migration
    assert {"conversations", "messages"} <= tables()
    command.downgrade(alembic, "base")
    assert not {"conversations", "messages"} & tables()
