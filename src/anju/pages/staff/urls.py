"""Addresses below /staff/."""

from allauth.account import views as account_views
from django.urls import include, path

from anju.pages.staff import account, home

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
]
