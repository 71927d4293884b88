"""Conversations in the database, and their recent turns in Redis."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import selectinload

from app.db import Sessions
from app.models import Conversation, Message
from app.providers import Turn

CONTEXT_TURNS = 20


class Store:
    def __init__(self, sessions: Sessions, redis: Redis, ttl_seconds: int) -> None:
        self._sessions = sessions
        self._redis = redis
        self._ttl = ttl_seconds

    async def list(self, owner: str, limit: int = 100) -> Sequence[Conversation]:
        async with self._sessions() as session:
            found = await session.scalars(
                select(Conversation)
                .where(Conversation.owner == owner)
                .order_by(Conversation.updated_at.desc())
                .limit(limit)
            )
            return found.all()

    async def get(self, owner: str, id: UUID) -> Conversation | None:
        async with self._sessions() as session:
            found: Conversation | None = await session.scalar(
                select(Conversation)
                .where(Conversation.id == id, Conversation.owner == owner)
                .options(selectinload(Conversation.messages))
            )
            return found

    async def context(self, owner: str, id: UUID) -> Sequence[Turn] | None:
        """The turns to send along, or None when the owner has no such conversation."""
        if cached := await self._redis.get(_key(owner, id)):
            return [Turn(*turn) for turn in json.loads(cached)]
        conversation = await self.get(owner, id)
        if conversation is None:
            return None
        return [Turn(m.role, m.content) for m in conversation.messages[-CONTEXT_TURNS:]]

    async def record(
        self,
        owner: str,
        id: UUID | None,
        context: Sequence[Turn],
        exchange: tuple[Turn, Turn],
        provider: str,
        model: str,
    ) -> UUID:
        """Adds a question and its answer in one transaction; without an id, to a new conversation.

        A conversation deleted while its answer was streaming stays deleted.
        """
        if id is not None:
            await self._redis.delete(_key(owner, id))  # rather no context than an old one
        async with self._sessions.begin() as session:
            if id is None:
                conversation = Conversation(owner=owner, title=exchange[0].content[:120])
                session.add(conversation)
                await session.flush()
            else:
                existing = await session.scalar(
                    select(Conversation)
                    .where(Conversation.id == id, Conversation.owner == owner)
                    .with_for_update()
                )
                if existing is None:
                    return id
                conversation = existing
            conversation.updated_at = datetime.now(UTC)
            last = await session.scalar(
                select(func.max(Message.position)).where(Message.conversation_id == conversation.id)
            )
            session.add_all(
                Message(
                    conversation_id=conversation.id,
                    position=(last or 0) + offset,
                    role=turn.role,
                    content=turn.content,
                    provider=provider,
                    model=model,
                )
                for offset, turn in enumerate(exchange, start=1)
            )
        recent = [*context, *exchange][-CONTEXT_TURNS:]
        with suppress(RedisError):  # only a cache, and the answer is safe
            await self._redis.set(_key(owner, conversation.id), json.dumps(recent), ex=self._ttl)
        return conversation.id

    async def delete(self, owner: str, id: UUID) -> bool:
        async with self._sessions.begin() as session:
            gone = await session.scalars(
                delete(Conversation)
                .where(Conversation.id == id, Conversation.owner == owner)
                .returning(Conversation.id)
            )
            found = gone.first() is not None
        await self._redis.delete(_key(owner, id))
        return found

    async def erase(self, owner: str) -> None:
        async with self._sessions.begin() as session:
            gone = await session.scalars(
                delete(Conversation).where(Conversation.owner == owner).returning(Conversation.id)
            )
            ids = gone.all()
        if ids:
            await self._redis.delete(*(_key(owner, id) for id in ids))


def _key(owner: str, id: UUID) -> str:
    return f"context:{owner}:{id}"
