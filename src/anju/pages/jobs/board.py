"""The public board: search, one vacancy, and reporting it; nobody signs in for it. Source: notice 二 R1, I3, Q3 of the clauses."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import job as jobs
from anju.actions import once
from anju.law import codes
from anju.law.actor import Actor
from anju.law.job import occupation
from anju.law.job.reporting import Report
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.jobs import common
from anju.queries.job import board, sent
from anju.queries.job.board import Wanted
from anju.web import access, clock, forms, paging, problems, ratelimit
from anju.web.forms import Field

LIMIT = ratelimit.Limit(name="job_report", a_minute=10)
_MISSING = Text(
    zh="这个页面放得太久了，请再提交一次。您写的还在。",
    en="This page was left too long. Please send it again; what you wrote is kept.",
)
_WAGES = (3000, 4000, 5000, 6000, 8000, 10000)


def index(request: HttpRequest) -> HttpResponse:
    """Search the open vacancies by place, kind, wage and words; newest first."""
    county, street = request.GET.get("county", "")[:12], request.GET.get("street", "")[:12]
    kind, words = request.GET.get("kind", "")[:4], request.GET.get("q", "")[:40].strip()
    wage = request.GET.get("wage", "")[:6]
    below = common.streets(county)
    # the street of another county is left over from an earlier choice
    place = street if street in dict(below) else county
    known = wage.isascii() and wage.isdigit()
    wanted = Wanted(place=place, occupation=kind, wage=int(wage) if known else None, words=words)
    cursor = request.GET.get("after", "")
    rows = board.search(
        wanted=wanted,
        on=clock.today(),
        after=board.read_cursor(paging.decode(cursor)),
        held=access.of(request).known,
    )
    parts = {"q": words, "county": county, "street": street if place == street else "", "kind": kind, "wage": wage}
    kept = {name: value for name, value in parts.items() if value}
    fields, more = _filters(kept, below)
    context = {
        "page": paging.page(rows=rows, size=board.SIZE, cursor=cursor, key=board.cursor),
        "fields": fields,
        "more": more,
        "unfolded": bool(kept.get("kind") or kept.get("wage")),
        "kept": kept,
        "narrowed": wanted.narrows,
    }
    return render(request, "jobs/board.html", context)


def one(request: HttpRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    """Show one vacancy; one that is over says so and leads on."""
    found = board.one(vacancy_id=vacancy_id, on=clock.today())
    if found is None:
        raise Http404
    resident = access.of(request).resident
    mine = sent.of_vacancy(who=resident, vacancy_id=vacancy_id) if resident is not None else None
    return render(request, "jobs/job.html", {"found": found, "mine": mine})


def report(request: HttpRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    """Take a report of fees, fraud or discrimination from anyone; it becomes a complaint with a code."""
    found = board.one(vacancy_id=vacancy_id, on=clock.today())
    if found is None:
        raise Http404
    if request.method == "POST":
        return _reported(request, found)
    return _form(request, found, errors={})


@LIMIT.guard
def _reported(request: HttpRequest, found: board.Detail) -> HttpResponse:
    resident = access.of(request).resident
    by = Actor(kind="resident", id=resident.id if resident is not None else None, role="resident")
    typed = forms.typed(fields=_fields(), data=request.POST)
    key = request.POST.get("once", "")[:64]

    def work() -> once.Answer:
        made = jobs.report(
            vacancy_id=found.vacancy.id,
            kind=typed["what"],
            text=typed["text"],
            contact=typed["contact"],
            by=by,
            at=clock.now(),
            resident=resident,
        )
        return {"code": made.code}

    try:
        if not key:
            raise Refusal("key_missing", _MISSING)
        content = {"vacancy": str(found.vacancy.id), **typed}
        answer, _ = once.perform(by=by, key=key, action="complain", content=content, at=clock.now(), do=work)
    except (Refusal, Refusals) as error:
        return _form(request, found, errors=problems.of(error))
    return HttpResponseRedirect(f"/complaints/{answer['code']}/?sent=1")


def _form(request: HttpRequest, found: board.Detail, *, errors: dict[str, Text]) -> HttpResponse:
    shown = forms.filled(fields=_fields(), values=request.POST, errors=errors)
    context = {"found": found, "fields": shown, "errors": errors}
    return render(request, "jobs/report.html", context, status=422 if errors else 200)


def _fields() -> tuple[Field, ...]:
    return (
        Field(
            name="what",
            label=Text(zh="举报什么？", en="What do you report?"),
            kind="radio",
            options=tuple(codes.choices(Report)),
            why="J1",
        ),
        Field(
            name="text",
            label=Text(zh="说说是怎么回事", en="Tell what happened"),
            hint=Text(
                zh="什么时候、谁说的、要多少钱。想到什么写什么。", en="When, who, how much. Whatever comes to mind."
            ),
            kind="textarea",
            rows=5,
            maxlength=1900,
        ),
        Field(
            name="contact",
            label=Text(zh="怎么联系您", en="How to reach you"),
            hint=Text(
                zh="不留也受理，凭编号查结果。", en="You may leave it empty and follow the complaint by its code."
            ),
            required=False,
            maxlength=100,
        ),
    )


def _filters(kept: dict[str, str], below: common.Options) -> tuple[list[Field], list[Field]]:
    """Return the fields to search by: the first ones, and those that are folded away until they are used."""
    wages = tuple((str(one), Text(zh=f"每月{one}元以上", en=f"{one} yuan a month or more")) for one in _WAGES)
    occupations = tuple((one.code, one.name) for one in occupation.LIST)
    first = [
        Field(
            name="q",
            label=Text(zh="找什么工作？", en="What work?"),
            kind="search",
            hint=Text(zh="例如：厨师、焊工，也可以写拼音", en="Such as 厨师; pinyin works too"),
            required=False,
            maxlength=40,
        ),
        _select("county", Text(zh="在哪个县区？", en="In which county?"), common.counties()),
    ]
    if below:
        first.append(_select("street", Text(zh="哪个街道、乡镇？", en="Which street or town?"), below))
    more = [
        _select("kind", Text(zh="工种", en="Kind of work"), occupations),
        _select("wage", Text(zh="工资", en="Wage"), wages),
    ]
    return forms.filled(fields=first, values=kept), forms.filled(fields=more, values=kept)


def _select(name: str, label: Text, options: common.Options) -> Field:
    return Field(name=name, label=label, kind="select", options=(("", common.ALL), *options), required=False)
