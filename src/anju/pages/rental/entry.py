"""One place on the list at the desk: noting an answer, taking an offer back, telling of a measure, leases. Source: I6, I10."""

import uuid
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import rental
from anju.law.absent import Absent
from anju.law.rental import words
from anju.law.wording import Text
from anju.pages.rental import doing, guard
from anju.queries.rental import mine
from anju.web import access, clock, forms

_WHY = forms.Field(
    name="why",
    label=Text(zh="收回的理由，本人看得到", en="Reason for withdrawing; the person reads it"),
    kind="textarea",
    maxlength=1000,
    rows=2,
)
_PEOPLE = forms.Field(
    name="people", label=Text(zh="现在几个人一起住", en="People living together now"), kind="number", minimum="1"
)
_TERM = (
    forms.Field(name="begins_on", label=Text(zh="起租日", en="First day of the lease"), kind="date"),
    forms.Field(name="until", label=Text(zh="到期日", en="Last day of the lease"), kind="date"),
)
_END = (
    forms.Field(name="on", label=Text(zh="哪天结束", en="Last day"), kind="date"),
    forms.Field(
        name="ended_why", label=Text(zh="原因", en="Cause"), kind="radio", options=tuple(words.LEASE_ENDS.items())
    ),
)


@guard.housing
def one(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Show one place with its offers, measures and leases; do what its state allows."""
    scope = access.of(request).scope
    entry = rental.open_one(scope=scope, entry_id=entry_id, purpose="handling", at=clock.now())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        work = _ACTS.get(request.POST.get("choice", ""))
        if work is None:
            raise Absent("choice")
        errors = doing.once_only(request, action="rental_desk", do=lambda: work(request, entry_id))
        if not errors:
            return HttpResponseRedirect(request.path)
    own = mine.of(entry=entry, on=clock.today())
    context = {
        "own": own,
        "mine": entry.unit_id == scope.unit.id,
        "today": clock.today(),
        "measure": next((told for told in own.measures if told.open), None),
        "lease": next((lease for lease in own.leases if lease.ended_on is None), None),
        "forms": {name: forms.filled(fields=fields, values=request.POST, errors=errors) for name, fields in _forms()},
        "errors": errors,
    }
    return render(request, "rental/entry.html", context, status=422 if errors else 200)


def _forms() -> list[tuple[str, list[forms.Field]]]:
    measure = [
        forms.Field(
            name="cause",
            label=Text(zh="原因", en="Cause"),
            kind="radio",
            options=tuple((key, text) for key, text in words.CAUSES.items()),
            hint=Text(
                zh="多次不接受的排到最后，其他的移出轮候。", en="Declining moves to the end; the others end the place."
            ),
        ),
        forms.Field(
            name="reason",
            label=Text(zh="理由，本人看得到", en="Reason; the person reads it"),
            kind="textarea",
            maxlength=1000,
            rows=3,
        ),
        guard.article(required=True),
    ]
    return [("why", [_WHY]), ("people", [_PEOPLE]), ("term", list(_TERM)), ("end", list(_END)), ("measure", measure)]


def _accept(request: HttpRequest, key: uuid.UUID) -> object:
    return rental.accept(entry_id=key, by=access.of(request).actor, at=clock.now(), version=_version(request))


def _decline(request: HttpRequest, key: uuid.UUID) -> object:
    return rental.decline(entry_id=key, by=access.of(request).actor, at=clock.now(), version=_version(request))


def _confirm(request: HttpRequest, key: uuid.UUID) -> object:
    people = request.POST.get("people", "")
    return rental.confirm(entry_id=key, people=people, by=access.of(request).actor, at=clock.now())


def _lapse(request: HttpRequest, key: uuid.UUID) -> object:
    return rental.lapse(entry_id=key, by=access.of(request).actor, at=clock.now(), version=_version(request))


def _withdraw(request: HttpRequest, key: uuid.UUID) -> object:
    why, by = request.POST.get("why", ""), access.of(request).actor
    return rental.withdraw(entry_id=key, why=why, by=by, at=clock.now(), version=_version(request))


def _propose(request: HttpRequest, key: uuid.UUID) -> object:
    posted = request.POST
    cause = posted.get("cause", "")
    return rental.propose(
        entry_id=key,
        what="back" if cause == "declines" else "end",
        cause=cause,
        reason=posted.get("reason", ""),
        article=posted.get("article", ""),
        by=access.of(request).actor,
        at=clock.now(),
    )


def _carry_out(request: HttpRequest, _key: uuid.UUID) -> object:
    return rental.carry_out(measure_id=_id(request, "measure"), by=access.of(request).actor, at=clock.now())


def _drop(request: HttpRequest, _key: uuid.UUID) -> object:
    return rental.drop(measure_id=_id(request, "measure"), by=access.of(request).actor, at=clock.now())


def _begin(request: HttpRequest, key: uuid.UUID) -> object:
    raw = {name: request.POST.get(name, "") for name in ("begins_on", "until")}
    return rental.begin(entry_id=key, raw=raw, by=access.of(request).actor, at=clock.now(), version=_version(request))


def _end(request: HttpRequest, _key: uuid.UUID) -> object:
    on = guard.day(request.POST.get("on", ""), field="on")
    why = request.POST.get("ended_why", "")
    return rental.end(lease_id=_id(request, "lease"), on=on, why=why, by=access.of(request).actor, at=clock.now())


def _id(request: HttpRequest, name: str) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError as error:
        raise Absent(name) from error


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


_ACTS: Mapping[str, Callable[[HttpRequest, uuid.UUID], object]] = {
    "accept": _accept,
    "decline": _decline,
    "confirm": _confirm,
    "lapse": _lapse,
    "withdraw": _withdraw,
    "propose": _propose,
    "carry_out": _carry_out,
    "drop": _drop,
    "begin": _begin,
    "end": _end,
}
