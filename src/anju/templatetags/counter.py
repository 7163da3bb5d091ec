"""The library that the counter's templates load as "counter"."""

from django import template

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
