import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from app.auth import InvalidToken, OidcVerifier
from app.settings import Settings

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def verifier(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> OidcVerifier:
    published = jwt.PyJWK(
        jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True) | {"alg": "RS256"}
    )
    monkeypatch.setattr(jwt.PyJWKClient, "get_signing_key_from_jwt", lambda self, token: published)
    return OidcVerifier(settings)


def token(key: Any = KEY, **claims: Any) -> str:
    base = {
        "iss": "https://accounts.google.com",
        "aud": "omni-chat",
        "sub": "ada",
        "exp": time.time() + 60,
    }
    return jwt.encode(base | claims, key, algorithm="RS256")


async def test_subject_of_a_good_token(verifier: OidcVerifier) -> None:
    assert await verifier.subject(token()) == "ada"


@pytest.mark.parametrize(
    "claims",
    [{"aud": "other"}, {"iss": "https://evil.example"}, {"exp": time.time() - 60}],
)
async def test_other_claims_are_refused(verifier: OidcVerifier, claims: dict[str, Any]) -> None:
    with pytest.raises(InvalidToken):
        await verifier.subject(token(**claims))


async def test_other_keys_are_refused(verifier: OidcVerifier) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(InvalidToken):
        await verifier.subject(token(other))
