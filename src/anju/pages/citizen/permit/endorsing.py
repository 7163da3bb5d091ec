"""The endorsement from the phone: one button where nothing changed, a new proof where it did. Source: F2, F5–F7, D6."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import endorsement as acts
from anju.actions import stay as stays
from anju.actions.permit import ending as endings
from anju.law.permit import application
from anju.law.permit.application import Given
from anju.law.refusal import Refusals
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.permit import doing, people, proving
from anju.pages.citizen.permit.people import One
from anju.queries import endorsement, mine, rules
from anju.queries.endorsement import Outlook
from anju.queries.permit import facts
from anju.web import access, clock, forms, problems, uploads

_WORDS = forms.Field(
    name="words",
    label=Text(zh="您的意见", en="Your objection"),
    kind="textarea",
    hint=Text(
        zh="例如：我换了单位，新合同已经签好。也可以不写。",
        en="Such as: I changed my employer and have a new contract. You may leave it empty.",
    ),
    required=False,
    maxlength=500,
)


@uploads.taking
@guard.page
def endorse(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show what the endorsement rests on, and do it or ask for it."""
    one = people.one(request, person_id=person_id)
    look = endorsement.of_person(person_id=one.key, on=clock.today())
    if look is None or look.waiting is not None:
        return HttpResponseRedirect(one.base)
    pictures = proving.pictures(request, held=())
    errors: dict[str, Text] = {}
    if request.method == "POST" and not pictures.again:
        answer = _ask(request, one, look, pictures)
        if isinstance(answer, HttpResponse):
            return answer
        errors = answer
    held = proving.typed(request, proving.Held())
    context = {
        "one": one,
        "look": look,
        "permit": look.permit,
        "stay": mine.stay(who=guard.who(request), stay_id=look.permit.stay_id, on=clock.today()),
        "reasons": look.plain.reasons,
        "confirming": _only_unconfirmed(look),
        "unconfirmed": any(reason.rule == "D7" for reason in look.plain.reasons),
        "proof_needed": _proof_needed(look),
        "late": rules.policy(place=facts.codes(look.permit.community.path), on=clock.today()).late_endorsement,
        "form": proving.form(way=None, held=held, pictures=pictures, errors=errors),
        "errors": errors,
    }
    return render(request, "citizen/permit/endorse.html", context, status=422 if errors else 200)


@guard.page
def unask(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Take the wish for an endorsement back."""
    one = people.one(request, person_id=person_id)
    look = endorsement.of_person(person_id=one.key, on=clock.today())
    waiting = look.waiting if look is not None else None
    if waiting is None or request.method != "POST":
        return HttpResponseRedirect(one.base)
    by, at = access.of(request).actor, clock.now()
    content: dict[str, object] = {"endorsement": str(waiting.id)}
    doing.once_only(
        request,
        action="withdraw_endorsement",
        content=content,
        do=lambda: acts.withdraw(endorsement_id=waiting.id, by=by, at=at),
    )
    return HttpResponseRedirect(f"{one.base}?done=unasked")


@guard.page
def object_end(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Receive an objection to an end that the person did not ask for. Source: D6."""
    one = people.one(request, person_id=person_id)
    look = endorsement.of_person(person_id=one.key, on=clock.today())
    ending = look.ending if look is not None else None
    if ending is None or ending.state != "noticed":
        return HttpResponseRedirect(one.base)
    errors: dict[str, Text] = {}
    words = str(request.POST.get("words") or guard.kept(request).get("words") or "")[:2000]
    if request.method == "POST":
        by, at = access.of(request).actor, clock.now()
        content: dict[str, object] = {"ending": str(ending.id), "words": words}
        errors = doing.once_only(
            request,
            action="object_end_permit",
            content=content,
            do=lambda: endings.object_end(ending_id=ending.id, words=words, by=by, at=at),
        )
        if not errors:
            return HttpResponseRedirect(f"{one.base}?done=objected")
    fields = forms.filled(fields=[_WORDS], values={"words": words}, errors=errors)
    context = {"one": one, "ending": ending, "fields": fields, "errors": errors}
    return render(request, "citizen/permit/object.html", context, status=422 if errors else 200)


def _ask(request: HttpRequest, one: One, look: Outlook, pictures: uploads.Pictures) -> "dict[str, Text] | HttpResponse":
    by, at = access.of(request).actor, clock.now()
    given: tuple[Given, ...] = ()
    if isinstance(pictures.error, Text):
        return {"papers": pictures.error}
    if pictures.ids or request.POST.get("kind"):
        try:
            given = application.read_proofs(
                proving.given(request.POST, way=None, pictures=pictures), proven=frozenset(), today=clock.today()
            )
        except Refusals as wrong:
            return {proving.field(path): text for path, text in problems.of(wrong).items()}

    def do() -> None:
        if "confirm" in request.POST:
            stays.confirm(stay_id=look.permit.stay_id, by=by, at=at)
        acts.ask(permit_id=look.permit.id, proofs_given=given, channel="online", by=by, at=at)

    content: dict[str, object] = {"permit": str(look.permit.id), "proofs": [str(key) for key in pictures.ids]}
    errors = doing.once_only(request, action="endorse", content=content, do=do)
    if errors:
        return {"papers" if path == "proofs" else path: text for path, text in errors.items()}
    after = endorsement.of_person(person_id=one.key, on=clock.today())
    return HttpResponseRedirect(f"{one.base}?done={'asked' if after is not None and after.waiting else 'endorsed'}")


def _only_unconfirmed(look: Outlook) -> bool:
    """Tell whether the word “I still live here” is all that is wanting. Source: D7."""
    return not look.plain.is_yes and all(reason.rule == "D7" for reason in look.plain.reasons)


def _proof_needed(look: Outlook) -> bool:
    """Tell whether no proof on file holds any more. Source: F6."""
    return any(reason.rule == "F6" for reason in look.plain.reasons)
