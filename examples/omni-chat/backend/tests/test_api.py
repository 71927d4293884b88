import json
from typing import Any
from uuid import uuid4

from fakeredis import FakeAsyncRedis, FakeServer
from fastapi.testclient import TestClient

from app.providers import ProviderError, Turn
from tests.conftest import FakeProvider

BOB = {"Authorization": "Bearer bob-token"}


def ask(client: TestClient, prompt: str, **more: Any) -> list[tuple[str, dict[str, str]]]:
    response = client.post(
        "/api/chat/complete", json={"provider": "anthropic", "prompt": prompt} | more
    )
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    events = []
    for block in response.text.strip().split("\n\n"):
        name, data = block.split("\n")
        events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return events


def start(client: TestClient, prompt: str = "Hi") -> str:
    name, data = ask(client, prompt)[-1]
    assert name == "done"
    return data["conversation_id"]


def test_answer_streams_piece_by_piece_and_is_kept(client: TestClient) -> None:
    events = ask(client, "Hi")

    assert events[:2] == [("delta", {"text": "Hel"}), ("delta", {"text": "lo"})]
    kept = client.get(f"/api/conversations/{events[2][1]['conversation_id']}").json()
    assert [(m["role"], m["content"]) for m in kept["messages"]] == [
        ("user", "Hi"),
        ("assistant", "Hello"),
    ]
    assert kept["messages"][1]["provider"] == "anthropic"
    assert kept["messages"][1]["model"] == "fake-1"


def test_another_provider_continues_the_thread(client: TestClient, provider: FakeProvider) -> None:
    id = start(client)
    ask(client, "And now?", provider="google", conversation_id=id)

    expected = [Turn("user", "Hi"), Turn("assistant", "Hello"), Turn("user", "And now?")]
    assert provider.seen[-1] == expected


def test_thread_survives_a_flushed_cache(
    client: TestClient, provider: FakeProvider, redis: FakeAsyncRedis
) -> None:
    id = start(client)
    client.portal.call(redis.flushall)  # type: ignore[union-attr]
    ask(client, "Still there?", conversation_id=id)

    assert [turn.content for turn in provider.seen[-1]] == ["Hi", "Hello", "Still there?"]


def test_failed_answer_is_reported_and_not_kept(client: TestClient, provider: FakeProvider) -> None:
    provider.pieces = ["Hel", ProviderError("overloaded")]

    assert ask(client, "Hi")[-1] == ("error", {"message": "anthropic did not answer"})
    assert client.get("/api/conversations").json() == []


def test_conversations_of_others_do_not_exist(client: TestClient) -> None:
    id = start(client)

    assert client.get(f"/api/conversations/{id}", headers=BOB).status_code == 404
    assert client.delete(f"/api/conversations/{id}", headers=BOB).status_code == 404
    assert client.get("/api/conversations", headers=BOB).json() == []
    body = {"provider": "openai", "prompt": "Hi", "conversation_id": id}
    assert client.post("/api/chat/complete", json=body, headers=BOB).status_code == 404


def test_deleting_a_conversation(client: TestClient) -> None:
    id = start(client)

    assert client.delete(f"/api/conversations/{id}").status_code == 204
    assert client.get(f"/api/conversations/{id}").status_code == 404


def test_erasing_an_account_leaves_others_alone(client: TestClient) -> None:
    start(client)
    start(client, "Again")
    body = {"provider": "openai", "prompt": "I am Bob"}
    client.post("/api/chat/complete", json=body, headers=BOB)

    assert client.delete("/api/account").status_code == 204
    assert client.get("/api/conversations").json() == []
    kept = client.get("/api/conversations", headers=BOB).json()
    assert [c["title"] for c in kept] == ["I am Bob"]


def test_the_limit_is_per_person(client: TestClient) -> None:
    for _ in range(5):
        start(client)

    body = {"provider": "openai", "prompt": "One more"}
    refused = client.post("/api/chat/complete", json=body)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert client.post("/api/chat/complete", json=body, headers=BOB).status_code == 200


def test_requests_need_a_valid_token(client: TestClient) -> None:
    for token in ("", "Bearer nonsense", "Basic YWRhOmFkYQ=="):
        refused = client.get("/api/conversations", headers={"Authorization": token})
        assert refused.status_code == 401


def test_only_known_providers_are_accepted(client: TestClient) -> None:
    body = {"provider": "https://internal/", "prompt": "Hi"}
    assert client.post("/api/chat/complete", json=body).status_code == 422


def test_unknown_conversation_is_not_found(client: TestClient) -> None:
    body = {"provider": "openai", "prompt": "Hi", "conversation_id": str(uuid4())}
    assert client.post("/api/chat/complete", json=body).status_code == 404


def test_health_and_readiness_need_no_token(client: TestClient) -> None:
    assert client.get("/health", headers={"Authorization": ""}).json() == {"status": "ok"}
    ready = client.get("/ready", headers={"Authorization": ""})
    assert (ready.status_code, ready.json()) == (200, {"database": "ok", "redis": "ok"})


def test_not_ready_and_no_answers_without_redis(
    client: TestClient, redis_server: FakeServer
) -> None:
    redis_server.connected = False

    ready = client.get("/ready")
    assert (ready.status_code, ready.json()) == (503, {"database": "ok", "redis": "unavailable"})
    body = {"provider": "openai", "prompt": "Hi"}
    assert client.post("/api/chat/complete", json=body).status_code == 503
    assert client.get("/health").status_code == 200


def test_api_documentation_is_off(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/openapi.json").status_code == 404
