"""Reads bodies: JSON only, no NUL, no lone surrogate, no depth without bound."""

from http import HTTPStatus
from typing import Any

import pydantic_core
from django.http import HttpRequest
from ninja.parser import Parser

from anju.api.problems import Problem
from anju.law.wording import Text

_JSON = Text(zh="请求不是正确的 JSON。", en="The request is not valid JSON.")
_OBJECT = Text(zh="请求应当是一个 JSON 对象。", en="The request should be one JSON object.")
_NUL = Text(zh="请求里有不能使用的字符（NUL）。", en="The request holds a character that can't be used (NUL).")


class Reader(Parser):
    """Reads a body as one JSON object."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the object; raises Problem 400, 415."""
        if request.content_type != "application/json":
            raise Problem(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        body = request.body
        try:
            # stops at two hundred levels, and at lone surrogates
            data = pydantic_core.from_json(body, allow_inf_nan=False)
        except ValueError:
            raise Problem(status=HTTPStatus.BAD_REQUEST, detail=_JSON) from None
        if not isinstance(data, dict):
            raise Problem(status=HTTPStatus.UNPROCESSABLE_ENTITY, detail=_OBJECT)
        if b"\\u0000" in body:
            raise Problem(status=HTTPStatus.BAD_REQUEST, detail=_NUL)
        return data
