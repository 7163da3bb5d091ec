"""Addresses of oversight, below /oversight/."""

from django.urls import path

from anju.pages.oversight import acceptors, levels, permits

urlpatterns = [
    path("levels/", levels.index, name="oversight_levels"),
    path("permits/", permits.index, name="oversight_permits"),
    path("acceptors/", acceptors.index, name="oversight_acceptors"),
    path("acceptors/<uuid:acceptor_id>/", acceptors.one, name="oversight_acceptor"),
]
