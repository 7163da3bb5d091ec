"""The security administrator's pages of staff: find, add, appoint, dismiss, lock, unlock, reset."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from anju.actions import account
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import staffing
from anju.web import access, clock, forms, paging, problems

NEW = (
    forms.Field(name="username", label=_("登录名"), maxlength=40, hint=_("字母和数字，以后不能改")),
    forms.Field(name="name", label=_("姓名"), maxlength=50),
    forms.Field(name="email", label=_("电子邮箱"), kind="email", required=False),
)
REASON = forms.Field(name="reason", label=_("理由"), maxlength=300)
_NAME = Text(
    zh="登录名用 2 到 40 个字母、数字、点或横线。", en="A sign-in name is 2 to 40 letters, digits, dots or hyphens."
)
_MISSING = Text(zh="请填写姓名。", en="Please give the name.")
_UNIT = Text(zh="没有找到这个单位，请换个名字或编码。", en="No such unit. Try another name or code.")
_WHICH = Text(zh="有好几个单位合适，请选一个。", en="Several units fit. Please choose one.")
_REASON = Text(zh="请写明理由。", en="Please give the reason.")


@access.staff_page("security_admin")
def people(request: HttpRequest) -> HttpResponse:
    """List staff."""
    asked = {key: request.GET.get(key, "") for key in ("q", "show", "after")}
    show = asked["show"] or "all"
    after = paging.decode(asked["after"]) or ("",)
    rows = staffing.members(access.of(request).scope, text=asked["q"], show=show, after=after[0])
    page = paging.page(rows=rows, size=staffing.SIZE, cursor=asked["after"], key=lambda row: (row.username,))
    return render(
        request, "staff/people.html", {"page": page, "q": asked["q"], "show": show, "filters": staffing.SHOWN.items()}
    )


@access.staff_page("security_admin")
def add(request: HttpRequest) -> HttpResponse:
    """Add one of staff with a password for the first sign-in, shown once."""
    typed: dict[str, Any] = {}
    errors: dict[str, Text] = {}
    if request.method == "POST":
        typed = forms.typed(fields=NEW, data=request.POST)
        try:
            password = account.one_time_password()
            made = _added(request, typed, password)
            return render(request, "staff/password_once.html", {"member": made, "password": password, "new": True})
        except (Refusal, Refusals) as refused:
            errors = problems.of(refused)
    return render(
        request,
        "staff/person_new.html",
        {"fields": forms.filled(fields=NEW, values=typed, errors=errors), "errors": errors},
    )


def _added(request: HttpRequest, typed: dict[str, Any], password: str) -> object:
    name = typed["username"]
    if not (2 <= len(name) <= 40 and name.isascii() and all(letter.isalnum() or letter in ".-_" for letter in name)):
        raise Refusal("username_form", _NAME, field="username")
    if not typed["name"]:
        raise Refusal("name_missing", _MISSING, field="name")
    by = access.of(request).actor
    return account.add_staff(
        username=name, name=typed["name"], email=typed["email"], password=password, by=by, at=clock.now()
    )


@access.staff_page("security_admin")
def person(request: HttpRequest, staff_id: uuid.UUID) -> HttpResponse:
    """Show one of staff; appoint them to a post."""
    scope = access.of(request).scope
    member = staffing.member(scope, staff_id=staff_id)
    typed = {"unit": request.POST.get("unit", ""), "role": request.POST.get("role", "")}
    errors: dict[str, Text] = {}
    candidates = []
    if request.method == "POST":
        candidates = staffing.units(scope, text=typed["unit"])
        try:
            if len(candidates) != 1:
                raise Refusal("unit_choice", _WHICH if candidates else _UNIT, field="unit")
            account.appoint(
                staff_id=staff_id, unit=candidates[0], role=typed["role"], by=access.of(request).actor, at=clock.now()
            )
            return HttpResponseRedirect(f"/staff/people/{staff_id}/?done=appoint")
        except Refusal as refused:
            errors = problems.of(refused)
    shown = {
        "member": member,
        "fields": _appointment(typed, errors),
        "candidates": candidates,
        "errors": errors,
        "reason": REASON,
    }
    return render(request, "staff/person.html", {**shown, "typed": typed})


def _appointment(typed: dict[str, str], errors: dict[str, Text]) -> list[forms.Field]:
    roles: tuple[tuple[str, object], ...] = (("", Text(zh="请选择", en="Choose")), *staffing.roles())
    fields = (
        forms.Field(name="unit", label=_("单位"), hint=_("名字的一部分或编码")),
        forms.Field(name="role", label=_("角色"), kind="select", options=roles),
    )
    return forms.filled(fields=fields, values=typed, errors=errors)


@require_POST
@access.staff_page("security_admin")
def dismiss(request: HttpRequest, staff_id: uuid.UUID, post_id: uuid.UUID) -> HttpResponse:
    """End a post."""
    member = staffing.member(access.of(request).scope, staff_id=staff_id)
    if post_id not in {post.id for post in member.posts}:
        raise Absent("post")
    account.dismiss(post_id=post_id, by=access.of(request).actor, at=clock.now())
    return HttpResponseRedirect(f"/staff/people/{staff_id}/?done=dismiss")


@require_POST
@access.staff_page("security_admin")
def act(request: HttpRequest, staff_id: uuid.UUID, what: str) -> HttpResponse:
    """Lock, unlock, or take second factors away."""
    staffing.member(access.of(request).scope, staff_id=staff_id)
    by, at, reason = access.of(request).actor, clock.now(), request.POST.get("reason", "").strip()[:300]
    acts: dict[str, Callable[[], object]] = {
        "lock": lambda: account.lock(staff_id=staff_id, by=by, at=at, reason=reason),
        "unlock": lambda: account.unlock(staff_id=staff_id, by=by, at=at),
        "factor": lambda: account.reset_factor(staff_id=staff_id, by=by, at=at, reason=reason),
    }
    if what not in acts:
        raise Absent("act")
    if what == "lock" and not reason:
        raise Refusal("reason_missing", _REASON, field="reason", rule="L8")
    acts[what]()
    return HttpResponseRedirect(f"/staff/people/{staff_id}/?done={what}")


@require_POST
@access.staff_page("security_admin")
def password(request: HttpRequest, staff_id: uuid.UUID) -> HttpResponse:
    """Give someone a new password for one sign-in, shown once."""
    staffing.member(access.of(request).scope, staff_id=staff_id)
    staff, words = account.reset_password(staff_id=staff_id, by=access.of(request).actor, at=clock.now())
    return render(request, "staff/password_once.html", {"member": staff, "password": words})
