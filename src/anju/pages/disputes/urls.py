"""Addresses below /disputes/: the desk of the labour and justice offices."""

from django.urls import path

from anju.pages.disputes import desk, papers, waiting

urlpatterns = [
    path("", waiting.index, name="disputes"),
    path("lawyers/", waiting.lawyers, name="disputes_lawyers"),
    path("figures/", waiting.figured, name="disputes_figures"),
    path("<uuid:case_id>/", desk.one, name="dispute"),
    path("<uuid:case_id>/invitation/<uuid:session_id>/", papers.invited, name="dispute_invitation"),
    path("<uuid:case_id>/agreement/", papers.agreed, name="dispute_agreement"),
]
