"""The one Django app."""

from django.apps import AppConfig
from django.conf import settings

from anju.vault import keys, ring


class AnjuConfig(AppConfig):
    """Anju, whose floors are folders."""

    name = "anju"
    label = "anju"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take the key ring up; demo and test make one on first use, real mode never does."""
        if settings.DEMO:
            ring.configure(ring.ensure(path=settings.ANJU_KEYRING, cipher=keys.cipher(settings.ANJU_CIPHER)))
        elif settings.ANJU_KEYRING.exists():
            ring.configure(ring.load(settings.ANJU_KEYRING))
