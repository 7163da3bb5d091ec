"""A list as a file: asked for with its purpose, released by somebody else, fetched by whoever asked. Source: L2, L3."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions.case import exporting as acts
from anju.law import export as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.cases import desk, words
from anju.queries.case import exports, queue
from anju.web import access, clock, errors, forms, sheets, tags
from anju.web.forms import Field

_HEAD = (
    Text(zh="事项编号", en="Number"),
    Text(zh="申请人", en="Applicant"),
    Text(zh="事项", en="Service"),
    Text(zh="状态", en="State"),
    Text(zh="社区、村", en="Community"),
    Text(zh="单位", en="Office"),
    Text(zh="申请时间", en="Applied"),
    Text(zh="期限", en="Limit"),
    Text(zh="导出编号", en="Export"),
)
_STAMP = Text(
    zh="{number}：{unit}，{name}，{at}导出，{second}核准，目的：{purpose}，共{count}行，姓名已隐去。只给本人用，用完请删除。",
    en="{number}: exported by {name}, {unit}, {at}; released by {second}; purpose: {purpose}; {count} rows, names masked. "
    "For this person only; delete it after use.",
)
_CHOOSE = Text(zh="请选择", en="Please choose")
_CHOICES = {"release": "release_export", "decline": "decline_export", "withdraw": "withdraw_export"}


@access.staff_page(*desk.FOLLOWING)
def index(request: HttpRequest) -> HttpResponse:
    """Show what waits for this post to release, and what its holder asked for."""
    scope, now = access.of(request).scope, clock.now()
    mine = exports.mine(scope=scope, at=now) if scope.role == desk.OFFICER else []
    context = {"waiting": exports.to_review(scope=scope, at=now), "mine": mine}
    return render(request, "cases/exports.html", context)


@access.staff_page(desk.OFFICER)
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a list: how many rows it has now, who has to release it, what it is for."""
    scope, now = access.of(request).scope, clock.now()
    state = request.POST.get("state", request.GET.get("state", "open"))
    count, wrong = acts.counted(scope=scope, state=state, on=clock.today()), dict[str, Text]()
    if request.method == "POST":

        def work() -> dict[str, str]:
            stated, why = request.POST.get("purpose", ""), request.POST.get("why", "")
            return {"id": str(acts.ask(scope=scope, state=state, purpose=stated, why=why, at=now).id)}

        answer, wrong = desk.attempt(request, action="ask_export", work=work)
        if answer is not None:
            return HttpResponseRedirect(f"/cases/exports/{answer['id']}/?done=ask")
    policy = exports.policy(scope=scope, on=clock.today())
    above = exports.above(scope=scope, on=clock.today()) if law.higher(rows=count, policy=policy) else None
    context = {
        "fields": forms.filled(fields=_fields(), values=request.POST, errors=wrong),
        "errors": wrong,
        "state": state,
        "listed": exports.LISTS[state],
        "count": count,
        "most": law.MOST if count >= law.MOST else None,
        "above": exports.named(above) if above is not None else None,
        "hours": policy.export_expiry_hours,
    }
    return render(request, "cases/export_new.html", context, status=422 if wrong else 200)


@access.staff_page(*desk.FOLLOWING)
def one(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    """Show one export to whoever asked for it or may release it; release, decline or withdraw it."""
    scope, now = access.of(request).scope, clock.now()
    found = exports.one(scope=scope, export_id=export_id, at=now)
    choice, wrong = request.POST.get("choice", ""), dict[str, Text]()
    if request.method == "POST" and choice in _CHOICES:
        answer, wrong = desk.attempt(request, action=_CHOICES[choice], work=_work(request, export_id, choice))
        if answer is not None:
            return HttpResponseRedirect(f"/cases/exports/{export_id}/?done={choice}")
    context = {
        "found": found,
        "done": request.GET.get("done", ""),
        "errors": wrong,
        "why": request.POST.get("why", ""),
    }
    return render(request, "cases/export.html", context, status=422 if wrong else 200)


@require_POST
@access.staff_page(desk.OFFICER)
def file(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    """Hand a released list out as CSV, masked as on the page; on record, a person each, before it leaves."""
    scope, now = access.of(request).scope, clock.now()
    try:
        taken = acts.fetch(export_id=export_id, scope=scope, on=clock.today(), at=now)
    except Refusal as refusal:
        return errors.refused(request, error=refusal, back=f"/cases/exports/{export_id}/")
    row = taken.export
    stamp = _STAMP.format(
        number=row.number,
        unit=scope.unit.name,
        name=scope.actor.name,
        at=tags.moment(now),
        second=row.reviewed_by.name if row.reviewed_by is not None else "",
        purpose=forms.PURPOSES[row.purpose],
        count=len(taken.rows),
    )
    lines = [[str(tags.say(stamp))], [str(tags.say(text)) for text in _HEAD]]
    lines += [_cells(one, number=row.number) for one in taken.rows]
    return sheets.download(rows=lines, name=f"anju-{row.number}.csv")


def _cells(row: queue.Row, *, number: str) -> list[str]:
    return [
        row.number,
        row.name,
        str(tags.say(queue.service_name(row.service))),
        str(tags.say(words.state_text(row.state))),
        row.community,
        row.unit,
        tags.moment(row.applied_at),
        row.limit_on.isoformat(),
        # on every row, so that a piece of the file tells where it came from
        number,
    ]


def _work(request: HttpRequest, export_id: uuid.UUID, choice: str) -> Callable[[], dict[str, str]]:
    scope, now, version, why = access.of(request).scope, clock.now(), desk.version(request), request.POST.get("why", "")

    def work() -> dict[str, str]:
        if choice == "release":
            acts.release(export_id=export_id, scope=scope, at=now, version=version)
        elif choice == "decline":
            acts.decline(export_id=export_id, why=why, scope=scope, at=now, version=version)
        else:
            acts.withdraw(export_id=export_id, scope=scope, at=now, version=version)
        return {}

    return work


def _fields() -> list[Field]:
    return [
        Field(
            name="purpose",
            label=Text(zh="导出是为了", en="Why it is exported"),
            kind="select",
            options=(("", _CHOOSE), *forms.PURPOSES.items()),
            hint=Text(zh="清单里的每个人都看得到。", en="Everybody in the list can read it."),
            why="L2",
        ),
        Field(
            name="why",
            label=Text(zh="拿去做什么", en="What it is needed for"),
            kind="textarea",
            hint=Text(zh="核准的人要看，不要写个人信息。", en="Whoever releases it reads this; no personal details."),
            rows=2,
            maxlength=law.WORDS,
            why="L3",
        ),
    ]
