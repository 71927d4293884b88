"""Everything that differs between a laptop, staging and production."""

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    database_url: SecretStr
    redis_url: SecretStr
    anthropic_api_key: SecretStr = Field(min_length=1)
    openai_api_key: SecretStr = Field(min_length=1)
    google_api_key: SecretStr = Field(min_length=1)

    log_level: str = "INFO"
    allowed_origins: list[str] = ["http://localhost:3000"]
    rate_limit_per_minute: int = Field(default=20, gt=0)
    session_ttl_seconds: int = Field(default=1800, gt=0)
    db_pool_size: int = Field(default=5, gt=0)
    db_max_overflow: int = Field(default=2, ge=0)
    provider_timeout_seconds: float = Field(default=120, gt=0)
    api_docs: bool = False

    oidc_issuer: str = "https://accounts.google.com"
    oidc_jwks_url: str = "https://www.googleapis.com/oauth2/v3/certs"
    oidc_audience: str = "omni-chat"

    anthropic_model: str = "claude-sonnet-4-5"
    openai_model: str = "gpt-5-mini"
    google_model: str = "gemini-2.5-flash"

    @field_validator("log_level")
    @classmethod
    def known_level(cls, value: str) -> str:
        level = value.upper()
        if level not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
            raise ValueError("use DEBUG, INFO, WARNING, ERROR or CRITICAL")
        return level
