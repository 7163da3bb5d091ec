"""The library that the counter's templates load as "counter"."""

import functools

from django import template
from django.template import loader
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from anju.pages.counter import words

register = template.Library()

register.filter("masked", words.masked)
register.filter("state_text", words.state_text)
register.filter("channel_text", words.channel_text)
register.filter("missing_text", words.missing_text)
register.filter("found_text", words.found_text)
register.filter("entry_text", words.entry_text)
register.filter("end_text", words.end_text)
register.filter("place_name", words.place_name)


@register.filter
def state_badge(state: str) -> SafeString:
    """Return a state as its badge; a list repeats the same few, so each is made once a language."""
    return _badge(state, get_language() or "")


@functools.lru_cache(maxsize=64)
def _badge(state: str, language: str) -> SafeString:
    return mark_safe(loader.render_to_string("counter/_state.html", {"state": state}))  # noqa: S308
