"""Joint cases: another office asked for its part, seeing what is chosen and nothing else. Source: I9, I4, D6 of the notice."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import case as cases
from anju.actions import reading
from anju.law.case import form
from anju.law.wording import Text
from anju.pages.cases import desk, doing, listing, offices, pictures, words
from anju.pages.cases.doing import Sheet
from anju.queries.case import asked, detail, others
from anju.queries.case.detail import Detail
from anju.web import access, clock
from anju.web.forms import Field


@access.staff_page(desk.OFFICER)
def join(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask another office for a part, choosing what of the form it sees."""
    shown = request.POST.getlist("shown")
    return doing.with_form(
        request,
        case_id,
        "ask_part",
        lambda: cases.join(
            to=offices.chosen(request), shown=shown, **doing.typed(request, "words"), **doing.seen(request, case_id)
        ),
        _joined,
        done="joined",
        template="cases/choose.html",
    )


def _joined(view: Detail) -> Sheet:
    names = form.items(view.service)
    given = [f"fields.{one.id}" for one in view.answers]
    given += [f"papers.{one.id}" for one in view.papers if one.upload_id is not None]
    options = tuple((item, names[item]) for item in given)
    field = Field(
        name="shown",
        label=Text(zh="让对方看到什么", en="What the other office sees"),
        hint=Text(
            zh="只勾对方用得着的；没有勾的对方看不到。", en="Only what it needs; it sees nothing else of the case."
        ),
        kind="checks",
        options=options,
        required=False,
        value=[],
    )
    return Sheet(
        title=Text(zh="请其他单位协办", en="Ask another office for a part"),
        lead=Text(
            zh="对方在本件的办理期限以前答复，超期会报它的上一级。",
            en="It answers within this case's limit; a late part is put before the office above it.",
        ),
        rules="I9 I4",
        fields=(
            Field(
                name="words",
                label=Text(zh="请对方做什么", en="What it is asked to do"),
                kind="textarea",
            ),
            *([field] if options else []),
        ),
        button=Text(zh="请求协办", en="Ask for it"),
        more={"groups": others.offices(case=view.case, on=clock.today())},
    )


@require_POST
@access.staff_page(desk.OFFICER)
def drop(request: HttpRequest, case_id: uuid.UUID, part_id: uuid.UUID) -> HttpResponse:
    """Ask no more for a part that is still open."""
    by = access.of(request).actor
    return doing.at_once(
        request,
        case_id,
        "drop_part",
        lambda: cases.drop_part(part_id=part_id, by=by, at=clock.now()),
        done="dropped",
    )


@access.staff_page(desk.OFFICER)
def parts(request: HttpRequest) -> HttpResponse:
    """Show the parts this office is asked for, and late ones of offices below."""
    scope = access.of(request).scope
    mark = request.GET.get("after", "")
    page = asked.page(scope=scope, after=asked.cursor(mark))
    reading.listed(scope=scope, subject=("case_parts", ""), at=clock.now(), detail={"rows": len(page.rows)})
    context = {"page": page, "table": listing.PARTS, "rows": listing.parts(page.rows), "first": not mark}
    return render(request, "cases/parts.html", context)


@access.staff_page(desk.OFFICER)
def part(request: HttpRequest, part_id: uuid.UUID) -> HttpResponse:
    """Show one part with what was shown for it; answer it, or decline it with the reason."""
    scope, now = access.of(request).scope, clock.now()
    errors: dict[str, Text] = {}
    if request.method == "POST":
        said = request.POST.get("words", "")

        def work() -> dict[str, str]:
            choice = desk.chosen(request, among=("answer", "decline"), field="choice")
            act = cases.answer_part if choice == "answer" else cases.decline_part
            act(part_id=part_id, words=said, by=scope.actor, at=now)
            return {}

        answer, errors = desk.attempt(request, action="answer_part", work=work)
        if answer is not None:
            return HttpResponseRedirect("/cases/parts/?done=1")
    opened = cases.open_part(scope=scope, part_id=part_id, purpose=desk.PURPOSE, at=now)
    view = detail.of_part(part=opened)
    found = pictures.of([paper.upload_id for paper in view.papers], purpose=desk.PURPOSE)
    context = {
        "view": view,
        "part": opened,
        "state": words.part_text(opened.state),
        "waits": opened.state == "asked",
        "papers": [(paper, words.SOURCES[paper.source], found.get(paper.upload_id)) for paper in view.papers],
        "errors": errors,
        "typed": request.POST.get("words", ""),
    }
    return render(request, "cases/part.html", context, status=422 if errors else 200)
