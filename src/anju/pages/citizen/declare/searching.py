"""Two questions answered by search: the community lived in, and the county of the 户口. Works without JavaScript."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law.wording import Text
from anju.linkage import english
from anju.pages.citizen.declare import flow
from anju.pages.citizen.declare.flow import Page
from anju.queries import mine, places

MOST = 20
_NOTHING = Text(zh="", en="")


@dataclass(frozen=True)
class Choice:
    """One line to choose: a place that can be the answer, or one to look below."""

    code: str
    name: Text
    note: Text
    final: bool


def community(request: HttpRequest, at: Page) -> HttpResponse:
    """Ask for the community or village: by name or pinyin, or one level after the other."""
    if request.method == "POST":
        kept = flow.keep(request, at, changes={"community": request.POST.get("community", "")[:40]})
        if isinstance(kept, HttpResponse):
            return kept
    else:
        kept = {}
    text = request.GET.get("q", "")[:60].strip()
    within = request.GET.get("in", "")[:12]
    context = {
        "q": text,
        "found": [_community(one) for one in places.search_communities(text=text, limit=MOST)] if text else [],
        "within": _within(places.place(code=within)) if within else None,
        "below": [_community(one) for one in _below(within)] if not text else [],
        "chosen": _chosen(places.community(code=str(at.draft.answers.get("community") or ""))),
        "most": MOST,
    }
    return _answer(request, at, "citizen/declare/community.html", kept, context)


def hukou(request: HttpRequest, at: Page) -> HttpResponse:
    """Ask for the county of the 户口: by name or pinyin, or from the province down."""
    if request.method == "POST":
        kept = flow.keep(request, at, changes={"hukou_county": request.POST.get("hukou_county", "")[:40]})
        if isinstance(kept, HttpResponse):
            return kept
    else:
        kept = {}
    text = request.GET.get("q", "")[:60].strip()
    within = request.GET.get("in", "")[:6]
    context = {
        "q": text,
        "found": [_county(one) for one in places.search_counties(text=text, limit=MOST)] if text else [],
        "within": _origin(mine.origin(code=within)) if within else None,
        "below": [_origin(one) for one in mine.origins_below(code=within)] if not text else [],
        "chosen": _county(places.county(code=str(at.draft.answers.get("hukou_county") or ""))),
        "most": MOST,
    }
    return _answer(request, at, "citizen/declare/hukou.html", kept, context)


def _answer(
    request: HttpRequest, at: Page, template: str, errors: dict[str, Text], context: Mapping[str, object]
) -> HttpResponse:
    if request.headers.get("HX-Request") and request.headers.get("HX-Target") == "found":
        return render(request, template + "#found", {"at": at, "draft": at.draft, **context})
    return flow.show(request, at, template=template, errors=errors, **context)


def _below(within: str) -> "list[places.Place]":
    if within:
        return places.children(code=within)
    city = places.children(code="")
    return places.children(code=city[0].code) if city else []


def _community(one: "places.Place") -> Choice:
    final = one.level == "community"
    note = Text(
        zh=f"{one.county} {one.street}".strip(),
        en=", ".join(english.place(name) for name in (one.street, one.county) if name),
    )
    return Choice(code=one.code, name=Text(zh=one.short, en=one.english), note=note if final else _NOTHING, final=final)


def _within(one: "places.Place | None") -> Text | None:
    return Text(zh=one.label, en=one.label_en) if one is not None else None


def _chosen(one: "places.Place | None") -> Choice | None:
    return (
        Choice(code=one.code, name=Text(zh=one.label, en=one.label_en), note=_NOTHING, final=True)
        if one is not None
        else None
    )


def _county(one: "places.County | None") -> Choice | None:
    if one is None:
        return None
    return Choice(
        code=one.code,
        name=Text(zh=one.name, en=english.place(one.name)),
        note=Text(zh=one.full_name, en=one.full_name),
        final=True,
    )


def _origin(one: "mine.Origin | None") -> Choice | None:
    if one is None:
        return None
    return Choice(
        code=one.code, name=Text(zh=one.name, en=english.place(one.name)), note=_NOTHING, final=one.level == "county"
    )
