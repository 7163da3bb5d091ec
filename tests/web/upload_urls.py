"""Every address of the site, and one page whose form takes a name, a portrait and papers."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from anju.config import urls
from anju.config.urls import handler400, handler404, handler500
from anju.web import access, uploads

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

PAGE = Template(
    """{% extends "base_citizen.html" %}{% load i18n anju %}
{% block title %}{% translate "安居" %}{% endblock %}
{% block main %}<h1>试一试</h1>
<form method="post" enctype="multipart/form-data">{% csrf_token %}
<div class="field"><label class="form-label" for="f-name">姓名</label>
<input class="form-control" id="f-name" name="name" value="{{ name }}"></div>
{% include "web/_upload.html" with u=portrait %}{% include "web/_upload.html" with u=papers %}
<div class="actions"><button class="btn btn-primary" name="go" value="1">下一步</button></div></form>{% endblock %}
{% block scripts %}{{ block.super }}{% include "web/_upload_script.html" %}{% endblock %}"""
)


@uploads.taking
@access.resident_page
def trial(request: HttpRequest) -> HttpResponse:
    """Ask for a name and pictures, and say which were given once everything is there."""
    held = [uuid.UUID(key) for key in request.GET.getlist("held")]
    portrait = uploads.taken(
        request, name="portrait", purpose="portrait", label="相片", where="my_upload", camera="user", held=held
    )
    papers = uploads.taken(request, name="papers", purpose="proof", label="材料", where="my_upload", most=2, camera="")
    name = request.POST.get("name", "")
    if request.method == "POST" and not portrait.again and not papers.again:
        portrait = portrait.demand()
        if name and not portrait.error and not papers.error:
            return HttpResponse(" ".join(str(key) for key in (*portrait.ids, *papers.ids)), content_type="text/plain")
    context = {"name": name, "portrait": portrait, "papers": papers}
    return HttpResponse(PAGE.render(RequestContext(request, context)))


urlpatterns = [path("try/", trial), *urls.urlpatterns]
