from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from app.settings import Settings

Sessions = async_sessionmaker[AsyncSession]


def async_url(url: str) -> str:
    """Accepts the `postgresql://` that hosting platforms hand out."""
    scheme, separator, rest = url.partition("://")
    if scheme in {"postgres", "postgresql"}:
        scheme = "postgresql+asyncpg"
    return scheme + separator + rest


def create_engine(settings: Settings) -> AsyncEngine:
    return create_async_engine(
        async_url(settings.database_url.get_secret_value()),
        pool_size=settings.db_pool_size,
        max_overflow=settings.db_max_overflow,
        pool_timeout=5,
        pool_recycle=1800,
        pool_pre_ping=True,
    )


def create_sessions(engine: AsyncEngine) -> Sessions:
    return async_sessionmaker(engine, expire_on_commit=False)
