"""Two questions answered by search: the community lived in, and the county of the 户口. Works without JavaScript."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anju.law.wording import Text
from anju.linkage import english
from anju.pages.citizen.declare import flow
from anju.pages.citizen.declare.flow import Page
from anju.queries import mine, places

MOST = 20
Look = Callable[..., dict[str, object]]
_NOTHING = Text(zh="", en="")


@dataclass(frozen=True)
class Choice:
    """One line to choose: a place that can be the answer, or one to look below."""

    code: str
    name: Text
    note: Text
    final: bool


@dataclass(frozen=True)
class Words:
    """What a search asks and says."""

    question: Promise
    hint: Promise
    try_again: Promise
    by_level: Promise
    or_by_level: Promise
    from_the_top: Promise
    nothing_below: Promise
    more: Promise | str = ""


def community(request: HttpRequest, at: Page) -> HttpResponse:
    """Ask for the community or village: by name or pinyin, or one level after the other."""
    return _answer(request, at, name="community", words=_community_words(at), look=_communities)


def hukou(request: HttpRequest, at: Page) -> HttpResponse:
    """Ask for the county of the 户口: by name or pinyin, or from the province down."""
    return _answer(request, at, name="hukou_county", words=_hukou_words(at), look=_counties)


def _communities(*, held: str, text: str, within: str) -> dict[str, object]:
    return {
        "found": [_community(one) for one in places.search_communities(text=text, limit=MOST)] if text else [],
        "within": _within(places.place(code=within)) if within else None,
        "below": [_community(one) for one in _below(within)] if not text else [],
        "chosen": _chosen(places.community(code=held)),
    }


def _counties(*, held: str, text: str, within: str) -> dict[str, object]:
    above = _origin(mine.origin(code=within[:6])) if within else None
    chosen = _county(places.county(code=held))
    return {
        "found": [_county(one) for one in places.search_counties(text=text, limit=MOST)] if text else [],
        "within": above.name if above is not None else None,
        "below": [_origin(one) for one in mine.origins_below(code=within[:6])] if not text else [],
        "chosen": dataclasses.replace(chosen, name=chosen.note) if chosen is not None else None,
    }


def _community_words(at: Page) -> Words:
    question = _("您现在住在哪个社区或村？")
    if at.kind == "move":
        question = _("新家在哪个社区或村？")
    elif at.draft.answers.get("for") == "other":
        question = _("他（她）现在住在哪个社区或村？")
    return Words(
        question=question,
        hint=_("打几个字就行，也可以打拼音首字母。例如：红星，或 hxsq"),
        try_again=_("少打一个字试试，或者在下面一级一级选。"),
        by_level=_("一级一级选"),
        or_by_level=_("或者一级一级选"),
        from_the_top=_("重新选县区"),
        nothing_below=_("这里还没有社区，请换一个。"),
        more=_("还有更多。再多打一个字，或者前面加上街道名，例如：兰山 红星"),
    )


def _hukou_words(at: Page) -> Words:
    other = at.draft.answers.get("for") == "other"
    return Words(
        question=_("他（她）的户口在哪个县（市、区）？") if other else _("您的户口在哪个县（市、区）？"),
        hint=_("打名字、拼音首字母，或者身份证号码的前6位"),
        try_again=_("写户口本上的县（市、区）名，或者在下面从省开始选。"),
        by_level=_("从省开始选"),
        or_by_level=_("或者从省开始选"),
        from_the_top=_("重新选省"),
        nothing_below=_("没有找到这个名字"),
    )


def _answer(request: HttpRequest, at: Page, *, name: str, words: Words, look: Look) -> HttpResponse:
    """Keep what was chosen, or show the search; while somebody types, only what it finds."""
    errors: dict[str, Text] = {}
    if request.method == "POST":
        kept = flow.keep(request, at, changes={name: request.POST.get(name, "")[:40]})
        if isinstance(kept, HttpResponse):
            return kept
        errors = kept
    text, within = request.GET.get("q", "")[:60].strip(), request.GET.get("in", "")[:12]
    found = look(held=str(at.draft.answers.get(name) or ""), text=text, within=within)
    shown = {"name": name, "words": words, "q": text, "most": MOST, **found}
    if request.headers.get("HX-Request") and request.headers.get("HX-Target") == "found":
        return render(request, "citizen/declare/found.html", {"at": at, "draft": at.draft, **shown})
    return flow.show(
        request, at, template="citizen/declare/search.html", errors=errors, wrong=errors.get(name), **shown
    )


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
