"""What every page of the application shares: the draft, the way back and on, keeping an answer."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import draft as drafts
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.permit import people, steps
from anju.pages.citizen.permit.people import One
from anju.pages.citizen.permit.steps import Step
from anju.queries import mine
from anju.queries.mine import OpenDraft, Stay
from anju.queries.permit import offer
from anju.web import clock, problems

HOME = "/my/permit/"
BASE = "/my/permit/apply/"


@dataclass(frozen=True)
class At:
    """One page of one draft, with where it stands among the others."""

    draft: OpenDraft
    one: One
    stay: Stay
    step: Step
    asked: list[Step]
    editing: bool

    @property
    def number(self) -> int:
        """The place of this question, from 1."""
        return self.asked.index(self.step) + 1

    @property
    def total(self) -> int:
        """How many questions there are, the last look included."""
        return len(self.asked) + 1

    @property
    def here(self) -> str:
        """The address of this page."""
        return address(self.step.slug) + ("?edit=1" if self.editing else "")

    @property
    def back(self) -> str:
        """Where the way back leads."""
        place = self.asked.index(self.step)
        if self.editing:
            return address("check")
        return address(self.asked[place - 1].slug) if place else self.one.base

    @property
    def onward(self) -> str:
        """Where the answer leads: the next question, or back to the last look when editing."""
        place = self.asked.index(self.step) + 1
        # another ground needs another proof
        if self.editing and self.step.slug != "ground":
            return address("check")
        if self.editing:
            return address("proof") + "?edit=1"
        return address("check" if place >= len(self.asked) else self.asked[place].slug)

    @property
    def optional(self) -> bool:
        """Whether the question may be passed over."""
        return self.step.optional(self.draft.answers)


def address(slug: str) -> str:
    """Return the address of a page of the application."""
    return f"{BASE}{slug}/"


def page(request: HttpRequest, *, slug: str) -> At | HttpResponse:
    """Return the question at hand, or where to go when there is nothing to ask any more."""
    found = opened(request)
    if isinstance(found, HttpResponse):
        return found
    draft, one, stay = found
    step = steps.by_slug(slug)
    asked = steps.of(answers=draft.answers, young=one.young)
    if step is None or step not in asked:
        raise Http404
    editing = bool(request.POST.get("edit") or request.GET.get("edit"))
    return At(draft=draft, one=one, stay=stay, step=step, asked=asked, editing=editing)


def opened(request: HttpRequest) -> tuple[OpenDraft, One, Stay] | HttpResponse:
    """Return the open draft, whose it is and the registration it rests on; one already sent leads to its file."""
    who = guard.who(request)
    held = _id(request.POST.get("draft"))
    if held is not None and mine.draft_by_id(who=who, draft_id=held).sent:
        return HttpResponseRedirect(f"/my/permit/files/{mine.filed_by(who=who, draft_id=held)}/?sent=1")
    draft = mine.draft(who=who, kind="permit")
    if draft is None:
        return HttpResponseRedirect(HOME)
    one = next((one for one in people.everyone(request) if str(one.key) == draft.answers.get("person")), None)
    if one is None:
        # whoever it was about is nobody this sign-in acts for any more
        drafts.drop(draft_id=draft.id, who=who)
        return HttpResponseRedirect(HOME)
    if one.now.stay is None or not stands(draft, one):
        return HttpResponseRedirect(one.base)
    return draft, one, one.now.stay


def stands(draft: OpenDraft, one: One) -> bool:
    """Tell whether a draft is about this person and can still be sent; a desk may have been quicker."""
    answers, now = draft.answers, one.now
    if answers.get("person") != str(one.key):
        return False
    if answers.get("file"):
        return now.file is not None and (str(now.file.id), now.file.state) == (answers["file"], "returned")
    return not now.file_open and now.has_permit == (answers.get("kind") != "first")


def resume(draft: OpenDraft, one: One) -> str:
    """Return the first question without an answer, or the last look."""
    done = steps.answered(draft.answers)
    asked = steps.of(answers=draft.answers, young=one.young)
    return address(next((step.slug for step in asked if step.slug not in done), "check"))


def wrong(stay: Stay, answers: Mapping[str, Any]) -> list[Refusal]:
    """Return all that is wrong with the answers as they stand, all but the word that they are true."""
    try:
        offer.read(raw={**answers, "truth": "on"}, stay=stay, on=clock.today())
    except Refusals as several:
        return several.refusals
    return []


def keep(request: HttpRequest, at: At, *, changes: Mapping[str, Any]) -> "dict[str, Text] | HttpResponse":
    """Keep an answer and go on, or return what is wrong with it by field."""
    merged = {**at.draft.answers, **changes}
    errors: dict[str, Text] = {}
    for refusal in wrong(at.stay, merged):
        if at.step.owns(refusal):
            errors.setdefault(refusal.field or "", refusal.text)
    if errors:
        return errors
    kept = store(request, at, changes={**changes, "done": sorted(steps.answered(merged) | {at.step.slug})})
    return kept if isinstance(kept, dict) else HttpResponseRedirect(at.onward)


def store(request: HttpRequest, at: At, *, changes: Mapping[str, Any]) -> "dict[str, Text] | OpenDraft":
    """Put answers into the draft; a stale page is told, and nothing typed is lost."""
    try:
        return drafts.save(
            draft_id=at.draft.id, who=guard.who(request), version=version(request), changes=changes, at=clock.now()
        )
    except Refusal as refusal:
        return problems.of(refusal)


def show(request: HttpRequest, at: At, *, template: str, errors: Mapping[str, Text], **context: object) -> HttpResponse:
    """Render a question; the newest version of the draft is what the next press goes by."""
    fresh = mine.draft_by_id(who=guard.who(request), draft_id=at.draft.id) if request.method == "POST" else at.draft
    shown = {"at": at, "draft": fresh, "errors": errors, **context}
    return render(request, template, shown, status=422 if errors else 200)


def version(request: HttpRequest) -> int:
    """Return the version of the draft that the page showed; 0, which never is one, where it says nothing."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
