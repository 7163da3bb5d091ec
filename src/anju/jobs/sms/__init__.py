"""this package hands an SMS to whoever carries it; settings.SMS_ADAPTER names the carrier."""

from django.conf import settings

from anju.jobs.sms import gateway, outbox
from anju.jobs.sms.outcome import Carrier

__all__ = ["Carrier", "carrier"]


def carrier() -> Carrier:
    """this is what sends (id, phone, text); ValueError names a wrong setting."""
    if settings.SMS_ADAPTER == "outbox":
        return outbox.carrier(folder=settings.SMS_OUTBOX)
    if settings.SMS_ADAPTER == "http":
        return gateway.carrier(
            gateway.Request(
                url=settings.SMS_GATEWAY_URL,
                method=settings.SMS_GATEWAY_METHOD,
                headers=dict(settings.SMS_GATEWAY_HEADERS),
                body=settings.SMS_GATEWAY_BODY,
                ok=settings.SMS_GATEWAY_OK,
                timeout=settings.SMS_GATEWAY_TIMEOUT,
            )
        )
    raise ValueError(f"ANJU_SMS must be outbox or http, not {settings.SMS_ADAPTER!r}.")
