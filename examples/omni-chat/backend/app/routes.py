import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response, status
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import text

from app.auth import Owner
from app.providers import ProviderError, ProviderName, Turn
from app.services import Services

log = logging.getLogger(__name__)
router = APIRouter()


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Use = Annotated[Services, Depends(_services)]


class Ask(BaseModel):
    provider: ProviderName
    prompt: str = Field(min_length=1, max_length=20_000)
    conversation_id: UUID | None = None


class ConversationSummary(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    updated_at: datetime


class MessageView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    role: str
    content: str
    provider: str | None
    model: str | None
    created_at: datetime


class ConversationView(ConversationSummary):
    messages: list[MessageView]


@router.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/ready")
async def ready(services: Use, response: Response) -> dict[str, str]:
    async def database() -> None:
        async with services.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def redis() -> None:
        await services.redis.ping()

    names = ("database", "redis")
    results = await asyncio.gather(
        *(asyncio.wait_for(check(), timeout=2) for check in (database, redis)),
        return_exceptions=True,
    )
    state = {}
    for name, result in zip(names, results, strict=True):
        if isinstance(result, BaseException):
            log.error("not ready", extra={"dependency": name, "reason": repr(result)})
            response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
        state[name] = "unavailable" if isinstance(result, BaseException) else "ok"
    return state


@router.post("/api/chat/complete", response_class=StreamingResponse)
async def complete(ask: Ask, owner: Owner, services: Use) -> StreamingResponse:
    await services.limiter.check(owner)
    context = (
        await services.store.context(owner, ask.conversation_id) if ask.conversation_id else []
    )
    if context is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    return StreamingResponse(
        _answer(ask, owner, context, services),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _answer(
    ask: Ask, owner: str, context: Sequence[Turn], services: Services
) -> AsyncIterator[str]:
    provider = services.providers[ask.provider]
    question = Turn("user", ask.prompt)
    pieces: list[str] = []
    try:
        async for piece in provider.stream([*context, question]):
            pieces.append(piece)
            yield _event("delta", {"text": piece})
        if not pieces:
            raise ProviderError("empty answer")
        exchange = (question, Turn("assistant", "".join(pieces)))
        id = await services.store.record(
            owner, ask.conversation_id, context, exchange, ask.provider, provider.model
        )
        yield _event("done", {"conversation_id": str(id)})
    except ProviderError as error:
        log.error("provider failed", extra={"provider": ask.provider, "reason": str(error)})
        yield _event("error", {"message": f"{ask.provider} did not answer"})
    except Exception:
        log.exception("answer lost")
        yield _event("error", {"message": "the answer could not be stored"})


def _event(name: str, data: dict[str, str]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


@router.get("/api/conversations")
async def conversations(owner: Owner, services: Use) -> list[ConversationSummary]:
    return [ConversationSummary.model_validate(c) for c in await services.store.list(owner)]


@router.get("/api/conversations/{id}")
async def conversation(id: UUID, owner: Owner, services: Use) -> ConversationView:
    found = await services.store.get(owner, id)
    if found is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    return ConversationView.model_validate(found)


@router.delete("/api/conversations/{id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_conversation(id: UUID, owner: Owner, services: Use) -> None:
    if not await services.store.delete(owner, id):
        raise HTTPException(status.HTTP_404_NOT_FOUND)


@router.delete("/api/account", status_code=status.HTTP_204_NO_CONTENT)
async def erase_account(owner: Owner, services: Use) -> None:
    await services.store.erase(owner)
