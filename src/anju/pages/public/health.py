"""Whether the service can do its work, for load balancers and watchers."""

from django.http import HttpRequest, JsonResponse

from anju.queries import health


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, 503 when it doesn't; says nothing else."""
    well = health.database_answers()
    return JsonResponse({"status": "ok" if well else "unavailable"}, status=200 if well else 503)
