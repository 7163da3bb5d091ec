"""Every address of the site, and the form of the library's card: a resident's, and a counter's for somebody standing there."""

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import RequestContext, Template
from django.urls import path

from anju import catalogue
from anju.config import urls
from anju.config.urls import handler400, handler404, handler500
from anju.law.case import form as law
from anju.law.refusal import Refusals
from anju.queries.case import known
from anju.web import access, case_form, clock, problems, uploads

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

PAGE = Template(
    """{% extends "base_citizen.html" %}{% load i18n anju %}
{% block title %}{% translate "安居" %}{% endblock %}
{% block main %}<h1>借书证</h1>{% problems errors %}
<form method="post" enctype="multipart/form-data" novalidate>{% csrf_token %}{% include "web/_case_form.html" %}
<div class="actions"><button class="btn btn-primary">提交</button></div></form>{% endblock %}"""
)


def _page(request: HttpRequest, person_id: uuid.UUID, *, at_counter: bool) -> HttpResponse:
    service = catalogue.current().services["library/card"]
    form = case_form.taken(
        request, service=service, person_id=person_id, where="my_upload", at_counter=at_counter, typed={"books": 3}
    )
    errors = {}
    if request.method == "POST" and not form.again:
        on_file = known.of(person_id=person_id, service=service, on=clock.today())
        try:
            read = law.read(form.raw, service=service, known=on_file, at_counter=at_counter)
        except Refusals as refusals:
            errors = problems.of(refusals)
        else:
            told = {key: str(value) for key, value in form.told.items()}
            return JsonResponse(
                {"answers": read.answers, "papers": {one.paper: one.source for one in read.papers}, "told": told}
            )
    context = {"form": form.wrong(errors), "errors": errors}
    return HttpResponse(PAGE.render(RequestContext(request, context)), status=422 if errors else 200)


@uploads.taking
@access.resident_page
def resident(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Ask a resident."""
    return _page(request, person_id, at_counter=False)


@uploads.taking
@access.staff_page("clerk")
def counter(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Ask at a counter."""
    return _page(request, person_id, at_counter=True)


urlpatterns = [
    path("try/<uuid:person_id>/", resident),
    path("try/counter/<uuid:person_id>/", counter),
    *urls.urlpatterns,
]
