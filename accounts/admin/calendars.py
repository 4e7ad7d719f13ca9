from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse

from accounts import clock
from accounts.models import Calendar, Closure, SchoolHoliday
from accounts.queries.calendars import zones_running_out
from accounts.rules.standard_calendars import running_out
from accounts.rules.stored_hours import in_words


class SaysWhenHolidaysRunOut(admin.ModelAdmin):
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        for zone, last in zones_running_out(clock.today()).items():
            messages.warning(request, running_out(zone, last))
        return super().changelist_view(request, extra_context)


class ClosureInline(admin.TabularInline):
    model = Closure
    extra = 1


@admin.register(Calendar)
class CalendarAdmin(SaysWhenHolidaysRunOut):
    inlines = (ClosureInline,)
    list_display = ("name", "hours", "bank_holidays", "zone")
    search_fields = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "weekly_hours", "timezone")}),
        ("Jours fermés", {"fields": ("bank_holidays", "subdivision", "zone")}),
    )

    @admin.display(description="heures")
    def hours(self, calendar: Calendar) -> str:
        return in_words(calendar.weekly_hours)


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(SaysWhenHolidaysRunOut):
    list_display = ("label", "zone", "starts_on", "ends_on")
    list_filter = ("zone",)
    date_hierarchy = "starts_on"
    ordering = ("-starts_on", "zone")
