"""The routing simulator."""

from django.urls import path

from . import simulator

urlpatterns = [path("pilotage/simulateur/", simulator.simulator, name="simulator")]
