"""An employer's people: registering it, joining it, how it is reached, who acts for it. Source: notice 二 R1, I3."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import job as jobs
from anju.law.job import employer as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.jobs import common
from anju.queries.job import offered
from anju.web import access, clock, forms, paging
from anju.web.forms import Field

_ASK = Text(zh="请选择要做什么。", en="Please choose what to do.")
_HINTS = {
    "name": Text(zh="营业执照或者登记证上的全称", en="In full, as on the licence"),
    "code": Text(zh="18位，写在营业执照上", en="18 characters, on the licence"),
    "contact": Text(zh="写部门或者称呼就行，例如：人事部、王女士", en="A desk or a form of address is enough"),
    "phone": Text(zh="单位的电话，求职者会打这个号码", en="The employer's own number, which applicants will call"),
    "label": Text(zh="同事和审核的人靠它认出您，例如：李经理", en="How colleagues and the reviewer know you"),
}


@access.resident_page
def index(request: HttpRequest) -> HttpResponse:
    """Show the employers one acts for, and the ways to register or join one."""
    return render(request, "jobs/employers.html", {"rows": offered.mine(who=common.who(request))})


@access.resident_page
def new(request: HttpRequest) -> HttpResponse:
    """Ask for an employer to be registered; an officer checks it and who asks."""
    fields = (
        _text("name"),
        _text("code", maxlength=30),
        Field(
            name="county",
            label=law.LABELS["county"],
            kind="select",
            options=(("", common.CHOOSE), *common.counties()),
        ),
        _text("place"),
        _text("contact"),
        _text("phone", kind="tel"),
        _text("label"),
    )
    errors: dict[str, Text] = {}
    if request.method == "POST":

        def work() -> dict[str, Any]:
            told = law.read(forms.typed(fields=fields, data=request.POST), counties=list(dict(common.counties())))
            made = jobs.register(told=told, who=common.who(request), by=common.me(request), at=clock.now())
            return {"employer": str(made.id)}

        _, errors = common.tried(request, action="ask_employer", do=work)
        if not errors:
            return HttpResponseRedirect("/jobs/employer/?done=asked")
    shown = forms.filled(fields=fields, values=request.POST, errors=errors)
    context = {"fields": shown, "errors": forms.ordered(fields=shown, errors=errors)}
    return render(request, "jobs/employer_new.html", context, status=422 if errors else 200)


@access.resident_page
def join(request: HttpRequest) -> HttpResponse:
    """Ask to act for a registered employer; the answer is the same whether it is registered or not."""
    fields = (_text("code", maxlength=30), _text("label"))
    errors: dict[str, Text] = {}
    if request.method == "POST":

        def work() -> dict[str, Any]:
            typed = forms.typed(fields=fields, data=request.POST)
            jobs.join(
                code=typed["code"],
                label=typed["label"],
                who=common.who(request),
                by=common.me(request),
                at=clock.now(),
            )
            return {"done": "joined"}

        _, errors = common.tried(request, action="join_employer", do=work)
        if not errors:
            return HttpResponseRedirect("/jobs/employer/?done=joined")
    shown = forms.filled(fields=fields, values=request.POST, errors=errors)
    context = {"fields": shown, "errors": forms.ordered(fields=shown, errors=errors)}
    return render(request, "jobs/employer_join.html", context, status=422 if errors else 200)


@access.resident_page
def one(request: HttpRequest, employer_id: uuid.UUID) -> HttpResponse:
    """Show an employer's vacancies and people; change how it is reached, let people in, end what they may."""
    who = common.who(request)
    held = offered.employer(who=who, employer_id=employer_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        _, errors = common.tried(request, action="job_employer", do=lambda: _do(request, employer_id))
        if not errors:
            return HttpResponseRedirect("/jobs/employer/" if request.POST.get("choice") == "leave" else request.path)
    cursor = request.GET.get("after", "")
    rows = offered.vacancies(employer_id=held.id, after=paging.decode(cursor))
    reach = (_text("place"), _text("contact"), _text("phone", kind="tel"))
    values = request.POST if errors else {"place": held.place, "contact": held.contact, "phone": held.phone}
    context = {
        "held": held,
        "page": paging.page(rows=rows, size=offered.SIZE, cursor=cursor, key=offered.vacancy_key),
        "agents": offered.agents(employer_id=held.id, who=who),
        "fields": forms.filled(fields=reach, values=values, errors=errors),
        "errors": errors,
    }
    return render(request, "jobs/employer.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, employer_id: uuid.UUID) -> dict[str, Any]:
    by, at, choice = common.me(request), clock.now(), request.POST.get("choice", "")
    if choice == "reach":
        reach = law.read_reach({name: request.POST.get(name, "") for name in ("place", "contact", "phone")})
        jobs.change(employer_id=employer_id, reach=reach, by=by, at=at)
        return {"done": choice}
    if choice in {"admit", "end", "leave"}:
        agent = agent_id(request)
        if choice == "admit":
            jobs.admit(employer_id=employer_id, agent_id=agent, by=by, at=at)
        else:
            jobs.leave(employer_id=employer_id, agent_id=agent, by=by, at=at)
        return {"done": choice}
    raise Refusal("not_an_option", _ASK, field="choice", rule="I3")


def agent_id(request: HttpRequest) -> uuid.UUID:
    """Return the agent a form names; raises Refusal for what is no id."""
    try:
        return uuid.UUID(request.POST.get("agent", ""))
    except ValueError as error:
        raise Refusal("not_an_option", _ASK, field="agent", rule="I3") from error


def _text(name: str, *, kind: str = "text", maxlength: int | None = None) -> Field:
    return Field(
        name=name,
        label=law.LABELS[name],
        kind=kind,
        hint=_HINTS.get(name, ""),
        maxlength=maxlength or law.LENGTHS[name],
    )
