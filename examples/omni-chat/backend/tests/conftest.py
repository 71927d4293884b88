import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from fakeredis import FakeAsyncRedis, FakeServer
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

os.environ |= {
    "DATABASE_URL": "postgresql://nobody@localhost/unused",
    "REDIS_URL": "redis://localhost/0",
    "ANTHROPIC_API_KEY": "anthropic-key",
    "OPENAI_API_KEY": "openai-key",
    "GOOGLE_API_KEY": "google-key",
}

from app.auth import InvalidToken
from app.main import create_app
from app.providers import ProviderError, ProviderName, Turn
from app.services import Services
from app.settings import Settings

BACKEND = Path(__file__).parent.parent


class FakeProvider:
    """Answers with the pieces it is given and remembers what it was sent."""

    model = "fake-1"

    def __init__(self) -> None:
        self.pieces: list[str | ProviderError] = ["Hel", "lo"]
        self.seen: list[list[Turn]] = []

    async def stream(self, turns: Sequence[Turn]) -> AsyncIterator[str]:
        self.seen.append(list(turns))
        for piece in self.pieces:
            if isinstance(piece, ProviderError):
                raise piece
            yield piece


class FakeVerifier:
    """The token `ada-token` belongs to `ada`."""

    async def subject(self, token: str) -> str:
        name, separator, rest = token.partition("-token")
        if not separator or rest:
            raise InvalidToken
        return name


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, rate_limit_per_minute=5)


@pytest.fixture
def provider() -> FakeProvider:
    return FakeProvider()


@pytest.fixture
def redis_server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def redis(redis_server: FakeServer) -> FakeAsyncRedis:
    return FakeAsyncRedis(server=redis_server)


@pytest.fixture
def alembic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/test.db")
    return Config(BACKEND / "alembic.ini")


@pytest.fixture
def client(
    settings: Settings, provider: FakeProvider, redis: FakeAsyncRedis, alembic: Config
) -> Iterator[TestClient]:
    command.upgrade(alembic, "head")

    @asynccontextmanager
    async def open_services(settings: Settings) -> AsyncIterator[Services]:
        engine = create_async_engine(os.environ["DATABASE_URL"])
        event.listen(
            engine.sync_engine,
            "connect",
            lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"),
        )
        yield Services.build(settings, engine, redis, dict.fromkeys(ProviderName, provider))
        await engine.dispose()

    app = create_app(settings, open_services, FakeVerifier())
    with TestClient(app, headers={"Authorization": "Bearer ada-token"}) as client:
        yield client
