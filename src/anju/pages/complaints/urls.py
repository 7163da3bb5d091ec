"""Addresses below /staff/complaints/."""

from django.urls import path

from anju.pages.complaints import owned

urlpatterns = [
    path("", owned.index, name="staff_complaints"),
    path("<uuid:complaint_id>/", owned.one, name="staff_complaint"),
]
