"""Start with `uvicorn app.main:app`."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from redis.exceptions import RedisError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app import logs
from app.auth import OidcVerifier, Verifier
from app.limits import LimitExceeded
from app.routes import router
from app.services import Services, open_services
from app.settings import Settings

log = logging.getLogger(__name__)
OpenServices = Callable[[Settings], AbstractAsyncContextManager[Services]]


def create_app(
    settings: Settings,
    open_services: OpenServices = open_services,
    verifier: Verifier | None = None,
) -> FastAPI:
    logs.configure(settings.log_level)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_services(settings) as services:
            app.state.services = services
            log.info("started")
            yield
        log.info("stopped")

    app = FastAPI(
        title="Omni-Chat API",
        lifespan=lifespan,
        openapi_url="/openapi.json" if settings.api_docs else None,
    )
    app.state.verifier = verifier or OidcVerifier(settings)
    app.include_router(router)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.allowed_origins,
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["Authorization", "Content-Type"],
    )
    app.add_middleware(logs.AccessLog)

    @app.exception_handler(LimitExceeded)
    async def limited(request: Request, error: LimitExceeded) -> JSONResponse:
        log.warning("limit exceeded", extra={"path": request.url.path})
        return JSONResponse(
            {"detail": "too many requests"}, 429, {"Retry-After": str(error.retry_after)}
        )

    async def unavailable(request: Request, error: Exception) -> JSONResponse:
        log.error("dependency unavailable", exc_info=error)
        return JSONResponse({"detail": "temporarily unavailable"}, 503)

    for kind in (RedisError, InterfaceError, OperationalError, PoolTimeout, ConnectionError):
        app.add_exception_handler(kind, unavailable)
    return app


app = create_app(Settings())
