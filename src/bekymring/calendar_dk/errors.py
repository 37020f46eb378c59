"""What the calendar cannot answer, as a closed list of reasons with words.

One value stands for one refusal.
INVARIANT: an error carries its reason only, never the date, hour or amount that was given.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bekymring.frozen import frozen


class CalendarReason(StrEnum):
    """Why a calendar question has no answer (docs/calendar.md, section Refusals)."""

    OUTSIDE_DAYS = "outside-days"
    OUTSIDE_CLOCK_TABLE = "outside-clock-table"
    NOT_AN_INSTANT = "not-an-instant"
    SKIPPED_HOUR = "skipped-hour"
    INSTANT_WITHOUT_OFFSET = "instant-without-offset"
    CIVIL_TIME_WITH_OFFSET = "civil-time-with-offset"
    DAY_WITH_HOUR = "day-with-hour"
    HOURS_FROM_A_DAY = "hours-from-a-day"
    DAYS_FROM_HOURS = "days-from-hours"
    AMOUNT_TOO_SMALL = "amount-too-small"
    NO_SUCH_DAY_IN_CALENDAR = "no-such-day-in-calendar"
    NO_WORKING_DAYS = "no-working-days"


@frozen
class _Words:
    danish: str
    english: str


_WORDS: Final[Mapping[CalendarReason, _Words]] = MappingProxyType(
    {
        CalendarReason.OUTSIDE_DAYS: _Words(
            danish="Datoen ligger uden for 1. januar 1900 til 31. december 2199. Skriv en dato "
            "i det tidsrum.",
            english="The date lies outside 1 January 1900 to 31 December 2199. Write a date in that period.",
        ),
        CalendarReason.OUTSIDE_CLOCK_TABLE: _Words(
            danish="Tidspunktet ligger uden for 1980 til 2099, hvor sommertiden er kendt. "
            "Skriv et tidspunkt i de år, eller brug en dato uden klokkeslæt.",
            english="The instant lies outside 1980 to 2099, where the clock changes are known. "
            "Write an instant in those years, or use a date without an hour.",
        ),
        CalendarReason.NOT_AN_INSTANT: _Words(
            danish="Tidspunktet kan ikke læses. Skriv det som 2026-03-06T15:40 (dansk tid), "
            "2026-03-06T14:40Z eller 2026-03-06T15:40+01:00.",
            english="The instant cannot be read. Write it as 2026-03-06T15:40 (Danish time), "
            "2026-03-06T14:40Z or 2026-03-06T15:40+01:00.",
        ),
        CalendarReason.SKIPPED_HOUR: _Words(
            danish="Klokkeslættet fandtes ikke den nat, fordi uret blev stillet frem fra 2 til "
            "3. Skriv den time, der faktisk var, eller tilføj forskellen til UTC, for "
            "eksempel +01:00.",
            english="That hour did not exist that night, because the clock went from 2 to 3. "
            "Write the hour it really was, or add the offset from UTC, for example "
            "+01:00.",
        ),
        CalendarReason.INSTANT_WITHOUT_OFFSET: _Words(
            danish="Tidspunktet siger ikke, hvilken tid det er angivet i. Angiv forskellen til "
            "UTC, eller omsæt først fra dansk tid med from_danish.",
            english="The instant does not say which time it is given in. Give its offset from "
            "UTC, or convert from Danish time with from_danish first.",
        ),
        CalendarReason.CIVIL_TIME_WITH_OFFSET: _Words(
            danish="Her ventes dansk tid uden forskel til UTC. Udelad forskellen.",
            english="Danish time without an offset from UTC is expected here. Leave the offset out.",
        ),
        CalendarReason.DAY_WITH_HOUR: _Words(
            danish="Her ventes en dato uden klokkeslæt. Brug danish_date for at få datoen i Danmark.",
            english="A date without an hour is expected here. Use danish_date to get the date in Denmark.",
        ),
        CalendarReason.HOURS_FROM_A_DAY: _Words(
            danish="En frist i timer kan ikke regnes fra en dato. Angiv et tidspunkt med "
            "klokkeslæt, eller skriv fristen i dage.",
            english="A deadline in hours cannot be counted from a date. Give an instant with "
            "its hour, or write the deadline in days.",
        ),
        CalendarReason.DAYS_FROM_HOURS: _Words(
            danish="En frist i timer ender på et klokkeslæt og har ingen sidste dag. Brug deadline.",
            english="A deadline in hours ends at an hour and has no last day. Use deadline.",
        ),
        CalendarReason.AMOUNT_TOO_SMALL: _Words(
            danish="Antallet er for lille. Skriv mindst 0, og mindst 1 når den første dag regnes med.",
            english="The number is too small. Write at least 0, and at least 1 when the first day counts.",
        ),
        CalendarReason.NO_SUCH_DAY_IN_CALENDAR: _Words(
            danish="Kalenderen nævner en dag, der ikke findes. Skriv ugedage fra mandag til "
            "søndag og datoer, som et år kan have.",
            english="The calendar names a day that does not exist. Write weekdays from Monday "
            "to Sunday and dates that a year can have.",
        ),
        CalendarReason.NO_WORKING_DAYS: _Words(
            danish="Kalenderen har ingen hverdage. Lad mindst én ugedag ud over søndag være hverdag.",
            english="The calendar has no working days. Leave at least one weekday besides Sunday.",
        ),
    }
)


class CalendarError(ValueError):
    """A calendar question that has no answer, with its reason (docs/calendar.md, section Refusals).

    It survives pickling and copying, and its text holds no value from a case.
    """

    def __init__(self, reason: CalendarReason) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def danish(self) -> str:
        """The reason in Danish, with what to write instead."""
        return _WORDS[self.reason].danish

    @property
    def english(self) -> str:
        """The reason in English, with what to write instead."""
        return _WORDS[self.reason].english

    def __str__(self) -> str:
        return f"{self.danish} / {self.english}"
