"""A registration: confirm, move, leave, object, correct, its receipt and its history. Source: D1–D3, D6, D7, D9, B6."""

import datetime
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import draft as drafts
from anju.actions import stay as stays
from anju.law import entries
from anju.law import stay as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.citizen import guard, looking, says
from anju.pages.citizen.declare import fields, start
from anju.queries import mine, places, traces
from anju.web import access, clock, forms, once, problems

_DAY = Text(zh="请填写日期，例如 2026-03-04。", en="Please give the date, such as 2026-03-04.")
_WORDS = forms.Field(
    name="words",
    label=Text(zh="您的意见", en="Your objection"),
    kind="textarea",
    hint=Text(
        zh="例如：我还住在这里，那天不在家。也可以不写。",
        en="Such as: I still live here and was out that day. You may leave it empty.",
    ),
    required=False,
    maxlength=500,
)


@guard.page
def stay(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Show a registration with what can be done about it; a file that is still open has its own page."""
    who, today = guard.who(request), clock.today()
    detail = mine.stay(who=who, stay_id=stay_id, on=today)
    if detail.stay.state in law.OPEN:
        return HttpResponseRedirect(f"/my/files/{stay_id}/" + (f"?{request.GET.urlencode()}" if request.GET else ""))
    looking.own(request, stay=detail.stay)
    context = {
        "detail": detail,
        "hukou": places.county(code=detail.hukou_county),
        "next": says.next_step(detail.row, on=today),
        "tone": says.TONES[detail.stay.state],
        "done": says.DONE.get(request.GET.get("done", "")),
        "history": traces.of_stay(stay=detail.stay, viewer=who.id, most=30),
        "asked": [
            (one, entries.ENTRIES[one.correction.field], says.REQUESTS[one.correction.state]) for one in detail.asked
        ],
        "confirm_now": detail.row.confirm_by is not None and today >= detail.row.confirm_by,
        "permit_days": (detail.row.permit_from - today).days if detail.row.permit_from else None,
    }
    return render(request, "citizen/my/stay.html", context)


@guard.page
def confirm(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Note that the person still lives here. Source: D7."""
    detail = mine.stay(who=guard.who(request), stay_id=stay_id, on=clock.today())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer = _once(
            request,
            "confirm",
            {"stay": str(stay_id)},
            lambda: stays.confirm(stay_id=stay_id, by=access.of(request).actor, at=clock.now()),
        )
        if not answer:
            return HttpResponseRedirect(f"/my/stays/{stay_id}/?done=confirmed")
        errors = answer
    return render(
        request, "citizen/my/confirm.html", {"detail": detail, "errors": errors}, status=422 if errors else 200
    )


@guard.page
def leave(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Tell what leaving means, and end the stay at the person's word. Source: D3, law.md fact 2."""
    today = clock.today()
    detail = mine.stay(who=guard.who(request), stay_id=stay_id, on=today)
    errors: dict[str, Text] = {}
    typed = (
        request.POST.get("on", "")[:40]
        if request.method == "POST"
        else str(guard.kept(request).get("on") or today.isoformat())
    )
    if request.method == "POST":
        day = fields.day(fields.iso(typed))
        if isinstance(day, str):
            errors = {"on": _DAY}
        else:
            errors = _once(
                request, "leave", {"stay": str(stay_id), "on": day.isoformat()}, lambda: _leave(request, stay_id, day)
            )
        if not errors:
            return HttpResponseRedirect(f"/my/stays/{stay_id}/?done=left")
    field = forms.Field(
        name="on",
        label=Text(zh="哪天离开的？", en="Which day did you leave?"),
        kind="date",
        value=fields.iso(typed),
        error=errors.get("on", ""),
        hint=Text(zh="例如 2026-03-04", en="Such as 2026-03-04"),
        maximum=today.isoformat(),
    )
    return render(
        request,
        "citizen/my/leave.html",
        {"detail": detail, "fields": [field], "errors": errors},
        status=422 if errors else 200,
    )


@guard.page
def move(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Tell what a move is and begin its questions; who it is need not be told again. Source: B5, D1, D2."""
    who = guard.who(request)
    detail = mine.stay(who=who, stay_id=stay_id, on=clock.today())
    held = mine.draft(who=who, kind="move")
    if request.method == "POST":
        answers = drafts.of_stay(who=who, stay_id=stay_id)
        answers["may_move"] = bool(mine.wards_to_move(who=who, stay=detail.stay))
        other = held is not None and held.answers.get("before") != str(stay_id)
        draft = drafts.begin(
            who=who, kind="move", answers=answers, at=clock.now(), afresh=other or "anew" in request.POST
        )
        return HttpResponseRedirect(start.resume(draft))
    context = {
        "detail": detail,
        "offer": "offer" in request.GET,
        "held": held if held and held.answers.get("before") == str(stay_id) else None,
    }
    return render(request, "citizen/my/move.html", context)


@guard.page
def object_end(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Receive an objection to an end that the person did not ask for. Source: D6."""
    detail = mine.stay(who=guard.who(request), stay_id=stay_id, on=clock.today())
    ending = detail.row.ending
    if ending is None or ending.state != "noticed":
        return HttpResponseRedirect(f"/my/stays/{stay_id}/")
    errors: dict[str, Text] = {}
    words = str(request.POST.get("words") or guard.kept(request).get("words") or "")[:2000]
    if request.method == "POST":
        errors = _once(
            request,
            "object_end",
            {"ending": str(ending.id), "words": words},
            lambda: stays.object_end(ending_id=ending.id, words=words, by=access.of(request).actor, at=clock.now()),
        )
        if not errors:
            return HttpResponseRedirect(f"/my/stays/{stay_id}/?done=objected")
    shown = forms.filled(fields=[_WORDS], values={"words": words}, errors=errors)
    return render(
        request,
        "citizen/my/object.html",
        {"detail": detail, "ending": ending, "fields": shown, "errors": errors},
        status=422 if errors else 200,
    )


def _leave(request: HttpRequest, stay_id: uuid.UUID, day: datetime.date) -> object:
    return stays.leave(stay_id=stay_id, on=day, by=access.of(request).actor, at=clock.now())


def _once(request: HttpRequest, action: str, content: dict[str, object], do: Callable[[], object]) -> dict[str, Text]:
    """Do it once; return what is wrong, or nothing."""

    def work() -> dict[str, object]:
        do()
        return dict(content)

    try:
        once.post(request, action=action, content=content, do=work)
    except Refusal as refusal:
        return problems.of(refusal)
    return {}
