"""The office's awards: announcing, reviewing by two, publishing, answering objections, giving. Source: I10."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import award, reading
from anju.law import award as law
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.pages.awards import doing
from anju.queries import awards
from anju.web import access, clock, forms, paging

_AWARD = (
    forms.Field(name="name", label=Text(zh="评选名称", en="Name of the award"), maxlength=law.NAME),
    forms.Field(
        name="criteria", label=Text(zh="评选条件", en="Criteria"), kind="textarea", maxlength=law.CRITERIA, rows=5
    ),
    forms.Field(name="opens_on", label=Text(zh="开始推荐", en="First day for nominating"), kind="date"),
    forms.Field(name="closes_on", label=Text(zh="截止推荐", en="Last day for nominating"), kind="date"),
)
_NOMINEE = (
    forms.Field(name="name", label=Text(zh="姓名", en="Name"), maxlength=50),
    forms.Field(
        name="phone",
        label=Text(zh="手机号，用来问本人同不同意", en="Mobile number, to ask for consent"),
        kind="tel",
        required=False,
        hint=Text(
            zh="有本人书面同意的可以不填，在推荐页面登记。",
            en="Not needed with a written consent, which is noted on its page.",
        ),
    ),
    forms.Field(name="story", label=Text(zh="事迹", en="What they did"), kind="textarea", maxlength=law.STORY, rows=4),
)
_FORMS = {
    "propose": (
        forms.Field(
            name="outcome", label=Text(zh="初审意见", en="Proposal"), kind="radio", options=tuple(law.OUTCOMES.items())
        ),
        forms.Field(name="reason", label=Text(zh="理由", en="Reason"), kind="textarea", maxlength=1000, rows=3),
    ),
    "approve": (
        forms.Field(
            name="summary",
            label=Text(zh="公示的事迹", en="What is published"),
            kind="textarea",
            maxlength=law.SUMMARY,
            rows=3,
            hint=Text(zh="不写住址、电话和证件号码。", en="No address, phone or ID number."),
        ),
    ),
    "refuse": (
        forms.Field(
            name="reason",
            label=Text(zh="理由，本人看得到", en="Reason; the person reads it"),
            kind="textarea",
            maxlength=1000,
            rows=3,
        ),
    ),
    "note": (
        forms.Field(
            name="words", label=Text(zh="书面同意书在哪里", en="Where the written consent is kept"), maxlength=300
        ),
    ),
    "answer": (
        forms.Field(
            name="words",
            label=Text(zh="答复，对方看得到", en="Answer; the person reads it"),
            kind="textarea",
            maxlength=1000,
            rows=3,
        ),
    ),
}


@access.staff_page(*awards.ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """List the office's awards; announce one."""
    scope = access.of(request).scope
    errors: dict[str, Text] = {}
    if request.method == "POST":
        raw = forms.typed(fields=_AWARD, data=request.POST)
        errors = doing.once_only(
            request, action="announce_award", do=lambda: award.announce(raw=raw, by=scope.actor, at=clock.now())
        )
        if not errors:
            return HttpResponseRedirect("/awards/desk/")
    cursor = request.GET.get("after", "")
    rows = awards.desk(scope, on=clock.today(), after=paging.decode(cursor) or ())
    context = {
        "page": paging.page(rows=rows, size=awards.PAGE, cursor=cursor, key=awards.key),
        "fields": forms.filled(fields=_AWARD, values=request.POST, errors=errors),
        "errors": errors,
    }
    return render(request, "awards/desk.html", context, status=422 if errors else 200)


@access.staff_page(*awards.ROLES)
def one(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    """Show an award's nominations; add one, or end the award."""
    scope = access.of(request).scope
    found = awards.own(scope, award_id=award_id, on=clock.today())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        errors = doing.once_only(request, action="award_desk", do=lambda: _award(request, award_id))
        if not errors:
            return HttpResponseRedirect(request.path)
    reading.listed(scope=scope, subject=("award", award_id), at=clock.now())
    cursor = request.GET.get("after", "")
    rows = awards.nominations(scope, award_id=award_id, after=paging.decode(cursor) or ())
    context = {
        "award": found,
        "page": paging.page(rows=rows, size=awards.PAGE, cursor=cursor, key=lambda row: (row.id,)),
        "fields": forms.filled(fields=_NOMINEE, values=request.POST, errors=errors),
        "errors": errors,
    }
    return render(request, "awards/award.html", context, status=422 if errors else 200)


@access.staff_page(*awards.ROLES)
def nomination(request: HttpRequest, nomination_id: uuid.UUID) -> HttpResponse:
    """Show a nomination; review, publish, answer objections, give."""
    by = access.of(request).actor
    found = award.open_one(nomination_id=nomination_id, by=by, at=clock.now())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        errors = doing.once_only(request, action="nomination", do=lambda: _nomination(request, nomination_id))
        if not errors:
            return HttpResponseRedirect(request.path)
    held = awards.detail(found)
    context = {
        "held": held,
        "one": held.nomination,
        "over": held.nomination.published_until is not None and held.nomination.published_until < clock.today(),
        "forms": {
            name: forms.filled(fields=fields, values=request.POST, errors=errors) for name, fields in _FORMS.items()
        },
        "errors": errors,
    }
    return render(request, "awards/nomination.html", context, status=422 if errors else 200)


def _award(request: HttpRequest, award_id: uuid.UUID) -> object:
    by, at = access.of(request).actor, clock.now()
    if request.POST.get("choice") == "end":
        return award.end(award_id=award_id, by=by, at=at)
    return award.nominate(award_id=award_id, raw=forms.typed(fields=_NOMINEE, data=request.POST), by=by, at=at)


def _nomination(request: HttpRequest, key: uuid.UUID) -> object:
    by, at, posted = access.of(request).actor, clock.now(), request.POST
    choice = posted.get("choice", "")
    if choice == "propose":
        outcome, reason = posted.get("outcome", ""), posted.get("reason", "")
        return award.propose(nomination_id=key, outcome=outcome, reason=reason, by=by, at=at)
    if choice == "approve":
        return award.approve(nomination_id=key, summary=posted.get("summary", ""), by=by, at=at)
    if choice == "refuse":
        return award.refuse(nomination_id=key, reason=posted.get("reason", ""), by=by, at=at)
    if choice == "note":
        return award.note_consent(nomination_id=key, words=posted.get("words", ""), by=by, at=at)
    if choice == "give":
        return award.give(nomination_id=key, by=by, at=at)
    if choice in ("uphold", "reject"):
        words = posted.get("words", "")
        return award.answer(
            objection_id=_key(posted.get("objection", "")), upheld=choice == "uphold", words=words, by=by, at=at
        )
    raise Absent("choice")


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Absent("objection") from error
