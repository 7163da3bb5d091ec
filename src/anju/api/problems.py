"""What a machine is told when something is wrong: problem+json (RFC 9457), in the language it asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import pydantic_core
from django.http import HttpRequest, HttpResponse

from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.web.outage import Outage

MEDIA_TYPE = "application/problem+json"

TITLES: Mapping[int, Text] = {
    400: Text(zh="请求无法读取", en="The request can't be read"),
    401: Text(zh="令牌缺失、错误、过期或者已吊销", en="The token is missing, wrong, expired or revoked"),
    403: Text(zh="令牌没有这项权限", en="The token lacks this scope"),
    404: Text(zh="没有这个内容", en="There is nothing here"),
    405: Text(zh="这个地址不支持这种方法", en="This address doesn't take this method"),
    409: Text(zh="与现有内容冲突", en="This conflicts with what is on file"),
    411: Text(zh="请求没有写明长度", en="The request doesn't state its length"),
    413: Text(zh="请求太大", en="The request is too large"),
    415: Text(zh="只接受 JSON", en="Only JSON is accepted"),
    422: Text(zh="内容有误，请逐项改正", en="Some entries are wrong; please correct each"),
    429: Text(zh="请求太频繁，请稍后再试", en="Too many requests; please wait a moment"),
    500: Text(zh="系统出了故障，请稍后用同一编号重试", en="A fault on our side; please retry later with the same key"),
    503: Text(zh="系统正忙，请稍后用同一编号重试", en="Busy or restarting; please retry later with the same key"),
    507: Text(zh="存储空间已满，请稍后用同一编号重试", en="Out of space; please retry later with the same key"),
}
# every operation can answer these
CODES = frozenset({400, 401, 403, 404, 409, 411, 413, 415, 422, 429, 503, 507})
# refused because of what stands on file, not because of what was sent
CONFLICTS = frozenset({
    "already_open", "another_active", "ending_open", "key_reused", "not_allowed_in_state",
    "objected", "same_number_on_file", "stale", "window_open",
    # the permit
    "asked_before", "batch_closed", "card_number_taken", "extended_before", "extension_not_allowed", "file_open",
    "four_eyes", "has_permit", "limit_over", "new_card_under_way", "no_ground", "no_permit", "not_registered", "not_yet",
    "old_card_first", "employer_not_active", "permit_ended", "told_before", "told_too_late", "window_not_open",
    # cases
    "not_now", "objection_over", "other_outcome", "second_needed", "second_not_needed", "service_closed", "slot_full",
    "slot_past",
    # schools
    "announce_late", "claims_unchecked", "elsewhere", "in_round", "no_place", "no_room", "not_open_yet", "nothing_up",
    "other_round", "round_over", "round_twice", "school_twice", "still_open", "too_early", "too_young", "without_place",
    # vaccinations, relief
    "dose_before", "not_urgent", "relief_open", "same_officer", "settled_before",
    # public rental housing
    "cases_open", "flat_taken", "flat_twice", "measure_open", "nobody_fits", "not_listed", "not_their_turn", "nothing_to_draw",
    "objection_open", "round_overlaps", "still_published",
    # a dispute
    "already_begun", "called_already", "case_over", "no_arbitration", "no_proceeding", "not_over_yet", "noted_before",
})  # fmt: skip


@dataclass
class Problem(Exception):
    """Something a machine is told; raised anywhere on this floor."""

    status: int
    detail: Text | None = None
    errors: Sequence[Refusal] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def of_refusals(refusals: Sequence[Refusal]) -> Problem:
    """Turn what law and actions refuse into a problem: a conflict where one of them is one, else wrong entries."""
    clash = any(refusal.code in CONFLICTS for refusal in refusals)
    return Problem(status=409 if clash else 422, errors=refusals)


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Write a problem out."""
    language = language_of(request)
    title = TITLES[problem.status]
    body: dict[str, Any] = {
        "type": f"/api/v1/docs#problem-{problem.status}",
        "title": title.in_language(language),
        "status": problem.status,
        "detail": (problem.detail or title).in_language(language),
        "request": getattr(request, "number", ""),
        "errors": [
            {
                "field": one.field or "",
                "code": one.code,
                "detail": one.text.in_language(language),
                "rule": one.rule or "",
            }
            for one in problem.errors
        ],
    }
    if len(problem.errors) == 1 and problem.detail is None:
        body["detail"] = body["errors"][0]["detail"]
    response = HttpResponse(pydantic_core.to_json(body), status=problem.status, content_type=MEDIA_TYPE)
    response["Content-Language"] = "en" if language == "en" else "zh-hans"
    for name, value in problem.headers.items():
        response[name] = value
    return response


def language_of(request: HttpRequest) -> str:
    """Return "en" for whoever asks for English first, else "zh"."""
    return "en" if request.headers.get("Accept-Language", "").strip().lower().startswith("en") else "zh"


def passing(request: HttpRequest, outage: Outage) -> HttpResponse:
    """Tell of an outage that passes, and when to come back."""
    headers = {"Retry-After": str(outage.wait)}
    return answer(request, Problem(status=outage.status, detail=outage.text, headers=headers))


def absent(request: HttpRequest, **_parts: str) -> HttpResponse:
    """Answer for every address below /api/ that does not exist."""
    return answer(request, Problem(status=HTTPStatus.NOT_FOUND))
