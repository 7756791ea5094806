"""Sessions: a signed cookie with a random name, and a token against forged posts."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from aiohttp import web
from itsdangerous import BadSignature, URLSafeSerializer

COOKIE = "duban"
CSRF_HEADER = "X-Duban-Token"
_YEAR = 365 * 24 * 3600


class Sessions:
    """Who sits at a browser. The account is a random name; what it may do, bindings say."""

    def __init__(self, secret: bytes) -> None:
        self._signer = URLSafeSerializer(secret, salt="session")
        self._secret = secret

    def account(self, request: web.Request) -> str:
        """The browser's account, or "" where it has none or a forged one."""
        try:
            found = self._signer.loads(request.cookies.get(COOKIE, ""))
        except BadSignature:
            return ""
        return found if isinstance(found, str) else ""

    @staticmethod
    def fresh() -> str:
        """A new account for a browser that has none."""
        return f"w{secrets.token_hex(12)}"

    def remember(self, response: web.StreamResponse, request: web.Request, account: str) -> None:
        """Let the browser keep its account."""
        response.set_cookie(
            COOKIE,
            str(self._signer.dumps(account)),
            max_age=_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.secure,
        )

    def token(self, account: str) -> str:
        """The token a page of this account must send with every post."""
        return hmac.new(self._secret, account.encode(), hashlib.sha256).hexdigest()

    def check(self, request: web.Request, account: str) -> None:
        """Refuse a post that does not come from a page of this account."""
        self.check_token(request.headers.get(CSRF_HEADER, ""), account)

    def check_token(self, given: str, account: str) -> None:
        """Refuse a form that does not carry this account's token."""
        if not hmac.compare_digest(given.encode(), self.token(account).encode()):
            raise web.HTTPForbidden(text="forged")
