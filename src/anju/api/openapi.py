"""Completes the OpenAPI document: problems have a media type of their own."""

from ninja.openapi.schema import OpenAPISchema

from anju.api import problems

DESCRIPTION = (
    "Registration of residence for machines: the same acts, rules and rights as the pages. Send "
    "`Authorization: Bearer <token>`; a token acts in one post and sees what that post sees. Each write carries an "
    "`Idempotency-Key`. Errors are problem+json with the path of each wrong entry, in Chinese or (Accept-Language: en) "
    "English. Reading a person's record leaves a trace that the person can see."
)


def completed(document: OpenAPISchema) -> OpenAPISchema:
    """Give every 4xx answer its media type."""
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400 and "content" in answer:
                    answer["content"] = {problems.MEDIA_TYPE: answer["content"].pop("application/json")}
    return document
