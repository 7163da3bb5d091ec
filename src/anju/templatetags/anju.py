"""The library that templates load as "anju"."""

from django import template

from anju.web import kept, table, tags

register = template.Library()

register.filter("say", tags.say)
register.filter("day", tags.day)
register.filter("moment", tags.moment)
register.filter("month", tags.month)
register.filter("place", tags.place)
register.filter("office", tags.office)
register.filter("stars", tags.stars)
register.filter("dashed", tags.dashed)
register.filter("signed", tags.signed)
register.filter("hex", tags.hexadecimal)
register.simple_tag(tags.icon, name="icon")
register.simple_tag(tags.once_key, name="once_key")
register.simple_tag(tags.post_name, name="post_name")
register.simple_tag(tags.ways, name="ways")
register.simple_tag(tags.staff_ways, name="staff_ways")
register.simple_tag(tags.resident_way, name="resident_way", takes_context=True)
register.simple_tag(tags.staff_way, name="staff_way", takes_context=True)
register.simple_tag(tags.due_shown, name="due")
register.simple_tag(table.table, name="table")
register.tag("kept", kept.compiled)
register.inclusion_tag("web/rule.html", name="rule")(tags.rule)
register.inclusion_tag("web/field.html", name="field")(tags.field)
register.inclusion_tag("web/problems.html", name="problems")(tags.problems)
register.inclusion_tag("web/purpose.html", name="purpose")(tags.purpose)
register.inclusion_tag("web/pager.html", name="pager")(tags.pager)
