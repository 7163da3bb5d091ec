"""The address of the pre-check for settling."""

from django.urls import path

from anju.pages.settlement import check

urlpatterns = [path("settlement/", check.index, name="settlement")]
