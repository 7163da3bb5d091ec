"""{% kept name=value … %} … {% endkept %}: a part of a page that is made once and then taken from memory.

The part sees its arguments and nothing else of the page: no visitor, no request, no form token. So it can show nothing that
is not in its key, and the key is the arguments and the language; nothing leaks from one visitor, post or language to another.
Arguments are plain values, since rows of the database change while their keys stay. Nothing of residents belongs into one.
"""

import datetime
from collections.abc import Hashable
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from anju.law.wording import Text

# a part has as many shapes as its arguments have values; more than these, and it begins anew
MOST = 512
_PLAIN = frozenset({str, SafeString, bool, int, type(None), datetime.date, Text})


class KeptNode(template.Node):
    """One such part, with what it was made into."""

    def __init__(self, arguments: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.arguments, self.nodelist = arguments, nodelist
        self._held: dict[Hashable, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        """Return the part for these arguments, made now or before."""
        values = {name: given.resolve(context) for name, given in self.arguments.items()}
        key = (get_language(), *map(_key, values.values()))
        made = self._held.get(key)
        if made is None:
            alone = template.Context(values, autoescape=context.autoescape)
            alone.template = context.template
            made = self.nodelist.render(alone)
            if len(self._held) >= MOST:
                self._held.clear()
            self._held[key] = made
        return made


def compiled(parser: Parser, token: Token) -> KeptNode:
    """Read the tag; a block inside could not be overridden and is refused."""
    bits = token.split_contents()[1:]
    arguments = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError("kept takes name=value only")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError("kept can't hold a block: no page could change it")
    return KeptNode(arguments, nodelist)


def _key(value: Any) -> Hashable:
    # with its type, since 1, True and a safe string are not shown as what they equal
    if isinstance(value, tuple):
        return (tuple, *map(_key, value))
    kind = type(value)
    if kind not in _PLAIN:
        raise TypeError(f"kept takes plain values, not {kind.__name__}")
    return kind, value
