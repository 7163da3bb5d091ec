"""Beside the file: its history, papers to print. Source: L12, B6, B7."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import printing, reading
from anju.actions.stay import check
from anju.law import identity
from anju.law.absent import Absent
from anju.pages.counter import desk, record
from anju.papers import press
from anju.papers import receipt as papers
from anju.queries import files, receipts
from anju.web import access, clock


@access.staff_page(*desk.POLICE)
def history(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Show who did and who read what, and what each write changed."""
    stay = reading.history(scope=access.of(request).scope, stay_id=stay_id, at=clock.now())
    return render(
        request,
        "counter/history.html",
        {"stay": stay, "events": files.history(stay=stay), "versions": files.versions(stay=stay)},
    )


@access.staff_page(*desk.ROLES)
def notice(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Print the one-time notice of everything that is missing (B7)."""
    stay = reading.printed(scope=access.of(request).scope, stay_id=stay_id, what="completion", at=clock.now())
    view = files.view(stay=stay, on=clock.today())
    if not view.completions:
        raise Absent("completion")
    told = view.completions[0]
    items = [(check.ITEMS[entry["item"]], entry["note"]) for entry in told.missing]
    context = {"stay": stay, "view": view, "told": told, "items": items, "today": clock.today(), **record.words(view)}
    return render(request, "counter/notice.html", context)


@access.staff_page(*desk.ROLES)
def receipt(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Print the receipt, again and free of charge (B6)."""
    scope = access.of(request).scope
    paper = receipts.scoped_paper(cut=scope, stay_id=stay_id)
    printing.receipt(paper=paper, by=scope.actor, at=clock.now())
    pdf = papers.render(
        paper=paper,
        base_url=settings.PUBLIC_URL,
        printed_on=clock.today(),
        language=request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper.number}.pdf"'
    return answer


@access.staff_page(*desk.ROLES)
def door(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Print the door code of a stay's address: a QR that opens the form with the address filled in; it names nobody."""
    scope = access.of(request).scope
    stay = reading.door_printed(scope=scope, stay_id=stay_id, at=clock.now())
    address = f"{settings.PUBLIC_URL}/d/{stay.address.door_code}"
    line = identity.mask_line(files.line(stay))
    return render(
        request, "counter/door.html", {"stay": stay, "line": line, "qr": press.qr(text=address), "address": address}
    )
