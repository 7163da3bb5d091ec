"""An application's own page: progress, papers to download, completing, taking it back. Source: B7, E5, E6, E8."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import draft as drafts
from anju.actions import permit as permits
from anju.law import city
from anju.law.absent import Absent
from anju.law.permit import file as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.citizen import guard, looking
from anju.pages.citizen.permit import flow, people, words
from anju.queries import mine, rules
from anju.queries.permit import facts, files
from anju.web import access, clock, once, permit_papers, problems

# the papers of an application, and when there is one
PAPERS = {
    "application": Text(zh="居住证申领表", en="Application form"),
    "collection": Text(zh="领取凭证", en="Collection receipt"),
    "completion": Text(zh="一次性告知书", en="One-time notice"),
    "refusal": Text(zh="不予发放决定书", en="Refusal"),
}


@guard.page
def file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Show one application with where it stands and its papers."""
    held = files.own(who=guard.who(request), file_id=file_id)
    looking.own(request, stay=held.stay)
    view = files.view(file=held, on=clock.today())
    card = next((card for card in view.cards if card.file_id == held.id), None)
    notice = view.open_notice
    accepted = city.day(held.accepted_at) if held.accepted_at is not None else None
    context = {
        "view": view,
        "file": held,
        "base": f"/my/permit/of/{held.person_id}/",
        "limits": view.limits,
        "days": rules.policy(place=facts.codes(held.community.path), on=accepted) if accepted is not None else None,
        "tone": words.TONES[held.state],
        "stages": words.stages(state=held.state, card=card.state if card is not None else ""),
        "missing": words.missing(notice.missing) if notice is not None else [],
        "article": law.ARTICLES.get(held.refusal_basis, "E8"),
        "remedies": law.REMEDIES,
        "papers": [(name, text) for name, text in PAPERS.items() if _has(view, name)],
        "history": files.history(file=held, limit=30),
        "fee": words.yuan(held.fee_fen),
        "open": held.state in law.OPEN,
        "sent": "sent" in request.GET,
    }
    return render(request, "citizen/permit/file.html", context)


@guard.page
def complete(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Open a returned application's answers again, or go on where one stopped; looking alone begins nothing."""
    who = guard.who(request)
    answers = drafts.of_returned_permit(who=who, file_id=file_id)
    if request.method != "POST":
        return HttpResponseRedirect(f"/my/permit/files/{file_id}/")
    held = mine.draft(who=who, kind="permit")
    other = held is not None and held.answers.get("file") != str(file_id)
    drafts.begin(who=who, kind="permit", answers=answers, at=clock.now(), afresh=other)
    return HttpResponseRedirect(flow.address("check"))


@guard.page
def withdraw(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Ask once more, and take an application back before it is decided."""
    held = files.own(who=guard.who(request), file_id=file_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":

        def do() -> dict[str, object]:
            permits.withdraw(file_id=file_id, by=access.of(request).actor, at=clock.now())
            return {"file": str(file_id)}

        try:
            once.post(request, action="withdraw_permit", content={"file": str(file_id)}, do=do)
        except Refusal as refusal:
            errors = problems.of(refusal)
        else:
            return HttpResponseRedirect(f"/my/permit/of/{held.person_id}/?done=withdrawn")
    elif held.state not in law.OPEN:
        return HttpResponseRedirect(f"/my/permit/files/{file_id}/")
    context = {"file": held, "errors": errors}
    return render(request, "citizen/permit/withdraw.html", context, status=422 if errors else 200)


@guard.page
def paper(request: HttpRequest, file_id: uuid.UUID, paper: str) -> HttpResponse:
    """Hand out a paper of one's own application; that it was fetched is on record first."""
    if paper not in PAPERS:
        raise Absent("paper")
    return permit_papers.answer(request, paper=paper, key=file_id, who=guard.who(request), purpose="own")


@guard.page
def notice(request: HttpRequest, person_id: uuid.UUID, paper: str) -> HttpResponse:
    """Hand out the notice of a suspension, or of an endorsement that was withheld."""
    one = people.one(request, person_id=person_id)
    key = people.noticed(one, paper=paper)
    return permit_papers.answer(request, paper=paper, key=key, who=guard.who(request), purpose="own")


def _has(view: files.View, paper: str) -> bool:
    file = view.file
    return {
        "application": True,
        "collection": file.accepted_at is not None,
        "completion": bool(view.notices),
        "refusal": file.state == "refused",
    }[paper]
