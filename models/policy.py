"""What the working group may set: how long a reply may take, and how many are asked at once."""

from dataclasses import dataclass

from models.days import Pause

JULY = Pause(7, 1, 7, 31)
CHRISTMAS = Pause(12, 20, 1, 7)


@dataclass(frozen=True)
class Policy:
    """The settings that operations read. The defaults are those the working group agreed on.

    Parameters
    ----------
    reply_working_days : int
        How long both sides have to say yes or no.
    remind_after_working_days : int
        When the silent side is reminded.
    extension_working_days : int
        By how much the reply time is prolonged, once, when an employer asks to meet first.
    pauses : tuple of Pause
        Days that do not count.
    grace_minutes : int
        How long a confirmed match of a rolling round waits before its letters go: time to undo.
    candidates_per_place : int
        How many candidates may be offered at once for each place that is left.
    link_days_after_reply : int
        How long a signed link can still be opened, to read how it ended, after the reply time.
    university_domains : tuple of str
        Ends of addresses that the university gives its students: who has one is recognised.
    lets_in_other_universities : bool
        Whether somebody who is not recognised yet may take part.
    check_in_days : int
        How many days after its first day a placement's two sides are asked how it goes.
    invitation_days : int
        How long a colleague's invitation can be accepted.
    confirm_booking_hours : int
        How long a teacher has to confirm what they booked or asked for. No seat is held meanwhile.
    keep_applications_days : int
        For how long after the last that happened a submitted profile and its matches are kept,
        though the person asks to be erased. They are public records: the municipality's archive
        authority adopts the figure, and this one, two years, is a proposal until it has.
    keep_run_log_days : int
        For how long what a run of the matcher found is kept, at the least: half a year, as the
        EU's regulation on artificial intelligence asks of logs.
    municipality_code : str
        The code of the municipality whose service this is: who stays there, and who comes.
    survey_months : tuple of int
        How many months after the end of somebody's last placement, or after their expected
        graduation if that is later, they are asked what came of it.
    survey_remind_days : int
        How many days after they were asked the silent are reminded, once.
    survey_close_days : int
        For how many days a question can be answered.
    address_days : int
        How many days before their graduation students are asked for a private address.
    """

    reply_working_days: int = 10
    remind_after_working_days: int = 5
    extension_working_days: int = 10
    pauses: tuple[Pause, ...] = (JULY, CHRISTMAS)
    grace_minutes: int = 10
    candidates_per_place: int = 3
    link_days_after_reply: int = 30
    university_domains: tuple[str, ...] = ("student.miun.se", "miun.se")
    lets_in_other_universities: bool = True
    check_in_days: int = 14
    invitation_days: int = 14
    confirm_booking_hours: int = 48
    keep_applications_days: int = 2 * 365
    keep_run_log_days: int = 184
    municipality_code: str = "2280"
    survey_months: tuple[int, ...] = (6, 12, 24)
    survey_remind_days: int = 14
    survey_close_days: int = 60
    address_days: int = 90


DEFAULT = Policy()
