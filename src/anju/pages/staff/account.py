"""One's own account: password, second factors."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from anju.actions import account
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.web import access, clock, forms, preferences, problems

FIELDS = (
    forms.Field(name="old", label=_("原密码"), kind="password", autocomplete="current-password"),
    forms.Field(
        name="password",
        label=_("新密码"),
        kind="password",
        autocomplete="new-password",
        hint=_("至少十二个字；可以是一句好记的话"),
    ),
    forms.Field(name="again", label=_("再输一遍新密码"), kind="password", autocomplete="new-password"),
)
_DIFFER = Text(zh="两次输入的新密码不一样。", en="The two new passwords differ.")


@access.account_page
def overview(request: HttpRequest) -> HttpResponse:
    """Show what one can change about one's own account."""
    return render(request, "staff/account.html")


@access.account_page
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; asked for at the first sign-in before anything else."""
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            return _changed(request)
        except Refusal as refusal:
            errors = problems.of(refusal)
    shown = forms.filled(fields=FIELDS, values={}, errors=errors)
    return render(
        request, "staff/password.html", {"fields": shown, "errors": errors, "next": request.GET.get("next", "")}
    )


def _changed(request: HttpRequest) -> HttpResponse:
    typed: dict[str, Any] = forms.typed(fields=FIELDS, data=request.POST)
    if typed["password"] != typed["again"]:
        raise Refusal("passwords_differ", _DIFFER, field="again")
    by = access.of(request).actor
    staff = account.change_password(
        staff_id=access.of(request).staff_id, old=typed["old"], new=typed["password"], by=by, at=clock.now()
    )
    # all other sessions of this account end with the old password; this one goes on
    update_session_auth_hash(request, staff)
    return HttpResponseRedirect(preferences.onward(request, otherwise="/staff/account/"))
