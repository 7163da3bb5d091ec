"""An employer's vacancies: offered, changed, renewed, filled, closed, and who applied. Source: notice 二 R1, I3."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import job as jobs
from anju.law import codes
from anju.law.job import ground, occupation, offer, vacancy
from anju.law.job.vacancy import Insurance, Schedule, WageUnit
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.jobs import common
from anju.queries import rules
from anju.queries.job import offered
from anju.web import access, clock, forms, paging
from anju.web.forms import Field

_ASK = Text(zh="请选择要做什么。", en="Please choose what to do.")
_WHOLE = Text(zh="全县（区）", en="All of the county")
_HINTS = {
    "text": Text(
        zh="写清做什么、要会什么。不能收钱、扣证件，不能限户籍、性别、民族。",
        en="The work and what it takes. No fees, no papers kept, no limits by origin, sex or ethnicity.",
    ),
    "spot": Text(zh="例如：工业园八号路，公交站旁", en="Such as: industrial park, by the bus stop"),
    "hours_week": Text(zh="法律规定一般不超过44小时", en="44 at most as a rule of law"),
    "contact_shown": Text(zh="不勾选的，只有约见的人能看到", en="Otherwise only those you invite can see it"),
    "wage_to": Text(zh="一样的可以不填", en="May be left empty"),
}


@access.resident_page
def new(request: HttpRequest, employer_id: uuid.UUID) -> HttpResponse:
    """Offer a job; it shows once an officer has reviewed it."""
    held = offered.employer(who=common.who(request), employer_id=employer_id)
    county = _county(request, held.county_id)

    def work(typed: dict[str, Any], most: int) -> str:
        read = offer.read(typed, places=_places(county), most_days=most)
        made = jobs.post(employer_id=employer_id, offer=read, by=common.me(request), at=clock.now())
        return str(made.id)

    start = {"days": "30", "hours_week": "40", "openings": "1", "place": county}
    return _form(request, county, start, work, action="post_vacancy", employer=held, back=f"/jobs/employer/{held.id}/")


@access.resident_page
def change(request: HttpRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    """Change a vacancy; it is reviewed again before it shows."""
    held = offered.vacancy_of(who=common.who(request), vacancy_id=vacancy_id)
    county = _county(request, held.county)

    def work(typed: dict[str, Any], most: int) -> str:
        read = offer.read(typed, places=_places(county), most_days=most)
        by, at = common.me(request), clock.now()
        made = jobs.change_vacancy(vacancy_id=vacancy_id, offer=read, by=by, at=at, version=common.version(request))
        return str(made.id)

    start = {name: getattr(held, name) for name in offer.LABELS if name != "place"} | {"place": held.place_id}
    back = f"/jobs/employer/vacancy/{held.id}/"
    return _form(
        request, county, start, work, action="change_vacancy", employer=held.employer, back=back, version=held.version
    )


@access.resident_page
def one(request: HttpRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    """Show a vacancy with who applied; renew, fill or close it."""
    held = offered.vacancy_of(who=common.who(request), vacancy_id=vacancy_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        _, errors = common.tried(request, action="job_offer", do=lambda: _do(request, vacancy_id))
        if not errors:
            return HttpResponseRedirect(request.path)
    cursor = request.GET.get("after", "")
    rows = offered.applicants(vacancy_id=held.id, after=paging.decode(cursor))
    context = {
        "held": held,
        "shown": offered.shown(held, on=clock.today()),
        "page": paging.page(rows=rows, size=offered.SIZE, cursor=cursor, key=offered.applicant_key),
        "possible": [step.act for step in vacancy.LIFECYCLE.acts_from(held.state)],
        "article": offered.answer(held),
        "remedy": ground.REMEDY,
        "errors": errors,
    }
    return render(request, "jobs/offer.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, vacancy_id: uuid.UUID) -> dict[str, Any]:
    by, at, version = common.me(request), clock.now(), common.version(request)
    choice = request.POST.get("choice", "")
    doing = {"renew": jobs.renew, "fill": jobs.fill, "close": jobs.close}.get(choice)
    if doing is None:
        raise Refusal("not_an_option", _ASK, field="choice", rule="I3")
    doing(vacancy_id=vacancy_id, by=by, at=at, version=version)
    return {"done": choice}


def _form(
    request: HttpRequest,
    county: str,
    start: dict[str, Any],
    work: Any,
    *,
    action: str,
    employer: Any,
    back: str,
    version: int = 0,
) -> HttpResponse:
    most = rules.policy(place=[county], on=clock.today()).vacancy_open_calendar_days
    fields = _fields(county, most)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        typed = forms.typed(fields=fields, data=request.POST)
        answer, errors = common.tried(request, action=action, do=lambda: {"vacancy": work(typed, most)})
        if not errors:
            return HttpResponseRedirect(f"/jobs/employer/vacancy/{answer['vacancy']}/")
    context = {
        "fields": forms.filled(fields=fields, values=request.POST if errors else start, errors=errors),
        "errors": forms.ordered(fields=fields, errors=errors),
        "employer": employer,
        "county": county,
        "counties": common.counties(),
        "back": back,
        "version": version,
    }
    return render(request, "jobs/offer_form.html", context, status=422 if errors else 200)


def _county(request: HttpRequest, own: str) -> str:
    chosen = request.POST.get("county") or request.GET.get("county") or own
    return chosen if chosen in dict(common.counties()) else own


def _places(county: str) -> list[str]:
    return [county, *dict(common.streets(county))]


def _fields(county: str, most: int) -> tuple[Field, ...]:
    days = Text(zh=f"最多{most}天，到期可以延长", en=f"{most} days at most; it can be renewed")
    places = ((county, _WHOLE), *common.streets(county))
    return (
        _f("title"),
        _f("occupation", "select", (("", common.CHOOSE), *((one.code, one.name) for one in occupation.LIST))),
        _f("place", "select", places),
        _f("spot", required=False),
        _f("wage_unit", "radio", tuple(codes.choices(WageUnit))),
        _f("wage_from", "number"),
        _f("wage_to", "number", required=False),
        _f("schedule", "radio", tuple(codes.choices(Schedule))),
        _f("hours_week", "number"),
        _f("insurance", "radio", tuple(codes.choices(Insurance))),
        _f("meals", "check", required=False),
        _f("lodging", "check", required=False),
        _f("openings", "number"),
        _f("text", "textarea"),
        Field(name="days", label=offer.LABELS["days"], kind="number", hint=days),
        _f("contact_shown", "check", required=False),
    )


def _f(name: str, kind: str = "text", options: common.Options = (), *, required: bool = True) -> Field:
    return Field(
        name=name,
        label=offer.LABELS[name],
        kind=kind,
        options=options,
        hint=_HINTS.get(name, ""),
        maxlength=offer.LENGTHS.get(name),
        required=required,
        rows=6,
    )
