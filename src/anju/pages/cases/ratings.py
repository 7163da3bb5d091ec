"""Low ratings that another office follows up: somebody reaches the person and settles what it was about. Source: J3, J4."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import case as cases
from anju.actions import reading
from anju.law.wording import Text
from anju.pages.cases import desk, words
from anju.queries.case import queue, ratings
from anju.web import access, clock


@access.staff_page(*desk.FOLLOWING)
def index(request: HttpRequest) -> HttpResponse:
    """Show the ratings given to this office to follow up, the nearest limit first."""
    scope = access.of(request).scope
    found = ratings.to_follow(scope=scope)
    reading.listed(scope=scope, subject=("ratings", ""), at=clock.now(), detail={"rows": len(found)})
    rows = [(one, words.grade_text(one.grade), queue.service_name(one.service)) for one in found]
    return render(request, "cases/ratings.html", {"rows": rows, "done": request.GET.get("done", "")})


@access.staff_page(*desk.FOLLOWING)
def one(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Open what a low grade is about, whom to reach and how; note that they were reached, or what came of it."""
    scope, now = access.of(request).scope, clock.now()
    case = cases.open_rating(scope=scope, case_id=case_id, at=now)
    view = ratings.behind(scope=scope, case=case)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        done = request.POST.get("choice") == "done"
        said = request.POST.get("words", "")

        def work() -> dict[str, str]:
            cases.follow_up(rating_id=view.rating.id, words=said, done=done, by=scope.actor, at=now)
            return {}

        answer, errors = desk.attempt(request, action="follow_case_up", work=work)
        if answer is not None:
            return HttpResponseRedirect("/cases/ratings/?done=1" if done else f"/cases/ratings/{case_id}/")
    context = {
        "view": view,
        "grade": words.grade_text(view.rating.grade),
        "service": queue.service_name(view.rating.service),
        "errors": errors,
        "typed": request.POST.get("words", ""),
    }
    return render(request, "cases/rating.html", context, status=422 if errors else 200)
