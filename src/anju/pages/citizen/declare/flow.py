"""What every question's page shares: the draft, the way back and on, keeping the answer."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import draft as drafts
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.declare import asking, fields, outcome, steps
from anju.pages.citizen.declare.steps import Step
from anju.queries import mine
from anju.queries.mine import OpenDraft
from anju.web import clock, forms, problems

BASES = {"declare": "/declare/", "move": "/my/move/", "complete": "/my/complete/"}
_LENGTH = Text(
    zh="请选一个打算住的时间。还不一定也可以。", en="Please choose how long you will stay. “Not sure yet” is fine."
)
_AGENT = Text(zh="请填写代办人的姓名、身份证号码和关系。", en="Please give the agent's name, ID number and relation.")
_COMMUNITY = Text(zh="请从列表中选择社区或者村。", en="Please choose the community or village from the list.")


@dataclass(frozen=True)
class Page:
    """One question of one draft, with where it stands among the others."""

    kind: str
    draft: OpenDraft
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
        return address(self.kind, self.step.slug) + ("?edit=1" if self.editing else "")

    @property
    def back(self) -> str:
        """Where the way back leads."""
        if self.editing:
            return address(self.kind, "check")
        place = self.asked.index(self.step)
        return (
            address(self.kind, self.asked[place - 1].slug)
            if place
            else BASES[self.kind]
            if self.kind == "declare"
            else "/my/"
        )

    @property
    def onward(self) -> str:
        """Where the answer leads: the next question, or back to the last look when editing."""
        place = self.asked.index(self.step) + 1
        return address(self.kind, "check" if self.editing or place >= len(self.asked) else self.asked[place].slug)


def address(kind: str, slug: str) -> str:
    """Return the address of a page of a draft."""
    return f"{BASES[kind]}{slug}/"


def page(request: HttpRequest, *, kind: str, slug: str) -> Page | HttpResponse:
    """Return the question at hand, or where to go when there is no such draft any more."""
    draft = open_draft(request, kind=kind)
    if isinstance(draft, HttpResponse):
        return draft
    step = steps.by_slug(slug)
    asked = steps.of(kind=kind, answers=draft.answers, today=clock.today())
    if step is None or step not in asked:
        raise Http404
    editing = bool(request.POST.get("edit") or request.GET.get("edit"))
    return Page(kind=kind, draft=draft, step=step, asked=asked, editing=editing)


def open_draft(request: HttpRequest, *, kind: str) -> OpenDraft | HttpResponse:
    """Return the open draft; a page of one already sent leads to its file, one of none to the start."""
    who = guard.who(request)
    held = _id(request.POST.get("draft"))
    if held is not None:
        named = mine.draft_by_id(who=who, draft_id=held)
        if named.sent:
            return HttpResponseRedirect(f"/my/files/{mine.filed_by(who=who, draft_id=held)}/?sent=1")
    found = mine.draft(who=who, kind=kind)
    if found is None:
        return HttpResponseRedirect(BASES["declare"] if kind == "declare" else "/my/")
    return found


def keep(request: HttpRequest, at: Page, *, changes: Mapping[str, Any]) -> "dict[str, Text] | HttpResponse":
    """Keep an answer and go on, or return what is wrong with it by field."""
    merged = {**at.draft.answers, **changes}
    wrong = [
        *_extra(at.step, merged),
        *(one for one in mine.problems(answers=merged, today=clock.today()) if at.step.owns(one)),
    ]
    errors: dict[str, Text] = {}
    for refusal in wrong:
        errors.setdefault(refusal.field or "", refusal.text)
    return errors or save(request, at, changes=changes)


def save(
    request: HttpRequest, at: Page, *, changes: Mapping[str, Any], onward: str = ""
) -> "dict[str, Text] | HttpResponse":
    """Keep checked answers in the draft; a stale page is told, and nothing typed is lost."""
    done = sorted(steps.answered(at.draft.answers) | {at.step.slug})
    try:
        saved = drafts.save(
            draft_id=at.draft.id,
            who=guard.who(request),
            version=version(request),
            changes={**changes, "done": done},
            at=clock.now(),
        )
    except Refusal as refusal:
        return problems.of(refusal)
    asked = steps.of(kind=at.kind, answers=saved.answers, today=clock.today())
    then = Page(kind=at.kind, draft=saved, step=at.step, asked=asked, editing=at.editing)
    return HttpResponseRedirect(
        outcome.detour(kind=at.kind, slug=at.step.slug, answers=saved.answers, edit=at.editing) or onward or then.onward
    )


def plain(request: HttpRequest, at: Page) -> HttpResponse:
    """Show and take a question that is made of fields only."""
    errors: dict[str, Text] = {}
    answers = _in_form(request, at)
    values: dict[str, Any] = {**fields.flat(answers), **guard.kept(request)}
    if request.method == "POST":
        posted = fields.posted(request.POST)
        if at.step.optional and "skip" in posted:
            posted |= dict.fromkeys(at.step.paths, "")
        kept = keep(request, at, changes=fields.changes(at.step, posted=posted, answers=answers))
        if isinstance(kept, HttpResponse):
            return kept
        errors, values = kept, dict(posted)
    shown = forms.filled(fields=fields.of(at.step, answers=answers), values=_dates(at.step, values), errors=errors)
    village = asking.is_village(answers)
    return show(request, at, template="citizen/declare/step.html", errors=errors, fields=shown, village=village)


def _in_form(request: HttpRequest, at: Page) -> dict[str, Any]:
    """Return the answers with the form of address chosen; a village's own form where none was chosen yet."""
    answers = dict(at.draft.answers)
    if at.step.slug != "address":
        return answers
    held = answers.get("address") or {}
    place = outcome.community(answers) if not held.get("form") else None
    usual = "village" if place is not None and place.short.endswith("村") else held.get("form", "road")
    chosen = request.POST.get("address.form") or request.GET.get("form") or usual
    return {**answers, "address": {**held, "form": "village" if chosen == "village" else "road"}}


def show(
    request: HttpRequest, at: Page, *, template: str, errors: Mapping[str, Text], **context: object
) -> HttpResponse:
    """Render a question; after a stale page the newest version is what the next press goes by."""
    fresh = mine.draft_by_id(who=guard.who(request), draft_id=at.draft.id) if "" in errors else at.draft
    return render(
        request, template, {"at": at, "draft": fresh, "errors": errors, **context}, status=422 if errors else 200
    )


def version(request: HttpRequest) -> int:
    """Return the version of the draft that the page showed; 0, which never is one, where it says nothing."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _dates(step: Step, values: dict[str, Any]) -> dict[str, Any]:
    if step.slug != "arrived" or "arrived_date" in values:
        return values
    # the date on file is shown by the field itself: as one of the last days, or as another one
    return {name: value for name, value in values.items() if name != "arrived_on"}


def _extra(step: Step, answers: Mapping[str, Any]) -> list[Refusal]:
    if step.slug == "length" and answers.get("until") not in asking.LENGTHS:
        return [Refusal("missing", _LENGTH, field="until", rule="A1")]
    if step.slug == "agent" and not any((answers.get("agent") or {}).values()):
        return [Refusal("agent_needed", _AGENT, field="agent.name", rule="B8")]
    if step.slug == "community" and not outcome.community(answers):
        return [Refusal("community_unknown", _COMMUNITY, field="community", rule="L11")]
    return []


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
