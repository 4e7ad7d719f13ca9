"""The one signal of the project: the bell rung after each event is committed."""

from django.dispatch import Signal

#: Sent robustly, on commit, with `event_id`. A bell, not a courier: a sweep finds what it missed.
event_recorded = Signal()
