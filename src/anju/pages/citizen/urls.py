"""Addresses for residents."""

from django.urls import include, path
from django.views.generic import RedirectView

from anju.pages.citizen import (
    agents,
    complaints,
    correcting,
    data,
    files,
    inbox,
    my,
    paper,
    pictures,
    province,
    rights,
    signin,
    stays,
    whose,
)
from anju.pages.citizen.declare import check, minors, outcome, question, start

urlpatterns = [
    path("sign-in/", signin.phone, name="sign_in"),
    path("sign-in/code/", signin.code, name="sign_in_code"),
    path("sign-in/whose/", whose.whose, name="sign_in_whose"),
    path("sign-in/province/", province.out, name="sign_in_province"),
    path("sign-in/province/back/", province.back, name="sign_in_province_back"),
    path("sign-out/", signin.out, name="sign_out"),
    path("d/<str:code>/", start.door, name="door"),
    path("d/<str:code>", start.door),
    path("declare/", start.start, name="declare"),
    path("declare/begin/", start.begin, name="declare_begin"),
    path("declare/afresh/", start.afresh, name="declare_afresh"),
    path("declare/exempt/info/", outcome.exempt, {"kind": "declare"}, name="declare_exempt"),
    path("declare/minors/<int:place>/", minors.one, {"kind": "declare"}, name="declare_minor"),
    path("my/", my.home, name="my"),
    path("my/declare/", RedirectView.as_view(url="/declare/")),
    path("my/find/", my.find, name="my_find"),
    path("my/messages/", inbox.inbox, name="my_messages"),
    path("my/messages/switch/", inbox.switch, name="my_messages_switch"),
    path("my/messages/<uuid:message_id>/", inbox.opened, name="my_message"),
    path("my/traces/", data.seen, name="my_traces"),
    path("my/data/<uuid:person_id>/", data.own, name="my_data"),
    path("my/data/<uuid:person_id>/agents/", agents.agents, name="my_data_agents"),
    path("my/data/<uuid:person_id>/copy/", data.copy, name="my_copy"),
    path("my/data/<uuid:person_id>/delete/", data.delete, name="my_delete"),
    path("my/rights/", rights.own, name="my_rights"),
    path("my/rights/<uuid:person_id>/", rights.own, name="my_rights_of"),
    path("my/uploads/<uuid:upload_id>/", pictures.picture, name="my_upload"),
    path("my/files/<uuid:stay_id>/", files.file, name="my_file"),
    path("my/files/<uuid:stay_id>/complete/", files.complete, name="my_file_complete"),
    path("my/files/<uuid:stay_id>/withdraw/", files.withdraw, name="my_file_withdraw"),
    path("my/permit/", include("anju.pages.citizen.permit.urls")),
    path("my/", include("anju.pages.citizen.cases.urls")),
    path("my/stays/<uuid:stay_id>/", stays.stay, name="my_stay"),
    path("my/stays/<uuid:stay_id>/confirm/", stays.confirm, name="my_stay_confirm"),
    path("my/stays/<uuid:stay_id>/move/", stays.move, name="my_stay_move"),
    path("my/stays/<uuid:stay_id>/leave/", stays.leave, name="my_stay_leave"),
    path("my/stays/<uuid:stay_id>/object/", stays.object_end, name="my_stay_object"),
    path("my/stays/<uuid:stay_id>/receipt/", paper.receipt, name="my_stay_receipt"),
    path("my/stays/<uuid:stay_id>/correct/", correcting.choose, name="my_stay_correct"),
    path("my/stays/<uuid:stay_id>/correct/<slug:field>/", correcting.ask, name="my_stay_correct_entry"),
    path("complaints/", complaints.complain, name="complain"),
    path("complaints/follow/", complaints.find, name="complaint_find"),
    path("complaints/<str:code>/", complaints.one, name="complaint"),
]
for _kind, _base in (("declare", "declare/"), ("move", "my/move/"), ("complete", "my/complete/")):
    urlpatterns += [
        path(f"{_base}check/", check.check, {"kind": _kind}, name=f"{_kind}_check"),
        path(f"{_base}not-needed/", outcome.not_needed, {"kind": _kind}, name=f"{_kind}_not_needed"),
        path(f"{_base}<slug:slug>/", question.question, {"kind": _kind}, name=f"{_kind}_question"),
    ]
