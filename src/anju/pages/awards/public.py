"""Awards as everybody sees them: criteria, days, published and honoured names. Source: notice 二 R8."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.queries import awards
from anju.web import clock, paging


def index(request: HttpRequest) -> HttpResponse:
    """List the awards, the newest first."""
    cursor = request.GET.get("after", "")
    rows = awards.public(on=clock.today(), after=paging.decode(cursor) or ())
    page = paging.page(rows=rows, size=awards.PAGE, cursor=cursor, key=awards.key)
    return render(request, "awards/index.html", {"page": page})


def one(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    """Show one award with the names that are published with consent."""
    on = clock.today()
    context = {"award": awards.one(award_id=award_id, on=on), "names": awards.names(award_id=award_id, on=on)}
    return render(request, "awards/one.html", context)
