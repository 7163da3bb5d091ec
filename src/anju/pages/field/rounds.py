"""The list: whom to call on, by group, building by building. Source: B3, D7."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import reading
from anju.law.codes import Found, Purpose
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.field import listing
from anju.queries import fieldwork
from anju.web import access, clock

ROLES = ("coordinator",)

# what a coordinator is told after an entry, by a word in the address
DONE = {
    **{str(code.value): Text(zh=f"已记录：{code.label.zh}。", en=f"Noted: {code.label.en}.") for code in Found},
    "twin": Text(
        zh="今天已经有人记过同样的情况，没有重复记录。", en="The same was noted today already; nothing was doubled."
    ),
    "end": Text(
        zh="已提出注销并通知本人。异议期过后由派出所办理，现在登记仍然有效。",
        en="The end is proposed and the person notified. The station decides after the time to object; until then the registration stands.",
    ),
}
HINTS = {
    "to_verify": Text(
        zh="十个工作日内没有核对的申报，请上门看一看。",
        en="Declarations nobody checked in ten working days: please call.",
    ),
    "declared": Text(
        zh="刚申报、派出所还没有核对的。顺路可以先去。",
        en="Just declared, not checked by the station yet. Call if it is on your way.",
    ),
    "unconfirmed": Text(
        zh="很久没有确认还住在这里的。上门问一句就行，登记不会因此注销。",
        en="Not confirmed for a long time. Just ask at the door; nothing is cancelled by it.",
    ),
    "waiting": Text(
        zh="您或者同事已经走访，等派出所办理。", en="Visited by you or a colleague; the station goes on from here."
    ),
}
EMPTY = {
    "to_verify": Text(
        zh="没有待核实的申报。派出所十个工作日没有核对的申报会出现在这里。",
        en="Nothing to verify. Declarations that the station has not checked in ten working days turn up here.",
    ),
    "declared": Text(
        zh="没有未核对的申报。有人在网上申报或者您帮人登记后，会出现在这里。",
        en="Nothing unchecked. What people declare online, or you declare for them, turns up here.",
    ),
    "unconfirmed": Text(
        zh="大家都确认过了。半年没有确认的登记会出现在这里。",
        en="Everybody is confirmed. Registrations not confirmed for half a year turn up here.",
    ),
    "waiting": Text(zh="没有等派出所办理的走访。", en="No visit waits for the station."),
}


@access.staff_page(*ROLES)
def rounds(request: HttpRequest) -> HttpResponse:
    """Show one group of the own area; the first that holds anything where none is asked for."""
    visitor, today = access.of(request), clock.today()
    scope, held = visitor.scope, visitor.known
    counts = fieldwork.counts(scope=scope, on=today, held=held)
    asked = request.GET.get("show", "")
    show = asked or next((name for name in ("to_verify", "declared", "unconfirmed") if counts[name]), "to_verify")
    try:
        after = fieldwork.cursor(request.GET.get("after", ""))
        page = fieldwork.page(scope=scope, group=show, on=today, after=after, held=held)
    except Refusal as refusal:
        return render(request, "field/refused.html", {"problem": refusal.text}, status=400)
    purpose = str(Purpose.VERIFYING)
    reading.listed(
        scope=scope, subject=("stay", show), at=clock.now(), purpose=purpose, detail={"rows": len(page.rows)}
    )
    tabs = tuple(
        (name, text, min(counts[name], fieldwork.MANY), counts[name] > fieldwork.MANY)
        for name, text in fieldwork.GROUPS.items()
    )
    return render(
        request,
        "field/rounds.html",
        {
            "tabs": tabs,
            "show": show,
            "page": page,
            "blocks": listing.blocks(page, show=show),
            "first": "after" not in request.GET,
            "hint": HINTS[show],
            "empty": EMPTY[show],
            "done": DONE.get(request.GET.get("done", "")),
        },
    )
