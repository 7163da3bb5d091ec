"""The page that describes the interface to people, made from the OpenAPI document itself."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from anju.api import problems
from anju.api.service import service


@dataclass(frozen=True)
class Operation:
    """One operation, as the page shows it."""

    method: str
    path: str
    scope: str
    text: str
    parameters: list[dict[str, Any]]
    body: str
    answer: str


@dataclass(frozen=True)
class Shape:
    """One shape of what is sent or answered."""

    name: str
    text: str
    fields: list[tuple[str, str, bool, str]]


def page(request: HttpRequest) -> HttpResponse:
    """Show the interface, in Chinese or (Accept-Language: en) English headings."""
    language = problems.language_of(request)
    document = service.get_openapi_schema(path_prefix="/api/v1/")
    with translation.override("en" if language == "en" else "zh-hans"):
        context = {
            "operations": _operations(document),
            "shapes": _shapes(document["components"]["schemas"]),
            "problems": [(status, title.in_language(language)) for status, title in problems.TITLES.items()],
            "language": language,
        }
        return render(request, "api/docs.html", context)


def _operations(document: dict[str, Any]) -> list[Operation]:
    return [
        Operation(
            method=method.upper(),
            path=path,
            scope=operation.get("x-scope", ""),
            text=operation.get("description", ""),
            parameters=operation.get("parameters", []),
            body=_name(operation.get("requestBody", {})),
            answer=next(_name(answer) for status, answer in operation["responses"].items() if int(status) < 300),
        )
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]


def _name(holder: dict[str, Any]) -> str:
    content: dict[str, Any] = next(iter(holder.get("content", {}).values()), {})
    return str(content.get("schema", {}).get("$ref", "")).rpartition("/")[2]


def _shapes(schemas: dict[str, Any]) -> list[Shape]:
    return [
        Shape(
            name=name,
            text=schema.get("description", ""),
            fields=[
                (field, _kind(value), field in schema.get("required", []), value.get("description", ""))
                for field, value in schema.get("properties", {}).items()
            ],
        )
        for name, schema in schemas.items()
        if "properties" in schema
    ]


def _kind(value: dict[str, Any]) -> str:
    if "enum" in value:
        return " | ".join(str(one) for one in value["enum"])
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2]
    if "anyOf" in value:
        return " | ".join(_kind(one) for one in value["anyOf"])
    if value.get("type") == "array":
        return f"[{_kind(value.get('items', {}))}]"
    return str(value.get("format") or value.get("const") or value.get("type", ""))
