"""Addresses of oversight, below /oversight/."""

from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from anju.pages.oversight import acceptors, assumptions, levels, overview, permits, services, stuck

urlpatterns = [
    path("levels/", levels.index, name="oversight_levels"),
    path("permits/", permits.index, name="oversight_permits"),
    path("acceptors/", acceptors.index, name="oversight_acceptors"),
    path("acceptors/<uuid:acceptor_id>/", acceptors.one, name="oversight_acceptor"),
    path("services/", require_safe(services.index), name="oversight_services"),
    path("services/changes/<uuid:change_id>/", services.change, name="oversight_change"),
    path("services/<slug:office>/<slug:name>/", services.one, name="oversight_service"),
    path("assumptions/", require_safe(assumptions.index), name="oversight_assumptions"),
    path("assumptions/<slug:kind>/<path:key>/", assumptions.one, name="oversight_assumption"),
    path("overview/", require_safe(overview.index), name="oversight_overview"),
    path("overview/table/", require_POST(overview.table), name="oversight_overview_table"),
    path("overview/<slug:office>/<slug:name>/", require_safe(overview.one), name="oversight_overview_one"),
    path("stuck/", require_safe(stuck.index), name="oversight_stuck"),
    path("stuck/<uuid:case_id>/urge/", require_POST(stuck.urge), name="oversight_urge"),
    path("urged/", require_safe(stuck.urged), name="oversight_urged"),
    path("urged/<uuid:urge_id>/answer/", require_POST(stuck.answer), name="oversight_answer"),
]
