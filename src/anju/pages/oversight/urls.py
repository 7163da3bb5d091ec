"""Addresses of oversight, below /oversight/."""

from django.urls import path

from anju.pages.oversight import levels

urlpatterns = [path("levels/", levels.index, name="oversight_levels")]
