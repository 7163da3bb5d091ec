"""Taking a case, returning it with all that is missing at once, asking the applicant. Source: B7, I9."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from anju.actions import case as cases
from anju.law import complaint
from anju.law.case import form
from anju.law.wording import Text
from anju.pages.cases import desk, doing
from anju.pages.cases.doing import Sheet
from anju.queries.case.detail import Detail
from anju.web import access, clock
from anju.web.forms import Field

_STANDS = Text(
    zh="这个事项的规定允许：等答复的时间不算在办理期限里。",
    en="The law of this service lets the clock stand until the answer is here.",
)
_RUNS = Text(
    zh="提问期间办理期限照常计算：申请人不答复，也要在期限内作出决定。",
    en="The limit runs on meanwhile: if nobody answers, you still have to decide in time.",
)
_OVER = Text(zh="办理期限已过，提问不能再停止计时。", en="The limit has passed; asking no longer stops the clock.")


@require_POST
@access.staff_page(desk.OFFICER)
def take(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take a case: the limit of the service runs from today."""
    return doing.at_once(
        request, case_id, "take_case", lambda: cases.take(**doing.seen(request, case_id)), done="taken"
    )


@access.staff_page(desk.OFFICER)
def give_back(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask for everything that is missing, once."""
    ticked = {item: request.POST.get(f"note.{item}", "") for item in request.POST.getlist("missing")}
    return doing.with_form(
        request,
        case_id,
        "return_case",
        lambda: cases.give_back(missing=ticked, **doing.seen(request, case_id)),
        lambda view: _returned(request, view, ticked),
        done="returned",
        template="cases/return.html",
    )


def _returned(request: HttpRequest, view: Detail, ticked: dict[str, str]) -> Sheet:
    names = form.items(view.service)
    items = form.askable(service=view.service, chosen=list(names))
    rows: list[dict[str, Any]] = [
        {
            "item": item,
            "text": names[item],
            "ticked": item in ticked,
            "note": request.POST.get(f"note.{item}", ""),
        }
        for item in items
    ]
    return Sheet(
        title=Text(zh="一次性告知补正", en="Return, telling all that is missing"),
        lead=Text(
            zh="把缺少的内容一次勾全。只能退回这一次；别的部门能核实的材料不在列表里，不能让本人交。",
            en="Tick everything that is missing. It can be returned only once; what a department confirms can't be asked for.",
        ),
        rules="B7 I4",
        fields=(),
        button=Text(zh="告知申请人", en="Tell the applicant"),
        more={"items": rows},
    )


@access.staff_page(desk.OFFICER)
def ask(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask the applicant; tells beforehand whether the clock stands."""
    return doing.with_form(
        request,
        case_id,
        "ask_case",
        lambda: cases.ask(**doing.typed(request, "words"), **doing.seen(request, case_id)),
        _asked,
        done="asked",
    )


def _asked(view: Detail) -> Sheet:
    late = clock.today() > view.case.limit_on
    clock_text = (_OVER if late else _STANDS) if view.service.clock_stops else _RUNS
    return Sheet(
        title=Text(zh="向申请人提问", en="Ask the applicant"),
        lead=clock_text,
        rules="I9",
        fields=(
            Field(
                name="words",
                label=Text(zh="问什么，写给申请人看", en="Your question, for the applicant to read"),
                kind="textarea",
                maxlength=complaint.WORDS_LENGTH,
            ),
        ),
        button=Text(zh="提问", en="Ask"),
    )
