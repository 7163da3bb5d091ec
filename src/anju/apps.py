"""The one Django app."""

from django.apps import AppConfig


class AnjuConfig(AppConfig):
    """Anju, whose floors are folders."""

    name = "anju"
    label = "anju"
    default_auto_field = "django.db.models.BigAutoField"
