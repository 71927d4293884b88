import json

import httpx
import pytest

from app.providers import ProviderError, ProviderName, Turn, create_providers
from app.settings import Settings

TURNS = [Turn("user", "Hi"), Turn("assistant", "Hello"), Turn("user", "How are you?")]

ANTHROPIC = """\
event: message_start
data: {"type": "message_start", "message": {"id": "1"}}

event: content_block_delta
data: {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "I am "}}

event: content_block_delta
data: {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "well"}}

event: message_stop
data: {"type": "message_stop"}
"""
OPENAI = """\
data: {"choices": [{"delta": {"role": "assistant", "content": ""}}]}

data: {"choices": [{"delta": {"content": "I am "}}]}

data: {"choices": [{"delta": {"content": "well"}}]}

data: {"choices": []}

data: [DONE]
"""
GOOGLE = """\
data: {"candidates": [{"content": {"role": "model", "parts": [{"text": "I am "}]}}]}

data: {"candidates": [{"content": {"role": "model", "parts": [{"text": "well"}]}}]}

data: {"candidates": [{"finishReason": "STOP"}], "usageMetadata": {}}
"""


async def answer(
    settings: Settings, name: ProviderName, status: int, body: str
) -> tuple[str, httpx.Request]:
    requests = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(status, text=body)

    async with httpx.AsyncClient(transport=httpx.MockTransport(respond)) as client:
        provider = create_providers(settings, client)[name]
        text = "".join([piece async for piece in provider.stream(TURNS)])
    return text, requests[0]


@pytest.mark.parametrize(
    ("name", "body", "host", "header", "key"),
    [
        ("anthropic", ANTHROPIC, "api.anthropic.com", "x-api-key", "anthropic-key"),
        ("openai", OPENAI, "api.openai.com", "authorization", "Bearer openai-key"),
        (
            "google",
            GOOGLE,
            "generativelanguage.googleapis.com",
            "x-goog-api-key",
            "google-key",
        ),
    ],
)
async def test_streams_text(
    settings: Settings, name: str, body: str, host: str, header: str, key: str
) -> None:
    text, request = await answer(settings, ProviderName(name), 200, body)

    assert text == "I am well"
    assert (request.url.scheme, request.url.host) == ("https", host)
    assert request.headers[header] == key


async def test_google_calls_the_assistant_model(settings: Settings) -> None:
    _, request = await answer(settings, ProviderName.GOOGLE, 200, GOOGLE)

    assert [c["role"] for c in json.loads(request.content)["contents"]] == ["user", "model", "user"]


@pytest.mark.parametrize("name", ProviderName)
@pytest.mark.parametrize(("status", "body"), [(529, "{}"), (200, "data: {broken\n\n")])
async def test_failures_have_one_type(
    settings: Settings, name: ProviderName, status: int, body: str
) -> None:
    with pytest.raises(ProviderError):
        await answer(settings, name, status, body)


async def test_error_inside_a_stream(settings: Settings) -> None:
    body = 'data: {"type": "error", "error": {"type": "overloaded_error"}}\n\n'
    with pytest.raises(ProviderError, match="overloaded_error"):
        await answer(settings, ProviderName.ANTHROPIC, 200, body)
