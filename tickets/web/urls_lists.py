"""The home screens, the lists, the figures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
