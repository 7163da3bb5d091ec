"""Where staff arrive: what waits for the acting post; choosing another post."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.law.wording import Text
from anju.queries import counts
from anju.web import access, clock, preferences

# figure → words, where it leads, and whether it asks for an eye when it isn't nought
FIGURES: Mapping[str, tuple[Text, str, bool]] = {
    "declared": (Text(zh="待核对的申报", en="Declarations to check"), "/counter/?state=declared", False),
    "overdue": (Text(zh="已过期限", en="Past the limit"), "/counter/?state=overdue", True),
    "to_verify": (Text(zh="待上门核实", en="To verify at the door"), "/counter/?state=to_verify", False),
    "returned": (Text(zh="已退回待补正", en="Returned for completion"), "/counter/?state=returned", False),
    "corrections": (Text(zh="更正申请", en="Corrections asked"), "/counter/corrections/", False),
    "permits_applied": (
        Text(zh="待受理的居住证申请", en="Permit applications to accept"),
        "/counter/permits/?state=applied",
        False,
    ),
    "permits_accepted": (
        Text(zh="待审核签发的居住证", en="Permits to review and sign off"),
        "/counter/permits/?state=accepted",
        False,
    ),
    "endorsements_asked": (Text(zh="待签注的居住证", en="Permits to endorse"), "/counter/permits/?state=asked", False),
    "cases_sent": (Text(zh="待签收的事项", en="Cases to take"), "/cases/?state=sent", False),
    "cases_late": (Text(zh="超过期限的事项", en="Cases past the limit"), "/cases/?state=overdue", True),
    "cases_second": (Text(zh="待审定的事项", en="Cases to decide as the second"), "/cases/?state=proposed", False),
    "cases_objected": (Text(zh="待复核的异议", en="Objections to review"), "/cases/?state=objected", False),
    "cases_offered": (Text(zh="转来待接收的事项", en="Cases offered to this office"), "/cases/?state=offered", True),
    "case_parts": (Text(zh="请我们协办的", en="Parts asked of us"), "/cases/parts/", True),
    "case_ratings": (Text(zh="待跟进的低分评价", en="Low ratings to follow up"), "/cases/ratings/", True),
    "exports": (Text(zh="待核准的导出", en="Exports to release"), "/cases/exports/", True),
    "help_received": (Text(zh="转来待接收的求助", en="Help calls to accept"), "/relief/help/?show=received", True),
    "relief_taken": (Text(zh="待核实的临时救助", en="Relief to look into"), "/relief/?show=taken", False),
    "relief_checked": (Text(zh="待审批的临时救助", en="Relief to decide"), "/relief/?show=checked", False),
    "jobs_vacancies": (Text(zh="待审核的岗位", en="Vacancies to review"), "/jobs/review/", False),
    "jobs_employers": (Text(zh="待核实的招聘单位", en="Employers to check"), "/jobs/review/employers/", False),
    "aid_waiting": (Text(zh="待派律师的法律援助", en="Legal aid without a lawyer yet"), "/disputes/lawyers/", True),
    "rental_late": (Text(zh="到期没答复、没确认的公租房", en="Rental places past a date"), "/rental/desk/", True),
    "rental_objections": (
        Text(zh="待复核的公租房异议", en="Rental objections to review"),
        "/rental/desk/objections/",
        True,
    ),
    "complaints": (Text(zh="本单位的投诉", en="Complaints of this office"), "/staff/complaints/", False),
    "services_proposed": (
        Text(zh="待审核的事项修改", en="Changes of services to review"),
        "/oversight/services/",
        True,
    ),
    "urged": (Text(zh="待答复的催办", en="Urges to answer"), "/oversight/urged/", True),
    "assumptions": (Text(zh="待确认的假定", en="Assumptions to confirm"), "/oversight/assumptions/", False),
    "exempt": (Text(zh="现在在免予登记名单上", en="On the exempt list now"), "/partner/", False),
    "offered": (Text(zh="转来待接收的投诉", en="Complaints offered to this office"), "/staff/complaints/", True),
    "years_missing": (
        Text(zh="今明两年缺放假安排", en="Years without a calendar, this and next"),
        "/staff/calendars/",
        True,
    ),
    "years_loaded": (Text(zh="已载入的年度", en="Years loaded"), "/staff/calendars/", False),
    "overrides": (Text(zh="本地设定的政策值", en="Policy values set here"), "/staff/policy/", False),
    "undelivered": (Text(zh="没有送到的消息", en="Undelivered messages"), "/staff/messages/", True),
    "locked": (Text(zh="已锁定的账号", en="Locked accounts"), "/staff/people/?show=locked", True),
    "without_post": (Text(zh="没有岗位的人员", en="Staff without a post"), "/staff/people/?show=idle", False),
    "clients": (Text(zh="有效的接口令牌", en="Live API clients"), "/staff/clients/", False),
    "clients_expiring": (Text(zh="三十天内到期的令牌", en="Tokens that end within 30 days"), "/staff/clients/", True),
    "unsealed": (Text(zh="尚未封存的记录", en="Acts not yet sealed"), "/staff/audit/seals/", False),
    "seals": (Text(zh="审计链的节数", en="Links of the audit chain"), "/staff/audit/seals/", False),
}
FIELD_PATHS = {"declared": "/field/", "to_verify": "/field/"}


@dataclass(frozen=True)
class Figure:
    """One figure of the home page."""

    text: Text
    path: str
    shown: str
    calls: bool


@access.staff_page()
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits, by role, each figure leading to its list."""
    visitor = access.of(request)
    waiting = counts.of(cut=visitor.scope, on=clock.today())
    figures = [_figure(key, number, role=visitor.scope.role) for key, number in waiting.items()]
    context = {
        "figures": figures,
        "waiting": [one for one in figures if one.shown != "0"],
        "idle": [one for one in figures if one.shown == "0"],
        "unread": counts.unread(cut=visitor.scope),
    }
    return render(request, "staff/home.html", context)


def _figure(key: str, number: int, *, role: str) -> Figure:
    text, path, calls = FIGURES[key]
    where = FIELD_PATHS.get(key, path) if role == "coordinator" else path
    shown = f"{number - 1}+" if number >= counts.MOST else str(number)
    return Figure(text=text, path=where, shown=shown, calls=calls and number > 0)


@access.staff_page()
def posts(request: HttpRequest) -> HttpResponse:
    """Choose the post to act in."""
    visitor = access.of(request)
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        if chosen not in {str(post.id) for post in visitor.posts}:
            raise Http404
        request.session[access.POST] = chosen
        return HttpResponseRedirect(preferences.onward(request, otherwise="/staff/"))
    return render(request, "staff/posts.html", {"posts": visitor.posts, "acting": visitor.post})


def inactive(request: HttpRequest) -> HttpResponse:
    """Tell that this account can't be used now, and whom to ask."""
    return render(request, "staff/inactive.html", status=403)
