"""The description of the API: the OpenAPI document, and the page that shows it."""

from functools import cache
from typing import Any

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class SchemaView(APIView):
    """The document, in JSON or YAML."""

    schema = None
    renderer_classes = (JSONRenderer, OpenApiJsonRenderer, OpenApiYamlRenderer)

    def get(self, request: Request) -> Response:
        return Response(document())


@cache
def document() -> Any:
    """The same for everybody: what one may do is said ticket by ticket."""
    return SchemaGenerator().get_schema(request=None, public=True)


class DocsView(SpectacularSwaggerSplitView):
    """The documentation page: its scripts come from this site, as its Content Security Policy wants."""

    url = "../schema/"
    template_name = "accounts/api_docs.html"
    title = f"{settings.SPECTACULAR_SETTINGS['TITLE']} : l'API"
