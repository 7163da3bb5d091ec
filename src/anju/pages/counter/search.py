"""Searching for a person with a stated purpose; every hit shown is one read. Source: L2, L12."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import reading
from anju.law import stay as law
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.counter import desk
from anju.queries import find
from anju.web import access, clock, forms, problems


@access.staff_page(*desk.ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Search by POST, so that no number stands in an address or a log."""
    errors: dict[str, Text] = {}
    found = None
    typed = {name: request.POST.get(name, "").strip() for name in ("kind", "text", "birth", "purpose")}
    typed["kind"] = typed["kind"] or "id_number"
    if request.method == "POST":
        try:
            query = find.read(kind=typed["kind"], text=typed["text"], birth=typed["birth"], today=clock.today())
            found = reading.search(
                scope=access.of(request).scope, query=query, purpose=typed["purpose"], at=clock.now()
            )
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
    context = {
        "kinds": find.KINDS.items(),
        "typed": typed,
        "purposes": forms.PURPOSES.items(),
        "found": found,
        "errors": errors,
        "states": law.STATES,
        "limit": find.LIMIT,
    }
    return render(request, "counter/search.html", context, status=422 if errors else 200)
