"""At the door: the file, the call, what was found. A visit never cancels anything by itself. Source: B3, D6, D7, L2."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import fieldwork as acts
from anju.actions import reading
from anju.actions.once import Answer
from anju.law.codes import Found, Purpose, choices, label
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.field.rounds import ROLES
from anju.queries import fieldwork
from anju.queries.scope import Scope
from anju.web import access, clock, once, problems
from anju.web.forms import Field

# why a coordinator would call somebody
CALLS = (Purpose.VERIFYING, Purpose.ANSWERING)
_ENDS = tuple((str(code.value), code.label) for code in acts.END_REASONS)


@access.staff_page(*ROLES)
def stay(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Show the file with the address in full: it is needed at the door, and the person can read that it was shown."""
    return _file(request, stay_id)


@access.staff_page(*ROLES)
@require_POST
def phone(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Show the number to call, for a stated purpose."""
    purpose = request.POST.get("purpose", "")
    if purpose not in {str(code.value) for code in CALLS}:
        purpose = ""
    scope = access.of(request).scope
    try:
        number = reading.unmask(scope=scope, stay_id=stay_id, field="phone", purpose=purpose, at=clock.now())
    except Refusal as refusal:
        return _file(request, stay_id, errors=problems.of(refusal), status=400)
    return _file(request, stay_id, number=number)


@access.staff_page(*ROLES)
def visit(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Ask for a word on what was found, and record it."""
    scope = access.of(request).scope
    data = request.POST if request.method == "POST" else request.GET
    found = data.get("found", "")
    note = request.POST.get("note", "")
    file = _opened(scope, stay_id)
    if file.active and found in {Found.GONE, Found.OTHER}:
        return HttpResponseRedirect(f"/field/stays/{stay_id}/end/?found={found}")
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            answer = _visited(request, scope, stay_id, found=found, note=note)
            word = "twin" if answer["twin"] else found
            return HttpResponseRedirect(f"/field/?show={answer['group']}&done={word}")
        except Refusal as refusal:
            errors = problems.of(refusal)
    if found not in {str(code.value) for code in Found}:
        return HttpResponseRedirect(f"/field/stays/{stay_id}/")
    field = Field(
        name="note",
        label=Text(zh="看到的情况", en="What you found"),
        kind="textarea",
        value=note,
        error=errors.get("note", ""),
        required=found in {Found.GONE, Found.OTHER},
        maxlength=300,
        rows=3,
        hint=NOTES[found],
    )
    context = {"file": file, "found": found, "label": label(Found, found), "field": field, "errors": errors}
    return render(request, "field/visit.html", context, status=400 if errors else 200)


NOTES = {
    "here": Text(zh="没有要补充的可以空着。", en="Leave it empty if there is nothing to add."),
    "nobody": Text(
        zh="例如：晚上七点敲门没人应，邻居说周末在家。",
        en="For example: nobody at 7 pm; a neighbour says they are in at weekends.",
    ),
    "gone": Text(
        zh="例如：房东说上月底搬走了。", en="For example: the landlord says they left at the end of last month."
    ),
    "other": Text(
        zh="例如：现在住着另一家，说不认识这个人。不要写别人的姓名和号码。",
        en="For example: another family lives here and does not know them. No names or numbers of others, please.",
    ),
}


def _visited(request: HttpRequest, scope: Scope, stay_id: uuid.UUID, *, found: str, note: str) -> Answer:
    def do() -> Answer:
        made = acts.visit(scope=scope, stay_id=stay_id, found=found, note=note, at=clock.now())
        group = "unconfirmed" if made.stay.state == "registered" else made.stay.state
        return {"stay": str(stay_id), "state": made.stay.state, "twin": made.twin, "group": group}

    content = {"stay": str(stay_id), "found": found, "note": note}
    return once.post(request, action="field_visit", content=content, do=do)[0]


@access.staff_page(*ROLES)
def end(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Explain what proposing an end means, and propose it: notice and a window to object, nothing at once."""
    scope = access.of(request).scope
    file = _opened(scope, stay_id)
    errors: dict[str, Text] = {}
    typed = {name: request.POST.get(name, "") for name in ("reason", "on", "note")}
    if request.method == "POST":
        try:
            _proposed(request, scope, stay_id, **typed)
            return HttpResponseRedirect("/field/?show=unconfirmed&done=end")
        except Refusal as refusal:
            errors = problems.of(refusal)
    fields = _end_fields(typed, found=request.GET.get("found", ""), errors=errors)
    context = {"file": file, "fields": fields, "errors": errors}
    return render(request, "field/end.html", context, status=400 if errors else 200)


def _proposed(request: HttpRequest, scope: Scope, stay_id: uuid.UUID, *, reason: str, on: str, note: str) -> Answer:
    try:
        day = datetime.date.fromisoformat(on)
    except ValueError as error:
        raise Refusal("not_a_date", _DATE, field="on", rule="D6") from error

    def do() -> Answer:
        ending = acts.propose_end(scope=scope, stay_id=stay_id, reason=reason, note=note, on=day, at=clock.now())
        return {"stay": str(stay_id), "ending": str(ending.id)}

    content = {"stay": str(stay_id), "reason": reason, "on": on, "note": note}
    return once.post(request, action="field_end", content=content, do=do)[0]


_DATE = Text(zh="请选择日期，记不准就选大概的日子。", en="Please choose a date; a rough one will do.")


def _end_fields(typed: dict[str, str], *, found: str, errors: dict[str, Text]) -> list[Field]:
    today = clock.today().isoformat()
    return [
        Field(
            name="reason",
            label=Text(zh="情况", en="What happened"),
            kind="radio",
            options=_ENDS,
            value=typed["reason"] or "left",
            error=errors.get("reason", ""),
        ),
        Field(
            name="on",
            label=Text(zh="大概从哪天起不住这里", en="Roughly since when"),
            kind="date",
            value=typed["on"] or today,
            maximum=today,
            error=errors.get("on", ""),
        ),
        Field(
            name="note",
            label=Text(zh="依据：看到、听到的情况", en="Basis: what you saw or were told"),
            kind="textarea",
            rows=3,
            maxlength=300,
            value=typed["note"],
            hint=NOTES.get(found, NOTES["gone"]),
            error=errors.get("note", ""),
        ),
    ]


def _opened(scope: Scope, stay_id: uuid.UUID) -> fieldwork.File:
    held = reading.open_file(scope=scope, stay_id=stay_id, purpose=str(Purpose.VERIFYING), at=clock.now())
    return fieldwork.file(stay=held, on=clock.today())


def _file(
    request: HttpRequest,
    stay_id: uuid.UUID,
    *,
    number: str = "",
    errors: dict[str, Text] | None = None,
    status: int = 200,
) -> HttpResponse:
    scope = access.of(request).scope
    file = _opened(scope, stay_id)
    purpose = str(Purpose.VERIFYING)
    line = reading.unmask(scope=scope, stay_id=stay_id, field="address", purpose=purpose, at=clock.now())
    context = {
        "file": file,
        "line": line,
        "number_to_call": number,
        "errors": errors or {},
        "purposes": [one for one in choices(Purpose) if one[0] in {str(code.value) for code in CALLS}],
    }
    return render(request, "field/stay.html", context, status=status)
