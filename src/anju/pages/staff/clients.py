"""The security administrator's pages of machines: give one a token for a post, revoke it."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from anju.actions import acceptor, account
from anju.actions import job as jobs
from anju.law import authority
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import acceptors, staffing
from anju.web import access, clock, forms, problems

SCOPES: tuple[tuple[str, Text], ...] = (
    ("declare", Text(zh="代为申报", en="Declare")),
    ("follow", Text(zh="查询办理进度", en="Follow a file")),
    ("register", Text(zh="直接登记", en="Register")),
    ("search", Text(zh="查询人员", en="Search")),
    ("end", Text(zh="注销", en="End a stay")),
    ("permit", Text(zh="居住证受理、签注、发放", en="Permits: accept, endorse, hand over")),
    ("issue", Text(zh="居住证审核签发、制证", en="Permits: decide and have cards made")),
    ("verify", Text(zh="核验凭证、居住证", en="Verify a paper")),
    ("apply", Text(zh="代为申请事项、预约", en="Apply for services and book times")),
    ("case", Text(zh="办理事项", en="Handle cases")),
    ("figures", Text(zh="读取服务总览", en="Read the overview of services")),
    ("jobs", Text(zh="发布本单位的岗位", en="Offer an employer's jobs")),
)
_NAME = Text(zh="请写明是哪个系统。", en="Please name the system.")
_POST = Text(
    zh="没有这个登录名，或者此人有几个岗位都不是所选角色。",
    en="No such sign-in name, or they hold no post in this role.",
)
_BODY_ROLE = Text(
    zh="认可单位的令牌，由县区公安或者督导岗位的人负责，请选这样的岗位。",
    en="A body's token stands under a post of the county police or an overseer. Please choose such a post.",
)
_BODY_SCOPE = Text(zh="认可单位的令牌只能核验凭证，请只选这一项。", en="A body's token can verify and nothing else.")
_JOBS_SCOPE = Text(
    zh="招聘单位的令牌只能发布岗位，请只选这一项。", en="An employer's token offers jobs and nothing else."
)
_NO_BODY = Text(zh="没有这个认可单位，或者已有令牌。", en="There is no such body, or it has a token already.")
_DAY = Text(zh="请填以后的日期，例如 2027-12-31。", en="Give a day ahead, such as 2027-12-31.")


@access.staff_page("security_admin")
def clients(request: HttpRequest) -> HttpResponse:
    """List the machines."""
    rows = staffing.clients(access.of(request).scope)
    return render(request, "staff/clients.html", {"rows": rows, "scopes": dict(SCOPES), "today": clock.today()})


@access.staff_page("security_admin")
def add(request: HttpRequest) -> HttpResponse:
    """Give a machine a token, shown once."""
    fields = _fields(request)
    typed: dict[str, Any] = {}
    errors: dict[str, Text] = {}
    if request.method == "POST":
        typed = forms.typed(fields=fields, data=request.POST)
        try:
            made, token = _made(request, typed)
            return render(request, "staff/token_once.html", {"client": made, "token": token})
        except Refusal as refused:
            errors = problems.of(refused)
    shown = {"fields": forms.filled(fields=fields, values=typed, errors=errors), "errors": errors}
    return render(request, "staff/client_new.html", shown)


def _made(request: HttpRequest, typed: dict[str, Any]) -> tuple[object, str]:
    if not typed["name"]:
        raise Refusal("name_missing", _NAME, field="name")
    try:
        expires = datetime.date.fromisoformat(typed["expires_on"])
    except ValueError as error:
        raise Refusal("date_unreadable", _DAY, field="expires_on") from error
    if expires <= clock.today():
        raise Refusal("date_past", _DAY, field="expires_on")
    held = staffing.posts_of(access.of(request).scope, username=typed["username"], role=typed["role"])
    if not held:
        raise Refusal("post_unknown", _POST, field="username")
    if typed["acceptor"]:
        return _connected(request, typed, held[0].id, expires)
    by = access.of(request).actor
    if typed["employer"] or "jobs" in typed["scopes"]:
        if typed["scopes"] != ["jobs"]:
            raise Refusal("unknown_scope", _JOBS_SCOPE, field="scopes", rule="L8")
        name, code = typed["name"][:80], typed["employer"]
        return jobs.connect(code=code, name=name, post_id=held[0].id, expires_on=expires, by=by, at=clock.now())
    return account.add_client(
        name=typed["name"][:80], post_id=held[0].id, scopes=typed["scopes"], expires_on=expires, by=by, at=clock.now()
    )


def _connected(
    request: HttpRequest, typed: dict[str, Any], post_id: uuid.UUID, expires: datetime.date
) -> tuple[object, str]:
    """Give the machine of a body that accepts papers its token: it verifies, and nothing else."""
    scope = access.of(request).scope
    if typed["scopes"] != ["verify"]:
        raise Refusal("unknown_scope", _BODY_SCOPE, field="scopes", rule="L8")
    if typed["role"] not in authority.TABLE["verify_paper"].roles:
        raise Refusal("role_unfit", _BODY_ROLE, field="role", rule="L8")
    known = {str(row.id): row.id for row in acceptors.without_client(scope)}
    if typed["acceptor"] not in known:
        raise Refusal("not_an_option", _NO_BODY, field="acceptor")
    return acceptor.connect(
        acceptor_id=known[typed["acceptor"]],
        scope=scope,
        name=typed["name"][:80],
        post_id=post_id,
        expires_on=expires,
        at=clock.now(),
    )


@require_POST
@access.staff_page("security_admin")
def revoke(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Revoke a token at once."""
    staffing.client(access.of(request).scope, client_id=client_id)
    account.revoke_client(client_id=client_id, by=access.of(request).actor, at=clock.now())
    return HttpResponseRedirect("/staff/clients/?done=revoke")


def _fields(request: HttpRequest) -> tuple[forms.Field, ...]:
    year = clock.today() + datetime.timedelta(days=365)
    bodies = [(str(row.id), row.name) for row in acceptors.without_client(access.of(request).scope)]
    return (
        forms.Field(name="name", label=_("哪个系统"), maxlength=80, hint=_("例如：某某医院入院登记系统")),
        forms.Field(name="username", label=_("代表谁的岗位：登录名"), hint=_("系统以这个岗位的权限和范围办事")),
        forms.Field(name="role", label=_("岗位的角色"), kind="select", options=tuple(staffing.roles())),
        forms.Field(name="scopes", label=_("允许做什么"), kind="checks", options=SCOPES),
        forms.Field(
            name="acceptor",
            label=_("给认可单位的，选是哪一家"),
            kind="select",
            options=(("", _("不是给认可单位的")), *bodies),
            required=False,
            hint=_("只能核验凭证，每次核验都计数，本人看得到"),
        ),
        forms.Field(
            name="employer",
            label=_("给招聘单位的，写它的统一社会信用代码"),
            required=False,
            maxlength=30,
            hint=_("只能发布这个单位的岗位，岗位照样要审核"),
        ),
        forms.Field(name="expires_on", label=_("到哪一天为止"), kind="date", value=year.isoformat()),
    )
