"""One's own place on the list: where one stands, the flat offered, confirming, leaving, objecting. Source: I6, L12."""

import uuid
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import rental
from anju.law.absent import Absent
from anju.law.rental import order, words
from anju.law.wording import Text
from anju.pages.rental import doing
from anju.queries.rental import mine
from anju.queries.visitors import Resident
from anju.web import access, clock, forms

DONE: Mapping[str, Text] = {
    "accept": Text(
        zh="已接受，现在公示。公示没有异议就可以签合同。", en="Accepted. It is published now; then the lease can begin."
    ),
    "decline": Text(
        zh="已记下：不要这套房。您继续轮候，排位没有变。",
        en="Noted: you declined it. You go on waiting at the same place.",
    ),
    "confirm": Text(zh="已确认，谢谢。", en="Confirmed, thank you."),
    "leave": Text(zh="您已退出轮候。", en="You left the list."),
    "object": Text(
        zh="已收到您的异议，由没有参与的人复核。",
        en="Your objection was received; somebody who had no part reviews it.",
    ),
}
_PEOPLE = forms.Field(
    name="people",
    label=Text(zh="现在几个人一起住？", en="How many people live together now?"),
    kind="number",
    minimum="1",
    maximum=str(order.MOST_PEOPLE),
)


@access.resident_page
def index(request: HttpRequest) -> HttpResponse:
    """List one's own places and one's wards'."""
    rows = mine.listed(people=mine.people(who=_who(request)))
    return render(request, "rental/mine.html", {"rows": [(entry, place, mine.state(entry)) for entry, place in rows]})


@access.resident_page
def one(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Show one's own place; accept, decline, confirm or leave."""
    by = access.of(request).actor
    errors: dict[str, Text] = {}
    if request.method == "POST":
        choice = request.POST.get("choice", "")
        work = _ACTS.get(choice)
        if work is None:
            raise Absent("choice")
        errors = doing.once_only(request, action=f"rental_{choice}", do=lambda: work(request, entry_id))
        if not errors:
            return HttpResponseRedirect(f"/my/rental/{entry_id}/?done={choice}")
    entry = rental.open_own(entry_id=entry_id, by=by, at=clock.now())
    own = mine.of(entry=entry, on=clock.today())
    context = {
        "own": own,
        "today": clock.today(),
        "errors": errors,
        "done": DONE.get(request.GET.get("done", "")),
        "people": forms.filled(
            fields=[_PEOPLE], values={"people": request.POST.get("people", entry.people)}, errors=errors
        ),
    }
    return render(request, "rental/one.html", context, status=422 if errors else 200)


@access.resident_page
def protest(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Object to one's own place, to a measure, or to an allotment while it is published."""
    by, at = access.of(request).actor, clock.now()
    entry = rental.open_own(entry_id=entry_id, by=by, at=at)
    about, offer = _about(request)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        said = request.POST.get("words", "")
        errors = doing.once_only(
            request,
            action="rental_object",
            do=lambda: rental.protest(entry_id=entry_id, about=about, words_=said, offer_id=offer, by=by, at=at),
        )
        if not errors:
            return HttpResponseRedirect(f"/my/rental/{entry_id}/?done=object")
    context = {
        "entry": entry,
        "fields": _fields(request, mine.of(entry=entry, on=clock.today()), errors),
        "errors": errors,
    }
    return render(request, "rental/object.html", context, status=422 if errors else 200)


def _fields(request: HttpRequest, own: mine.Own, errors: Mapping[str, object]) -> list[forms.Field]:
    options: list[tuple[str, object]] = [("place", words.ABOUT["place"])]
    if any(told.state == "told" for told in own.measures):
        options.append(("measure", words.ABOUT["measure"]))
    for row in mine.objectable(entry=own.entry, on=clock.today()):
        label = Text(zh="公示的分房：{flat}（{number}）", en="Published allotment: {flat} ({number})")
        options.append((f"allotment:{row.id}", label.format(flat=row.flat, number=row.number)))
    fields = [
        forms.Field(
            name="about",
            label=Text(zh="对什么有异议？", en="What do you object to?"),
            kind="radio",
            options=tuple(options),
        ),
        forms.Field(
            name="words",
            label=Text(zh="为什么？", en="Why?"),
            kind="textarea",
            maxlength=1000,
            hint=Text(
                zh="只有复核的人看得到，不影响您轮候。", en="Only the reviewer reads it; it does not change your place."
            ),
        ),
    ]
    values = {
        "about": request.POST.get("about") or request.GET.get("about", ""),
        "words": request.POST.get("words", ""),
    }
    return forms.filled(fields=fields, values=values, errors=errors)


def _about(request: HttpRequest) -> tuple[str, uuid.UUID | None]:
    about, _, key = request.POST.get("about", "").partition(":")
    try:
        return about, uuid.UUID(key) if key else None
    except ValueError as error:
        raise Absent("offer") from error


def _who(request: HttpRequest) -> Resident:
    found = access.of(request).resident
    if found is None:
        raise Absent("resident")
    return found


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _accept(request: HttpRequest, key: uuid.UUID) -> object:
    by = access.of(request).actor
    return rental.accept(entry_id=key, by=by, at=clock.now(), version=_version(request))


def _decline(request: HttpRequest, key: uuid.UUID) -> object:
    by = access.of(request).actor
    return rental.decline(entry_id=key, by=by, at=clock.now(), version=_version(request))


def _confirm(request: HttpRequest, key: uuid.UUID) -> object:
    by = access.of(request).actor
    return rental.confirm(entry_id=key, people=request.POST.get("people", ""), by=by, at=clock.now())


def _leave(request: HttpRequest, key: uuid.UUID) -> object:
    by = access.of(request).actor
    return rental.leave(entry_id=key, by=by, at=clock.now(), version=_version(request))


_ACTS: Mapping[str, Callable[[HttpRequest, uuid.UUID], object]] = {
    "accept": _accept,
    "decline": _decline,
    "confirm": _confirm,
    "leave": _leave,
}
