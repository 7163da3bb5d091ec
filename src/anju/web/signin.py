"""Staff sign-in: password, lock after failures, no sign-up. Source: L8."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from anju.actions import account
from anju.web import clock


class StaffBackend(BaseBackend):
    """Checks a staff member's password; the lock counts in the database, so it holds across servers."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> AbstractBaseUser | None:
        """Return the staff member, or None alike for an unknown name, a wrong password and a locked account."""
        if not username or password is None:
            return None
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            # as long as for a known name, so that time tells nothing
            make_password(password)
            return None
        return account.try_password(staff_id=user.pk, password=password, at=clock.now())

    def get_user(self, user_id: Any) -> AbstractBaseUser | None:
        """Return the active staff member of a session."""
        return get_user_model().objects.filter(pk=user_id, is_active=True, locked_at=None).first()


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up here: staff are added by the security administrator (L9)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell that sign-up is closed."""
        return False
