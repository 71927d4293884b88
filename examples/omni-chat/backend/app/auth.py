import asyncio
from typing import Annotated, Protocol

import jwt
from fastapi import Depends, HTTPException, Request, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.settings import Settings

_bearer = HTTPBearer(auto_error=False)


class InvalidToken(Exception):
    pass


class Verifier(Protocol):
    async def subject(self, token: str) -> str: ...


class OidcVerifier:
    """Accepts tokens signed by the issuer for our audience. Its keys are cached."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = settings.oidc_issuer
        self._audience = settings.oidc_audience
        self._keys = jwt.PyJWKClient(settings.oidc_jwks_url, timeout=5)

    async def subject(self, token: str) -> str:
        try:
            key = await asyncio.to_thread(self._keys.get_signing_key_from_jwt, token)
            claims = jwt.decode(
                token,
                key,
                algorithms=["RS256", "ES256"],
                issuer=self._issuer,
                audience=self._audience,
                options={"require": ["exp", "sub"]},
            )
        except jwt.PyJWTError as cause:
            raise InvalidToken from cause
        return str(claims["sub"])


async def _owner(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> str:
    verifier: Verifier = request.app.state.verifier
    try:
        if credentials is None:
            raise InvalidToken
        return await verifier.subject(credentials.credentials)
    except InvalidToken:
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED, "sign in", {"WWW-Authenticate": "Bearer"}
        ) from None


Owner = Annotated[str, Depends(_owner)]
