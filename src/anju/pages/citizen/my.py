"""A resident's home: the stays, what comes next, and finding a record that exists already. Source: E1, D7, design.md 6."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import resident as residents
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.citizen import guard, province, says
from anju.pages.citizen.cases import listing
from anju.pages.citizen.declare import flow, start
from anju.pages.citizen.permit import flow as permit_flow
from anju.pages.citizen.permit import people, words
from anju.queries import messages, mine
from anju.web import access, clock, forms, problems

_ID = forms.Field(
    name="id_number",
    label=Text(zh="您的身份证号码", en="Your ID number"),
    hint=Text(zh="18位。只用来查找，不会另外保存。", en="18 characters. It is only used to look, and not kept."),
    maxlength=40,
    ask=True,
    why="L12",
)


@guard.page
def home(request: HttpRequest) -> HttpResponse:
    """Show every stay with its next step, drafts that wait, and the ways on."""
    who, today = guard.who(request), clock.today()
    rows = mine.rows(who=who, on=today)
    waiting = [
        (draft, says.DRAFTS[kind], _resume(draft))
        for kind in flow.BASES
        if (draft := mine.draft(who=who, kind=kind)) is not None
    ]
    everyone = people.everyone(request)
    context = {
        "rows": [(row, says.next_step(row, on=today)) for row in rows],
        "permits": [(one, state) for one in everyone if (state := words.brief(one.now)) is not None],
        "drafts": [*waiting, *_permit_draft(who, everyone)],
        "to_do": listing.to_do(request),
        "unread": messages.unread(resident_id=who.id),
        "done": says.DONE.get(request.GET.get("done", "")),
        "has_own": any(not row.ward and row.stay.state in says.GOING for row in rows),
    }
    return render(request, "citizen/my/home.html", context)


@guard.page
def find(request: HttpRequest) -> HttpResponse:
    """Look for a record that exists already; the answer is the same whether there is one or not."""
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            residents.bind(
                who=guard.who(request),
                id_number=request.POST.get("id_number", ""),
                by=access.of(request).actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            errors = problems.of(refusal)
        else:
            return HttpResponseRedirect("/my/?done=looked_for")
    values = {"id_number": request.POST.get("id_number", "")[:60]} if errors else {}
    fields = forms.filled(fields=[_ID], values=values, errors=errors)
    context = {"fields": fields, "errors": errors, **province.offered(request)}
    return render(request, "citizen/my/find.html", context, status=422 if errors else 200)


def _permit_draft(who: mine.Resident, everyone: list[people.One]) -> list[tuple[mine.OpenDraft, Text, str]]:
    """Return the application for a permit that waits, while it is about somebody they act for."""
    draft = mine.draft(who=who, kind="permit")
    about = next((one for one in everyone if draft is not None and permit_flow.stands(draft, one)), None)
    return [(draft, words.DRAFT, permit_flow.resume(draft, about))] if draft is not None and about is not None else []


def _resume(draft: "mine.OpenDraft") -> str:
    return flow.address(draft.kind, "check") if draft.kind == "complete" else start.resume(draft)
