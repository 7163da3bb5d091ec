"""Addresses of bodies that keep a list, and of departments that refer, below /partner/."""

from django.urls import path

from anju.pages.partner import refer, roster, table

urlpatterns = [
    path("", roster.index, name="partner"),
    path("new/", roster.new, name="partner_new"),
    path("end/", roster.end, name="partner_end"),
    path("import/", table.index, name="partner_import"),
    path("import/template/", table.template, name="partner_template"),
    path("import/marked/", table.marked, name="partner_marked"),
    path("refer/", refer.index, name="refer"),
    path("poster/", refer.poster, name="refer_poster"),
]
