"""Nominating somebody, saying yes or no to one's own nomination, objecting to a published name. Source: I10."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import award
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.pages.awards import doing
from anju.queries import awards
from anju.queries.visitors import Resident
from anju.web import access, clock, forms

_DONE = {
    "nominated": Text(
        zh="推荐已收到，谢谢。推荐别人的，先问本人同不同意。",
        en="Received, thank you. Somebody else is asked for consent first.",
    ),
    "consented": Text(zh="您已同意。", en="You agreed."),
    "declined": Text(zh="已撤回，您的名字不会公示。", en="Withdrawn: your name will not be published."),
    "objected": Text(
        zh="已收到您的异议，核实后答复您。", en="Your objection was received; it is looked into and answered."
    ),
}
_FIELDS = (
    forms.Field(
        name="whom",
        label=Text(zh="推荐谁？", en="Whom do you nominate?"),
        kind="radio",
        options=(("self", Text(zh="我自己", en="Myself")), ("other", Text(zh="别人", en="Somebody else"))),
    ),
    forms.Field(name="name", label=Text(zh="姓名", en="Name"), maxlength=50),
    forms.Field(
        name="phone",
        label=Text(zh="对方的手机号", en="Their mobile number"),
        kind="tel",
        required=False,
        hint=Text(
            zh="推荐别人才填。我们先问本人，同意了才评、才公示。",
            en="Only for somebody else. They are asked first; without their consent nothing is published.",
        ),
    ),
    forms.Field(
        name="story", label=Text(zh="做了什么？", en="What did they do?"), kind="textarea", maxlength=1000, rows=5
    ),
)
_WORDS = forms.Field(
    name="words",
    label=Text(zh="为什么有异议？", en="Why do you object?"),
    kind="textarea",
    maxlength=1000,
    hint=Text(zh="只有核实的人看得到。", en="Only those who look into it read this."),
)


@access.resident_page
def index(request: HttpRequest) -> HttpResponse:
    """List the nominations about oneself and by oneself; agree or decline."""
    errors: dict[str, Text] = {}
    if request.method == "POST":
        choice = request.POST.get("choice", "")
        errors = doing.once_only(request, action="award_consent", do=lambda: _answer(request, choice))
        if not errors:
            return HttpResponseRedirect(f"/my/awards/?done={'consented' if choice == 'consent' else 'declined'}")
    who = _who(request)
    context = {
        "rows": awards.mine(who=who),
        "said": awards.objected(who=who),
        "errors": errors,
        "done": _DONE.get(request.GET.get("done", "")),
    }
    return render(request, "awards/mine.html", context, status=422 if errors else 200)


@access.resident_page
def nominate(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    """Nominate oneself or somebody else."""
    found = awards.one(award_id=award_id, on=clock.today())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        raw, by = forms.typed(fields=_FIELDS, data=request.POST), access.of(request).actor
        errors = doing.once_only(
            request, action="nominate", do=lambda: award.nominate(award_id=award_id, raw=raw, by=by, at=clock.now())
        )
        if not errors:
            return HttpResponseRedirect("/my/awards/?done=nominated")
    fields = forms.filled(fields=_FIELDS, values=request.POST, errors=errors)
    context = {"award": found, "fields": fields, "errors": errors}
    return render(request, "awards/nominate.html", context, status=422 if errors else 200)


@access.resident_page
def protest(request: HttpRequest, nomination_id: uuid.UUID) -> HttpResponse:
    """Object to a published name."""
    found, award_id = awards.published(nomination_id=nomination_id, on=clock.today())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        words, by = request.POST.get("words", ""), access.of(request).actor
        errors = doing.once_only(
            request,
            action="object_award",
            do=lambda: award.protest(nomination_id=nomination_id, words=words, by=by, at=clock.now()),
        )
        if not errors:
            return HttpResponseRedirect("/my/awards/?done=objected")
    fields = forms.filled(fields=[_WORDS], values=request.POST, errors=errors)
    context = {"found": found, "award_id": award_id, "fields": fields, "errors": errors}
    return render(request, "awards/object.html", context, status=422 if errors else 200)


def _answer(request: HttpRequest, choice: str) -> object:
    by, at = access.of(request).actor, clock.now()
    try:
        key = uuid.UUID(request.POST.get("nomination", ""))
    except ValueError as error:
        raise Absent("nomination") from error
    if choice == "consent":
        return award.consent(nomination_id=key, by=by, at=at)
    if choice == "decline":
        return award.decline(nomination_id=key, by=by, at=at)
    raise Absent("choice")


def _who(request: HttpRequest) -> Resident:
    found = access.of(request).resident
    if found is None:
        raise Absent("resident")
    return found
