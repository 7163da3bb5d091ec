"""How a reader wants pages: language and type size, kept in cookies, set by plain forms."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

LARGE = "anju_large"
KEPT = 400 * 24 * 3600  # seconds; browsers keep no cookie longer


def onward(request: HttpRequest, *, otherwise: str = "/") -> str:
    """Return the page asked for by `next` if it is one of ours, never another site's."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else otherwise


def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen and go back to the page it was chosen on."""
    chosen = request.POST.get("language", "")
    answer = HttpResponseRedirect(onward(request))
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=KEPT, samesite="Lax", secure=request.is_secure()
        )
    return answer


def large_type(request: HttpRequest) -> HttpResponse:
    """Switch 长辈模式 on or off and go back."""
    answer = HttpResponseRedirect(onward(request))
    if request.POST.get("large") == "1":
        answer.set_cookie(LARGE, "1", max_age=KEPT, samesite="Lax", secure=request.is_secure())
    else:
        answer.delete_cookie(LARGE, samesite="Lax")
    return answer
