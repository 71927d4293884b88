import time
from collections.abc import Callable

from redis.asyncio import Redis


class LimitExceeded(Exception):
    def __init__(self, retry_after: int) -> None:
        super().__init__(f"try again in {retry_after} s")
        self.retry_after = retry_after


class RateLimiter:
    """A fixed window of one minute per person, shared by all instances through Redis."""

    def __init__(
        self, redis: Redis, per_minute: int, clock: Callable[[], float] = time.time
    ) -> None:
        self._redis = redis
        self._per_minute = per_minute
        self._clock = clock

    async def check(self, owner: str) -> None:
        window, elapsed = divmod(int(self._clock()), 60)
        key = f"limit:{owner}:{window}"
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.incr(key)
            pipe.expire(key, 120)
            count, _ = await pipe.execute()
        if count > self._per_minute:
            raise LimitExceeded(60 - elapsed)
