"""Addresses of public rental housing: open to all, one's own, and the desk's."""

from django.urls import path

from anju.pages.rental import desk, entry, estate, mine, papers, public

urlpatterns = [
    path("rental/", public.index, name="rental"),
    path("rental/<uuid:unit_id>/", public.office, name="rental_office"),
    path("rental/<uuid:unit_id>/results/", public.results, name="rental_results"),
    path("my/rental/", mine.index, name="my_rental"),
    path("my/rental/<uuid:entry_id>/", mine.one, name="my_rental_one"),
    path("my/rental/<uuid:entry_id>/object/", mine.protest, name="my_rental_object"),
    path("my/rental/<uuid:entry_id>/notice/", papers.own, name="my_rental_notice"),
    path("rental/desk/", desk.index, name="rental_desk"),
    path("rental/desk/figures/", desk.counted, name="rental_figures"),
    path("rental/desk/flats/", estate.flats, name="rental_flats"),
    path("rental/desk/flats/<uuid:flat_id>/", estate.flat, name="rental_flat"),
    path("rental/desk/rounds/", estate.rounds, name="rental_rounds"),
    path("rental/desk/objections/", desk.objections, name="rental_objections"),
    path("rental/desk/objections/<uuid:objection_id>/", desk.objection, name="rental_objection"),
    path("rental/desk/<uuid:entry_id>/", entry.one, name="rental_entry"),
    path("rental/desk/<uuid:entry_id>/notice/", papers.desk, name="rental_notice"),
]
