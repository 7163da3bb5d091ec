"""Complaints: by anyone, also without signing in, followed by a code. Source: Q3, J1, J2."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import complaint as complaints
from anju.actions import once
from anju.law import codes
from anju.law.actor import Actor
from anju.law.complaint import ComplaintKind
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import complaints as followed
from anju.queries import mine, places
from anju.queries.mine import Resident
from anju.web import access, clock, forms, problems

_HOW = Text(zh="时间、地点、经过。想到什么写什么，最多2000字。", en="When, where and what. At most 2,000 characters.")
_MISSING = Text(
    zh="这个页面放得太久了，请再提交一次。您写的还在。",
    en="This page was left too long. Please send it again; what you wrote is kept.",
)
_UNKNOWN = Text(zh="没有找到这个编号，请再看一遍。", en="This code is not known. Please look at it once more.")


def complain(request: HttpRequest) -> HttpResponse:
    """Take a complaint from anyone; who is signed in finds it again under their own."""
    who = access.of(request).resident
    fields = _fields(who)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        typed = forms.typed(fields=fields, data=request.POST)
        try:
            code = _send(request, who, typed)
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
        else:
            return HttpResponseRedirect(f"/complaints/{code}/?sent=1")
    shown = forms.filled(fields=fields, values=request.POST, errors=errors)
    rows = followed.mine(who=who) if who is not None else []
    return render(
        request,
        "citizen/complain.html",
        {"fields": shown, "errors": errors, "rows": rows},
        status=422 if errors else 200,
    )


def find(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a complaint."""
    typed = request.GET.get("code", "")[:40].strip()
    found = followed.by_code(typed) if typed else None
    if found is not None:
        return HttpResponseRedirect(f"/complaints/{found.row.code}/")
    field = forms.Field(
        name="code",
        label=Text(zh="投诉编号", en="The code of the complaint"),
        hint=Text(zh="提交投诉时给您的12位编号", en="The 12 characters you were given"),
        value=typed,
        error=_UNKNOWN if typed else "",
        maxlength=40,
        ask=True,
    )
    return render(request, "citizen/complaint_find.html", {"field": field}, status=404 if typed else 200)


def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show how far a complaint is, to whoever holds its code; its own words are not shown again."""
    found = followed.by_code(code)
    if found is None:
        return HttpResponseRedirect(
            "/complaints/follow/?code=" + "".join(letter for letter in code if letter.isalnum())[:40]
        )
    context = {
        "found": found,
        "code": followed.grouped(found.row.code),
        "sent": "sent" in request.GET,
        # whoever lacks a right may mean wages, and these go first
        "rights": found.row.kind == ComplaintKind.RIGHTS.label,
    }
    return render(request, "citizen/complaint.html", context)


def _send(request: HttpRequest, who: Resident | None, typed: dict[str, str]) -> str:
    by = Actor(kind="resident", id=who.id if who is not None else None, role="resident")
    key = request.POST.get("once", "")[:64]
    if not key:
        raise Refusal("key_missing", _MISSING)

    def work() -> dict[str, str]:
        made = complaints.complain(
            kind=typed["kind"],
            text=typed["text"],
            contact=typed["contact"],
            about=typed["about"],
            by=by,
            at=clock.now(),
            resident=who,
        )
        return {"code": made.code}

    answer, _ = once.perform(by=by, key=key, action="complain", content=typed, at=clock.now(), do=work)
    return str(answer["code"])


def _fields(who: Resident | None) -> list[forms.Field]:
    return [
        forms.Field(
            name="kind",
            label=Text(zh="哪方面的问题？", en="What is it about?"),
            kind="radio",
            options=tuple(codes.choices(ComplaintKind)),
            why="J1",
        ),
        forms.Field(
            name="about",
            label=Text(zh="哪个单位，或者在哪个县区？", en="Which office, or in which county?"),
            kind="select",
            options=_offices(who),
            hint=Text(
                zh="收到的单位先负责到底，需要别的单位办的由它转。",
                en="The office that receives it stays responsible, and passes it on where needed.",
            ),
            why="J2",
        ),
        forms.Field(
            name="text",
            label=Text(zh="发生了什么？", en="What happened?"),
            hint=_HOW,
            kind="textarea",
            rows=6,
            maxlength=2000,
        ),
        forms.Field(
            name="contact",
            label=Text(zh="怎么联系您", en="How to reach you"),
            hint=Text(
                zh="不留也受理，凭编号查结果。", en="You may leave it empty and follow the complaint by its code."
            ),
            required=False,
            maxlength=100,
        ),
    ]


def _offices(who: Resident | None) -> tuple[tuple[str, object], ...]:
    found: list[tuple[str, object]] = [("", Text(zh="请选择", en="Please choose"))]
    if who is not None:
        stations = {row.stay.station.code: row.stay.station for row in mine.rows(who=who, on=clock.today())}
        found += [(code, Text(zh=unit.name, en=unit.name_en or unit.name)) for code, unit in stations.items()]
    found += [(one.code, Text(zh=one.name, en=one.english)) for one in places.children(code=settings.CITY)]
    return tuple(found)
