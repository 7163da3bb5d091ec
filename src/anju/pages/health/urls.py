"""Addresses of vaccinations and health leaflets."""

from django.urls import path

from anju.pages.health import child, guardian, leaflets, office

urlpatterns = [
    path("leaflets/", leaflets.index, name="leaflets"),
    path("my/children/", guardian.children, name="my_children"),
    path("my/children/<uuid:person_id>/vaccines/", guardian.plan, name="my_child_vaccines"),
    path("my/children/<uuid:person_id>/vaccines/note/", guardian.note, name="my_child_note"),
    path("health/", office.index, name="health"),
    path("health/figures/", office.figures, name="health_figures"),
    path("health/children/<uuid:person_id>/", child.one, name="health_child"),
    path("health/children/<uuid:person_id>/doses/<uuid:dose_id>/", child.dose, name="health_dose"),
    path("health/uploads/<uuid:upload_id>/", child.picture, name="health_upload"),
]
