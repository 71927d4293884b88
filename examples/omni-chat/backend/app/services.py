from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncEngine

from app.db import create_engine, create_sessions
from app.limits import RateLimiter
from app.providers import Provider, ProviderName, create_providers
from app.settings import Settings
from app.store import Store


@dataclass(frozen=True)
class Services:
    """What the routes work with; built once at start and closed at shutdown."""

    engine: AsyncEngine
    redis: Redis
    limiter: RateLimiter
    store: Store
    providers: Mapping[ProviderName, Provider]

    @classmethod
    def build(
        cls,
        settings: Settings,
        engine: AsyncEngine,
        redis: Redis,
        providers: Mapping[ProviderName, Provider],
    ) -> "Services":
        return cls(
            engine=engine,
            redis=redis,
            limiter=RateLimiter(redis, settings.rate_limit_per_minute),
            store=Store(create_sessions(engine), redis, settings.session_ttl_seconds),
            providers=providers,
        )


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    engine = create_engine(settings)
    redis = Redis.from_url(
        settings.redis_url.get_secret_value(), socket_timeout=2, socket_connect_timeout=2
    )
    timeout = httpx.Timeout(settings.provider_timeout_seconds, connect=5)
    try:
        async with httpx.AsyncClient(timeout=timeout) as client:
            yield Services.build(settings, engine, redis, create_providers(settings, client))
    finally:
        await redis.aclose()
        await engine.dispose()
