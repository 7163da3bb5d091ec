"""Who is at the door and what door it is: decorators that every page but the public ones stands behind."""

import functools
import time
import uuid
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from anju.law import authority
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.queries import reference, rules, visitors
from anju.queries.scope import Scope
from anju.web import clock, errors, signin

P = ParamSpec("P")
RESIDENT = signin.RESIDENT
POST = "post_id"
SEEN = "seen_at"


class Visitor:
    """A visitor; each answer is looked up once a request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @functools.cached_property
    def resident(self) -> visitors.Resident | None:
        """The resident signed in, if any."""
        key = self._request.session.get(RESIDENT)
        return visitors.resident(resident_id=uuid.UUID(key)) if key else None

    @functools.cached_property
    def known(self) -> reference.Reference:
        """What changes seldom, asked for once a request."""
        return reference.current()

    @functools.cached_property
    def posts(self) -> list[visitors.Post]:
        """The posts the staff member holds today; empty for everyone else."""
        user = self._request.user
        if not user.is_authenticated:
            return []
        return visitors.posts(staff_id=user.pk, on=clock.today(), held=self.known)

    @functools.cached_property
    def post(self) -> visitors.Post | None:
        """The post acted in: the chosen one, or the only or first one."""
        chosen = self._request.session.get(POST)
        for post in self.posts:
            if str(post.id) == chosen:
                return post
        return self.posts[0] if self.posts else None

    @property
    def several(self) -> bool:
        """Whether there is another post to act in."""
        return len(self.posts) > 1

    @property
    def staff_id(self) -> uuid.UUID:
        """The member of staff signed in; raises Absent for everyone else."""
        key = self._request.user.pk
        if key is None:
            raise Absent("staff")
        return key

    @functools.cached_property
    def actor(self) -> Actor:
        """The visitor as an actor; raises Absent for a stranger."""
        if self.post is not None:
            return visitors.post_actor(post=self.post)
        if self.resident is not None:
            return visitors.resident_actor(who=self.resident)
        raise Absent("visitor")

    @functools.cached_property
    def scope(self) -> Scope:
        """What the acting post may see; raises Absent where there is none."""
        if self.post is None:
            raise Absent("post")
        return visitors.post_scope(post=self.post, on=clock.today(), held=self.known)

    def may(self, act: str) -> bool:
        """Tell whether the visitor's role may perform an act, for showing or hiding a button."""
        if self.post is not None:
            return authority.may(role=self.post.role, level=self.post.unit.level, act=act)
        return self.resident is not None and authority.may(role="resident", level="", act=act)


def of(request: HttpRequest) -> Visitor:
    """Return the visitor of a request."""
    visitor: Visitor = request.visitor  # type: ignore[attr-defined]
    return visitor


def resident_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let residents in; send everyone else to the phone sign-in and back here."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if of(request).resident is None:
            return HttpResponseRedirect("/sign-in/?" + urlencode({"next": request.get_full_path()}))
        return view(request, *args, **kwargs)

    return guarded


def staff_page(
    *roles: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Let staff acting in one of the roles in; for all others the page does not exist.

    Asks for the second factor outside demo mode, and signs out after the idle time of the policy (L8).
    """

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            away = _outside(request)
            if away is not None:
                return away
            owed = _owed(request)
            if owed:
                return HttpResponseRedirect(owed + "?" + urlencode({"next": request.get_full_path()}))
            post = of(request).post
            if post is None or (roles and post.role not in roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def account_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let everyone of staff in who is signed in, also while a factor or a first password is still owed."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return _outside(request) or view(request, *args, **kwargs)

    return guarded


def _outside(request: HttpRequest) -> HttpResponse | None:
    """Send to the sign-in who is not signed in, and who has rested too long; what was typed is not lost."""
    if not request.user.is_authenticated:
        return errors.signed_out(request, sign_in="/staff/sign-in/?" + urlencode({"next": request.get_full_path()}))
    if _idle(request):
        request.session.flush()
        onward = urlencode({"next": request.get_full_path(), "idle": "1"})
        return errors.signed_out(request, sign_in="/staff/sign-in/?" + onward)
    return None


def _owed(request: HttpRequest) -> str:
    """Return where something must be done before any other page: a factor set up, a first password changed."""
    if getattr(request.user, "must_change_password", False):
        return "/staff/account/password/"
    return "/staff/account/factors/" if signin.must_show_factor(request) else ""


def _idle(request: HttpRequest) -> bool:
    now = int(time.time())
    seen = request.session.get(SEEN, now)
    limit = rules.policy(place=(), on=clock.today(), held=of(request).known).idle_logout_minutes * 60
    # a write a minute is enough to know who is idle
    if now - seen > 60 or SEEN not in request.session:
        request.session[SEEN] = now
    return bool(now - seen > limit)
