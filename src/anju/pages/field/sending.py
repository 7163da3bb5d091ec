"""The last page before sending, the sending, and the page to hand over: file number and a QR. Source: B1, B3."""

import datetime
import uuid

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import fieldwork as acts
from anju.actions import reading
from anju.law.codes import DwellingKind, IdKind, Purpose, Relation, StayReason, label
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.field import steps
from anju.pages.field.rounds import ROLES
from anju.queries import fieldwork, places
from anju.queries.fieldwork import OpenDraft
from anju.web import access, clock, tags

Line = tuple[str, Text, object]


@access.staff_page(*ROLES)
def check(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Show all answers to read out, with what is still wrong; send them once."""
    scope = access.of(request).scope
    draft = fieldwork.draft(scope=scope, draft_id=draft_id)
    if draft.sent:
        return HttpResponseRedirect(f"/field/new/{draft.id}/done/")
    refusals = fieldwork.problems(answers=draft.answers, today=clock.today())
    if request.method == "POST" and not refusals:
        seen = request.POST.get("version", "")
        try:
            version = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
            acts.send(scope=scope, draft_id=draft.id, version=version, at=clock.now())
            return HttpResponseRedirect(f"/field/new/{draft.id}/done/")
        except Refusal as refusal:
            refusals = [refusal]
        except Refusals as several:
            refusals = several.refusals
    warnings = () if refusals else fieldwork.read(answers=draft.answers, today=clock.today()).warnings
    context = {
        "draft": draft,
        "lines": _lines(draft),
        "minors": draft.answers.get("minors") or [],
        "problems": [(steps.owner(refusal.field or ""), refusal.text) for refusal in refusals],
        "warnings": warnings,
    }
    return render(request, "field/assist/check.html", context, status=400 if request.method == "POST" else 200)


@access.staff_page(*ROLES)
@require_POST
def drop(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Forget an entry that was not sent."""
    acts.drop(scope=access.of(request).scope, draft_id=draft_id)
    return HttpResponseRedirect("/field/new/")


@access.staff_page(*ROLES)
def done(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Show the person the file number, a QR to the site, and what happens next."""
    scope = access.of(request).scope
    kept = fieldwork.filed_by(scope=scope, draft_id=draft_id)
    stay_id = uuid.UUID(kept["stay"])
    held = reading.open_file(scope=scope, stay_id=stay_id, purpose=str(Purpose.HANDLING), at=clock.now())
    context = {
        "kept": kept,
        "file": fieldwork.file(stay=held),
        "door": str(held.address_id),
        "qr": segno.make(f"{settings.PUBLIC_URL}/my/", error="m").svg_data_uri(scale=5, border=2, dark="#000"),
        "site": settings.PUBLIC_URL.split("://", 1)[-1],
    }
    return render(request, "field/assist/done.html", context)


def _day(text: object) -> str:
    try:
        return tags.day(datetime.date.fromisoformat(str(text)))
    except ValueError:
        return ""


def _lines(draft: OpenDraft) -> list[Line]:
    held = draft.answers
    community = places.community(code=str(held.get("community") or ""))
    agent = held.get("agent") or {}
    lines: list[Line] = [
        (
            "door",
            Text(zh="住址", en="Address"),
            f"{community.short if community else ''} {held.get('line', '')}".strip(),
        ),
        ("who", Text(zh="姓名", en="Name"), held.get("name", "")),
        ("who", label(IdKind, str(held.get("id_kind") or "")), held.get("id_number", "")),
        ("who", Text(zh="手机号", en="Phone"), held.get("phone") or Text(zh="没有填", en="Not given")),
        ("stay", Text(zh="户口所在", en="Household register"), held.get("hukou", "")),
        ("stay", Text(zh="住进来的日子", en="Moved in"), _day(held.get("arrived_on"))),
        ("stay", Text(zh="事由", en="Reason"), label(StayReason, str(held.get("reason") or ""))),
        ("stay", Text(zh="住所类型", en="Dwelling"), label(DwellingKind, str(held.get("dwelling") or ""))),
    ]
    if held.get("workplace"):
        lines.append(("stay", Text(zh="单位或学校", en="Employer or school"), held["workplace"]))
    if any(agent.values()):
        who = f"{agent.get('name', '')} {agent.get('id_number', '')}".strip()
        lines.append(("agent", label(Relation, str(agent.get("relation") or "")), who))
    return lines
