"""Addresses of the public page of receipts and permits."""

from django.urls import path
from django.views.decorators.http import require_safe

from anju.pages.public import verify

urlpatterns = [
    path("verify/", verify.verify, name="verify"),
    path("verify/offline/", require_safe(verify.offline), name="verify_offline"),
    # capitals in the QR, small letters when typed
    path("V/<str:code>", require_safe(verify.code), name="verify_code"),
    path("v/<str:code>", require_safe(verify.code), name="verify_code_small"),
    path("V/", verify.again),
    path("v/", verify.again),
    path(".well-known/anju-keys.json", require_safe(verify.keys), name="verify_keys"),
]
