"""Addresses below /staff/."""

from allauth.account import views as account_views
from django.urls import include, path

from anju.pages.staff import account, audit, calendars, clients, delivery, home, inbox, keys, people, policy

urlpatterns = [
    path("", home.home, name="staff_home"),
    path("posts/", home.posts, name="staff_posts"),
    path("sign-in/", account_views.login, name="account_login"),
    path("sign-out/", account_views.logout, name="account_logout"),
    path("inactive/", home.inactive, name="account_inactive"),
    path("account/", account.overview, name="staff_account"),
    path("account/password/", account.password, name="account_change_password"),
    path("account/confirm/", account_views.reauthenticate, name="account_reauthenticate"),
    path("account/factors/", include("allauth.mfa.urls")),
    path("inbox/", inbox.inbox, name="staff_inbox"),
    path("inbox/<uuid:message_id>/", inbox.message, name="staff_message"),
    # the system administrator
    path("calendars/", calendars.years, name="calendars"),
    path("messages/", delivery.undelivered, name="staff_undelivered"),
    path("policy/", policy.values, name="policy"),
    path("policy/<slug:key>/", policy.value, name="policy_value"),
    # the security administrator
    path("people/", people.people, name="people"),
    path("people/new/", people.add, name="person_new"),
    path("people/<uuid:staff_id>/", people.person, name="staff_person"),
    path("people/<uuid:staff_id>/password/", people.password, name="staff_password"),
    path("people/<uuid:staff_id>/posts/<uuid:post_id>/end/", people.dismiss, name="staff_dismiss"),
    path("people/<uuid:staff_id>/<slug:what>/", people.act, name="staff_act"),
    path("clients/", clients.clients, name="clients"),
    path("clients/new/", clients.add, name="client_new"),
    path("clients/<uuid:client_id>/revoke/", clients.revoke, name="client_revoke"),
    path("keys/", keys.overview, name="keys"),
    path("keys/<slug:kind>/", keys.rotate, name="key_rotate"),
    # the audit administrator
    path("audit/", audit.acts, name="audit"),
    path("audit/seals/", audit.seals, name="seals"),
]
