"""The short-lived bearer token of a station (RFC 7523 style, ES256)."""

from __future__ import annotations

import secrets
from datetime import datetime

import jwt

from app.sync.limits import TOKEN_LIFETIME


def station_token(key: str, station_id: str, audience: str, now: datetime, *, once: bool = False) -> str:
    """Signed by the station's private key (PEM). `audience` is the centre's URL as it was given at enrolment.

    The centre takes a token made for `once` a single time: whoever overhears a request cannot repeat it.
    """
    claims: dict[str, str | int | bool] = {
        "iss": station_id,
        "sub": station_id,
        "aud": audience,
        "iat": int(now.timestamp()),
        "exp": int((now + TOKEN_LIFETIME).timestamp()),
        "jti": secrets.token_urlsafe(16),
    }
    if once:
        claims["once"] = True
    return jwt.encode(claims, key, algorithm="ES256", headers={"kid": station_id})
