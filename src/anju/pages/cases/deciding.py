"""Deciding: proposed to a second officer where the service asks for two; granted, refused, reviewed. Source: I9, I10."""

import uuid

from django.http import HttpRequest, HttpResponse

from anju.actions import case as cases
from anju.law.wording import Text
from anju.pages.cases import desk, doing, words
from anju.pages.cases.doing import Sheet
from anju.queries.case.detail import Detail
from anju.web import access
from anju.web.forms import Field

_REMEDY = Text(zh="告知书还会写上", en="The notice also says")
_NEXT = Field(
    name="words",
    label=Text(zh="接下来怎么做，写给申请人看", en="What comes next, for the applicant to read"),
    kind="textarea",
    required=False,
)
_TO_COLLEAGUE = Text(zh="理由，写给审定的同事看", en="The reasons, for the colleague who decides")
_REASON = Text(zh="理由，写进告知书，本人看得到", en="The reason; it stands in the notice and the person reads it")


@access.staff_page(desk.OFFICER)
def propose(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Propose a decision to a second officer."""
    return doing.with_form(
        request,
        case_id,
        "propose_case",
        lambda: cases.propose(**doing.typed(request, "outcome", "words"), **doing.seen(request, case_id)),
        _proposed,
        done="proposed",
    )


def _proposed(_view: Detail) -> Sheet:
    outcomes = tuple((key, words.OUTCOMES[key]) for key in ("granted", "refused"))
    return Sheet(
        title=Text(zh="拟定决定", en="Propose a decision"),
        lead=Text(
            zh="这个事项由两人办理：您先拟定，由另一位同事审定。",
            en="Two officers decide this service: you propose, a colleague decides.",
        ),
        rules="I10",
        fields=(
            Field(name="outcome", label=Text(zh="拟怎么办", en="The outcome"), kind="radio", options=outcomes),
            Field(name="words", label=_TO_COLLEAGUE, kind="textarea", required=False),
        ),
        button=Text(zh="交另一位同事审定", en="Give it to a second officer"),
    )


@access.staff_page(desk.OFFICER)
def send_back(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Send a proposal back with the reason."""
    return doing.with_form(
        request,
        case_id,
        "send_back_case",
        lambda: cases.send_back(**doing.typed(request, "words"), **doing.seen(request, case_id)),
        lambda _view: Sheet(
            title=Text(zh="退回重新拟定", en="Send it back to be proposed anew"),
            lead=Text(zh="期限照旧。", en="The limit stays as it is."),
            rules="I10",
            fields=(
                Field(
                    name="words",
                    label=Text(zh="为什么退回，写给拟定的同事看", en="Why, for the colleague who proposed it"),
                    kind="textarea",
                ),
            ),
            button=Text(zh="退回", en="Send it back"),
        ),
        done="sent_back",
    )


@access.staff_page(desk.OFFICER)
def grant(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Grant a case in one's own name."""
    return doing.with_form(
        request,
        case_id,
        "grant_case",
        lambda: cases.grant(**doing.typed(request, "words"), **doing.seen(request, case_id)),
        lambda view: Sheet(
            title=Text(zh="办结", en="Grant it"),
            lead=Text(
                zh="以您的名义办结；申请人会收到告知书，可以评价一次。",
                en="It is granted in your name; the applicant gets the notice and can rate it once.",
            ),
            rules="I9 J3",
            fields=(_NEXT,),
            button=Text(zh="办结并告知申请人", en="Grant it and tell the applicant"),
            preview=((Text(zh="申请人得到", en="What the applicant gets"), view.service.result),),
        ),
        done="granted",
    )


@access.staff_page(desk.OFFICER)
def refuse(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Refuse in writing: the article it rests on, the reason and the remedy."""
    return doing.with_form(
        request,
        case_id,
        "refuse_case",
        lambda: cases.refuse(**doing.typed(request, "reason", "article"), **doing.seen(request, case_id)),
        lambda view: Sheet(
            title=Text(zh="不予办理", en="Refuse it"),
            lead=Text(
                zh="以您的名义作出书面决定，写明依据和理由，告知救济途径。缺材料的不是不予办理，请用一次性告知或者提问。",
                en="A written decision in your name, with article, reason and remedy. "
                "What only lacks papers isn't refused: return it or ask.",
            ),
            rules="I10",
            fields=_reasoned(view),
            button=Text(zh="作出决定并告知申请人", en="Decide and tell the applicant"),
            preview=((_REMEDY, view.service.remedy),),
            danger=True,
        ),
        done="refused",
    )


@access.staff_page(desk.OFFICER)
def review(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Confirm or change a decision that was objected to, by somebody who had no part in it."""

    def act() -> object:
        outcome = desk.chosen(request, among=("confirmed", "changed"), field="outcome")
        does = cases.change if outcome == "changed" else cases.confirm
        return does(**doing.typed(request, "reason", "article"), **doing.seen(request, case_id))

    return doing.with_form(
        request,
        case_id,
        "review_case",
        act,
        _reviewed,
        done="changed" if request.POST.get("outcome") == "changed" else "confirmed",
    )


def _reviewed(view: Detail) -> Sheet:
    outcomes = tuple((key, words.OUTCOMES[key]) for key in ("confirmed", "changed"))
    objections = tuple(
        (Text(zh="申请人的异议", en="What the applicant objects"), Text(zh=one.objection, en=one.objection))
        for one in view.decisions
        if one.objection
    )
    return Sheet(
        title=Text(zh="复核", en="Review it"),
        lead=Text(
            zh="由没有参与原决定的人复核，写明依据和理由。变更的，说明怎么改。",
            en="Reviewed by somebody with no part in the decision, with article and reason; if changed, say how.",
        ),
        rules="I10",
        fields=(
            Field(name="outcome", label=Text(zh="复核结果", en="The outcome"), kind="radio", options=outcomes),
            *_reasoned(view),
        ),
        button=Text(zh="作出复核决定并告知申请人", en="Decide and tell the applicant"),
        preview=(*objections, (_REMEDY, view.service.remedy)),
    )


def _reasoned(view: Detail) -> tuple[Field, ...]:
    return (
        Field(
            name="article",
            label=Text(zh="依据哪一条", en="The article it rests on"),
            kind="radio",
            options=tuple(view.grounds.items()),
        ),
        Field(name="reason", label=_REASON, kind="textarea"),
    )
