"""One JSON object per line on standard output, in the shape Cloud Logging understands."""

import json
import logging
import sys
import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}
_access = logging.getLogger("access")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "severity": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        entry |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
        if record.exc_info:
            entry["stack_trace"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)


def configure(level: str) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger("uvicorn.access").disabled = True  # AccessLog says more
    logging.getLogger("httpx").setLevel(logging.WARNING)


class AccessLog:
    """Logs each request once it is over; plain ASGI, so that streams are not buffered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        status = 500
        first_byte_ms: float | None = None

        def elapsed() -> float:
            return round((time.perf_counter() - start) * 1000, 1)

        async def observed(message: Message) -> None:
            nonlocal status, first_byte_ms
            if message["type"] == "http.response.start":
                status = message["status"]
            elif first_byte_ms is None:
                first_byte_ms = elapsed()
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            quiet = scope["path"] in {"/health", "/ready"} and status < 400
            _access.log(
                logging.DEBUG if quiet else logging.ERROR if status >= 500 else logging.INFO,
                "%s %s %s",
                scope["method"],
                scope["path"],
                status,
                extra={
                    "status": status,
                    "duration_ms": elapsed(),
                    "first_byte_ms": first_byte_ms,
                    "cloud_trace": _trace(scope),
                },
            )


def _trace(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"x-cloud-trace-context":
            return str(value.decode("latin-1")).split("/")[0]
    return None
