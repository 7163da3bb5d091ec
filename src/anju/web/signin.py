"""Staff sign-in: password, lock after failures, second factor, no sign-up. Source: L8."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from anju.actions import account
from anju.queries import sessions, visitors
from anju.vault import seal
from anju.web import clock

RESIDENT = "resident_id"
SECOND = "mfa"
COLUMN = "staff.factor"


class StaffBackend(BaseBackend):
    """Checks a staff member's password; the lock counts in the database, so it holds across servers."""

    def authenticate(self, request: HttpRequest | None, **kwargs: Any) -> visitors.Staff | None:
        """Return the staff member, or None alike for an unknown name, a wrong password and a locked account."""
        username, password = kwargs.get("username"), kwargs.get("password")
        if not username or password is None:
            return None
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            # as long as for a known name, so that time tells nothing
            make_password(password)
            return None
        return account.try_password(staff_id=user.pk, password=password, at=clock.now())

    def get_user(self, user_id: Any) -> visitors.Staff | None:
        """Return the active staff member of a session."""
        return sessions.staff(staff_id=user_id)


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up here: staff are added by the security administrator (L9)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell that sign-up is closed."""
        return False

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """Return what is wrong in our words, in both languages."""
        # one sentence for an unknown name, a wrong password and a locked account: nobody learns which names exist
        words = {
            "username_password_mismatch": _("登录名或密码不对。连续错五次账号会锁定，请找本单位的安全管理员。"),
            "too_many_login_attempts": _("试得太频繁了，请过几分钟再试。"),
            "rate_limited": _("试得太频繁了，请过几分钟再试。"),
            "incorrect_password": _("密码不对。"),
        }
        if code in words:
            return ValidationError(words[code], code=code)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Turn away whoever is locked, inactive or without a post, whichever way they signed in."""
        if account.is_open(staff_id=user.pk, at=clock.now()) and visitors.posts(staff_id=user.pk, on=clock.today()):
            return None
        return HttpResponseRedirect("/staff/inactive/")

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in under a new session key, leave any resident's session behind, and put it on record."""
        for key in (RESIDENT, "post_id", "seen_at"):
            request.session.pop(key, None)
        super().login(request, user)
        post = visitors.posts(staff_id=user.pk, on=clock.today())[0]
        account.signed_in(by=visitors.post_actor(post=post), at=clock.now(), second_factor=used_factor(request))

    def logout(self, request: HttpRequest) -> None:
        """Put the end of the session on record, then end it."""
        held = visitors.posts(staff_id=request.user.pk, on=clock.today()) if request.user.is_authenticated else []
        if held:
            account.signed_out(by=visitors.post_actor(post=held[0]), at=clock.now())
        super().logout(request)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals the secrets of second factors, and says in our words what is wrong with a code."""

    def encrypt(self, text: str) -> str:
        """Return a secret sealed."""
        return base64.b64encode(seal.seal(text=text, column=COLUMN, owner=COLUMN)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret in the clear."""
        return seal.unseal(data=base64.b64decode(encrypted_text), column=COLUMN, owner=COLUMN)

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """Return what is wrong in our words."""
        if code == "incorrect_code":
            return ValidationError(_("验证码不对或已过期，请输入最新的一个。"), code=code)
        error: ValidationError = super().validation_error(code, *args)
        return error


class FactorForm(AuthenticateForm):  # type: ignore[misc]
    """Asks for the second factor at sign-in; a wrong code counts towards the lock like a wrong password."""

    def clean_code(self) -> str:
        """Return the code if it is right."""
        return _counted(self, super().clean_code)


class FactorAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """Asks for the second factor again before something delicate."""

    def clean_code(self) -> str:
        """Return the code if it is right."""
        return _counted(self, super().clean_code)


def _counted(form: Any, check: Any) -> str:
    if not account.is_open(staff_id=form.user.pk, at=clock.now()):
        # a right code does not open a locked account either, and the answer does not tell right from wrong
        raise FactorAdapter().validation_error("incorrect_code")
    try:
        code: str = check()
    except ValidationError:
        account.factor_failed(staff_id=form.user.pk, at=clock.now())
        raise
    return code


def used_factor(request: HttpRequest) -> str:
    """Return the second factor this session has shown: totp, webauthn, recovery_codes, or nothing."""
    records = get_authentication_records(request, request.user) if request.user.is_authenticated else []
    return next((str(record.get("type", "")) for record in reversed(records) if record.get("method") == SECOND), "")


def must_show_factor(request: HttpRequest) -> bool:
    """Tell whether a second factor is still owed; demo mode may skip it (L8)."""
    return not settings.DEMO and not used_factor(request)
