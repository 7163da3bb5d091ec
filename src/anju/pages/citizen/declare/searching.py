"""Two questions answered by search: the community lived in, and the county of the 户口. Works without JavaScript."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law.wording import Text
from anju.pages.citizen.declare import flow
from anju.pages.citizen.declare.flow import Page
from anju.queries import mine, places

MOST = 20


def community(request: HttpRequest, at: Page) -> HttpResponse:
    """Ask for the community or village: by name or pinyin, or one level after the other."""
    if request.method == "POST":
        kept = flow.keep(request, at, changes={"community": request.POST.get("community", "")[:12]})
        if isinstance(kept, HttpResponse):
            return kept
    else:
        kept = {}
    text = request.GET.get("q", "")[:60].strip()
    within = request.GET.get("in", "")[:12]
    context = {
        "q": text,
        "found": places.search_communities(text=text, limit=MOST) if text else [],
        "within": places.place(code=within) if within else None,
        "below": _below(within) if not text else [],
        "chosen": places.community(code=str(at.draft.answers.get("community") or "")),
        "most": MOST,
    }
    return _answer(request, at, "citizen/declare/community.html", kept, context)


def hukou(request: HttpRequest, at: Page) -> HttpResponse:
    """Ask for the county of the 户口: by name or pinyin, or from the province down."""
    if request.method == "POST":
        kept = flow.keep(request, at, changes={"hukou_county": request.POST.get("hukou_county", "")[:6]})
        if isinstance(kept, HttpResponse):
            return kept
    else:
        kept = {}
    text = request.GET.get("q", "")[:60].strip()
    within = request.GET.get("in", "")[:6]
    context = {
        "q": text,
        "found": places.search_counties(text=text, limit=MOST) if text else [],
        "within": mine.origin(code=within) if within else None,
        "below": mine.origins_below(code=within) if not text else [],
        "chosen": places.county(code=str(at.draft.answers.get("hukou_county") or "")),
        "most": MOST,
    }
    return _answer(request, at, "citizen/declare/hukou.html", kept, context)


def _answer(
    request: HttpRequest, at: Page, template: str, errors: dict[str, Text], context: dict[str, object]
) -> HttpResponse:
    if request.headers.get("HX-Request") and request.headers.get("HX-Target") == "found":
        return render(request, template + "#found", {"at": at, "draft": at.draft, **context})
    return flow.show(request, at, template=template, errors=errors, **context)


def _below(within: str) -> "list[places.Place]":
    if within:
        return places.children(code=within)
    city = places.children(code="")
    return places.children(code=city[0].code) if city else []
