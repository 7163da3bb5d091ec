"""Where the county police take the maker's file and give its answer back. Source: E6, L3."""

import io
import uuid
from collections import Counter

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anju.actions import card as acts
from anju.actions.card import Outcome
from anju.exchange.cards import packing, reading
from anju.law.permit import making
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import cards
from anju.web import access, clock, errors, problems, sheets

COUNTY = cards.COUNTY
STATES = {
    "made": Text(zh="制成，已通知领取", en="Made; the person is told"),
    "failed": Text(zh="失败，回到待制证", en="Failed; to be made again"),
    "known": Text(zh="以前已经登记，没有变化", en="Known already; nothing changed"),
    "wrong": Text(zh="没有登记，请更正", en="Not applied; please mend"),
}


@never_cache
@require_POST
@access.staff_page(COUNTY)
def file(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """Hand the batch out as a ZIP; on record a person each before the first byte leaves."""
    visitor = access.of(request)
    found, _ = cards.batch(scope=visitor.scope, batch_id=batch_id)
    if not found.waiting:
        return HttpResponseRedirect(f"/counter/cards/batches/{batch_id}/")
    try:
        keys = acts.export(batch_id=batch_id, by=visitor.actor, at=clock.now())
    except Refusal as refusal:
        return errors.refused(request, error=refusal, back=f"/counter/cards/batches/{batch_id}/")
    rows = cards.printed(scope=visitor.scope, batch_id=batch_id, card_ids=keys)
    # in memory: plain data of people never lie on a disk, not even for a moment
    out = io.BytesIO()
    packing.pack(number=found.number, rows=rows, portrait=lambda key: cards.portrait(upload_id=key), out=out)
    sent = HttpResponse(out.getvalue(), content_type="application/zip")
    sent["Content-Disposition"] = f'attachment; filename="{found.number}.zip"'
    return sent


@access.staff_page(COUNTY)
def answer(request: HttpRequest) -> HttpResponse:
    """Take the maker's answer in; every row is told what became of it, and the same table twice changes nothing."""
    if request.method != "POST":
        return _page(request, errors={})
    try:
        lines = reading.read(request.FILES.get("file"))
    except Refusal as error:
        return _page(request, errors=problems.of(error))
    outcomes = acts.take_answers(scope=access.of(request).scope, lines=lines, at=clock.now())
    return _page(request, errors={}, outcomes=outcomes)


@access.staff_page(COUNTY)
def template(request: HttpRequest) -> HttpResponse:
    """Hand out an empty answer with its headings, for a maker who has no form of its own."""
    return sheets.download(rows=[[text.zh for text in making.ANSWERED.values()]], name="answer.csv")


def _page(request: HttpRequest, *, errors: dict[str, Text], outcomes: list[Outcome] | None = None) -> HttpResponse:
    counts = Counter(row.state for row in outcomes or ())
    context = {
        "errors": errors,
        "outcomes": outcomes,
        "counts": [(text, counts[state], state) for state, text in STATES.items() if counts[state]],
        "wrong": [row for row in outcomes or () if row.state == "wrong"],
        "columns": making.ANSWERED.values(),
        "most": making.MOST_ROWS,
    }
    return render(request, "counter/cards/answer.html", context, status=422 if errors else 200)
