"""Danish days and hours: public holidays, hverdage, clock changes, deadlines and their words.

Takes dates and instants that the caller gives; gives dates, aware UTC instants and text.
Afterwards true: nothing here reads a clock, a file or a time zone of the machine.
The rules are written in docs/calendar.md.
"""

from bekymring.calendar_dk.clock import (
    danish_date,
    end_of_day,
    from_danish,
    is_repeated,
    start_of_day,
    to_danish,
)
from bekymring.calendar_dk.deadline import (
    Unit,
    WorkingDayReadings,
    deadline,
    last_day,
    working_day_readings,
)
from bekymring.calendar_dk.errors import CalendarError, CalendarReason
from bekymring.calendar_dk.holidays import easter_sunday, public_holidays
from bekymring.calendar_dk.iso import parse_iso_date, parse_iso_instant
from bekymring.calendar_dk.limits import FIRST_DAY, FIRST_INSTANT, LAST_DAY, LAST_INSTANT
from bekymring.calendar_dk.spans import (
    add_days,
    add_months,
    add_years,
    age_on,
    days_between,
    seconds_between,
    whole_months_between,
    whole_weeks_between,
    whole_years_between,
)
from bekymring.calendar_dk.words import (
    format_date,
    format_duration,
    format_instant,
    weekday_name,
)
from bekymring.calendar_dk.working_days import WorkingCalendar, add_working_days, is_working_day

__all__ = [
    "FIRST_DAY",
    "FIRST_INSTANT",
    "LAST_DAY",
    "LAST_INSTANT",
    "CalendarError",
    "CalendarReason",
    "Unit",
    "WorkingCalendar",
    "WorkingDayReadings",
    "add_days",
    "add_months",
    "add_working_days",
    "add_years",
    "age_on",
    "danish_date",
    "days_between",
    "deadline",
    "easter_sunday",
    "end_of_day",
    "format_date",
    "format_duration",
    "format_instant",
    "from_danish",
    "is_repeated",
    "is_working_day",
    "last_day",
    "parse_iso_date",
    "parse_iso_instant",
    "public_holidays",
    "seconds_between",
    "start_of_day",
    "to_danish",
    "weekday_name",
    "whole_months_between",
    "whole_weeks_between",
    "whole_years_between",
    "working_day_readings",
]
