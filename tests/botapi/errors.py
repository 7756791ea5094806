"""How the Bot API says no: the error value every method raises."""

from __future__ import annotations

from typing import Any

PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 409: "Conflict"}


class ApiError(Exception):
    """An answer with ``ok: false``; ``parameters`` carries retry_after or migrate_to_chat_id."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    @property
    def reason(self) -> str:
        """What was wrong, for quoting inside another refusal: without "Bad Request: "."""
        return self.args[0]

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(reason: str) -> ApiError:
    """A 400 in the official server's spelling: first letter lowered unless it is a CODE."""
    error = ApiError(400, f"Bad Request: {_spelled(reason)}")
    error.args = (reason,)
    return error


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {_spelled(reason)}")


def too_many(retry_after: int) -> ApiError:
    return ApiError(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )


def migrated(new_chat_id: int) -> ApiError:
    return ApiError(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new_chat_id},
    )


def _spelled(reason: str) -> str:
    if len(reason) >= 2 and (reason[1] == "_" or "A" <= reason[1] <= "Z"):
        return reason
    return reason[:1].lower() + reason[1:]
