"""Addresses of the residence permit, below /my/permit/."""

from django.urls import path

from anju.pages.citizen.permit import card, check, code, endorsing, files, home, questions, start

urlpatterns = [
    path("", home.home, name="my_permit"),
    path("apply/", start.start, name="my_permit_start"),
    path("apply/drop/", start.drop, name="my_permit_drop"),
    path("apply/check/", check.check, name="my_permit_check"),
    path("apply/<slug:slug>/", questions.question, name="my_permit_question"),
    path("of/<uuid:person_id>/", home.one, name="my_permit_of"),
    path("of/<uuid:person_id>/apply/", start.apply, name="my_permit_apply"),
    path("of/<uuid:person_id>/code/", code.code, name="my_permit_code"),
    path("of/<uuid:person_id>/endorse/", endorsing.endorse, name="my_permit_endorse"),
    path("of/<uuid:person_id>/endorse/withdraw/", endorsing.unask, name="my_permit_unask"),
    path("of/<uuid:person_id>/object/", endorsing.object_end, name="my_permit_object"),
    path("of/<uuid:person_id>/card/", card.trouble, name="my_permit_card"),
    path("of/<uuid:person_id>/card/new/", start.new_card, name="my_permit_new_card"),
    path("of/<uuid:person_id>/hand-back/", card.hand_back, name="my_permit_hand_back"),
    path("of/<uuid:person_id>/papers/<slug:paper>/", files.notice, name="my_permit_notice"),
    path("files/<uuid:file_id>/", files.file, name="my_permit_file"),
    path("files/<uuid:file_id>/complete/", files.complete, name="my_permit_file_complete"),
    path("files/<uuid:file_id>/withdraw/", files.withdraw, name="my_permit_file_withdraw"),
    path("files/<uuid:file_id>/papers/<slug:paper>/", files.paper, name="my_permit_file_paper"),
]
