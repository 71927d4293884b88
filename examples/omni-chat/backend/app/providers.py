"""The model providers. Hosts are fixed here; nothing a client sends becomes part of a URL."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

import httpx

from app.settings import Settings

MAX_TOKENS = 4096


class ProviderName(StrEnum):
    ANTHROPIC = "anthropic"
    OPENAI = "openai"
    GOOGLE = "google"


class Turn(NamedTuple):
    role: str
    content: str


class ProviderError(Exception):
    pass


class Provider(Protocol):
    @property
    def model(self) -> str: ...

    def stream(self, turns: Sequence[Turn]) -> AsyncIterator[str]: ...


@dataclass(frozen=True)
class Anthropic:
    client: httpx.AsyncClient
    key: str
    model: str

    async def stream(self, turns: Sequence[Turn]) -> AsyncIterator[str]:
        events = _events(
            self.client,
            "https://api.anthropic.com/v1/messages",
            {"x-api-key": self.key, "anthropic-version": "2023-06-01"},
            {
                "model": self.model,
                "max_tokens": MAX_TOKENS,
                "stream": True,
                "messages": [turn._asdict() for turn in turns],
            },
        )
        async for event in events:
            if event["type"] == "error":
                raise ProviderError(event["error"]["type"])
            if event["type"] == "content_block_delta" and event["delta"]["type"] == "text_delta":
                yield event["delta"]["text"]


@dataclass(frozen=True)
class OpenAi:
    client: httpx.AsyncClient
    key: str
    model: str

    async def stream(self, turns: Sequence[Turn]) -> AsyncIterator[str]:
        events = _events(
            self.client,
            "https://api.openai.com/v1/chat/completions",
            {"authorization": f"Bearer {self.key}"},
            {
                "model": self.model,
                "max_completion_tokens": MAX_TOKENS,
                "stream": True,
                "messages": [turn._asdict() for turn in turns],
            },
        )
        async for event in events:
            if "error" in event:
                raise ProviderError(event["error"].get("type", "error"))
            for choice in event["choices"]:
                if text := choice["delta"].get("content"):
                    yield text


@dataclass(frozen=True)
class Google:
    client: httpx.AsyncClient
    key: str
    model: str

    async def stream(self, turns: Sequence[Turn]) -> AsyncIterator[str]:
        events = _events(
            self.client,
            "https://generativelanguage.googleapis.com/v1beta/models/"
            f"{self.model}:streamGenerateContent?alt=sse",
            {"x-goog-api-key": self.key},
            {
                "contents": [
                    {
                        "role": "model" if turn.role == "assistant" else "user",
                        "parts": [{"text": turn.content}],
                    }
                    for turn in turns
                ],
                "generationConfig": {"maxOutputTokens": MAX_TOKENS},
            },
        )
        async for event in events:
            if "error" in event:
                raise ProviderError(event["error"].get("status", "error"))
            for candidate in event.get("candidates", []):
                for part in candidate.get("content", {}).get("parts", []):
                    if text := part.get("text"):
                        yield text


def create_providers(
    settings: Settings, client: httpx.AsyncClient
) -> Mapping[ProviderName, Provider]:
    return {
        ProviderName.ANTHROPIC: Anthropic(
            client, settings.anthropic_api_key.get_secret_value(), settings.anthropic_model
        ),
        ProviderName.OPENAI: OpenAi(
            client, settings.openai_api_key.get_secret_value(), settings.openai_model
        ),
        ProviderName.GOOGLE: Google(
            client, settings.google_api_key.get_secret_value(), settings.google_model
        ),
    }


async def _events(
    client: httpx.AsyncClient, url: str, headers: Mapping[str, str], body: Mapping[str, Any]
) -> AsyncIterator[dict[str, Any]]:
    """The payloads of a server-sent event stream, up to `[DONE]` where there is one."""
    try:
        async with client.stream("POST", url, headers=headers, json=body) as response:
            if response.is_error:
                raise ProviderError(f"HTTP {response.status_code}")
            async for line in response.aiter_lines():
                if not line.startswith("data:"):
                    continue
                data = line.removeprefix("data:").strip()
                if data == "[DONE]":
                    return
                yield json.loads(data)
    except (httpx.HTTPError, json.JSONDecodeError) as cause:
        raise ProviderError(type(cause).__name__) from cause
