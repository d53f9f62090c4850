"""The one thing that a student should do next, if anything waits for them."""

from collections.abc import Iterable, Sequence

from flask import url_for
from flask_babel import gettext as _

from models.matches import Match
from models.people import Student
from models.surveys import Survey
from models.words import MatchState, ProfileState, Side, SurveyState
from web.filters import days_left, deadline
from web.next_things import NextThing
from web.students.profile import step_address
from web.students.profile_steps import FIRST, REVIEW, list_missing


def next_thing(
    student: Student | None,
    matches: Sequence[Match],
    to_check_in: Sequence[Match] = (),
    surveys: Sequence[Survey] = (),
) -> NextThing | None:
    """Give the one thing to do next: an answer first, the profile, how it goes, what came of it."""
    if student is None:
        return NextThing(
            _("Begin your profile"),
            _("Seven short steps, about five minutes. What you write is saved as you go."),
            _("Begin the profile"),
            step_address(FIRST),
        )
    return (
        _answer(matches)
        or (_profile(student) if student.state is ProfileState.DRAFT else None)
        or _check_in(to_check_in)
        or _evaluation(matches)
        or _survey(surveys)
    )


def in_order(matches: Iterable[Match]) -> list[Match]:
    """Give the matches as a student wants them: what waits for them first, by its deadline."""

    def key(match: Match) -> tuple[bool, float, int]:
        if match.reply_by is None or not match.awaits(Side.STUDENT):
            return True, 0.0, 0
        return False, match.reply_by.timestamp(), match.id

    return sorted(matches, key=key)


def is_over(match: Match) -> bool:
    """Whether nothing more comes of a match."""
    if match.state is MatchState.COMPLETED:
        return tells_evaluation(match)
    return match.state not in {MatchState.OFFERED, MatchState.AGREED, MatchState.PLACED}


def tells_evaluation(match: Match) -> bool:
    """Whether the student has told how a completed placement went."""
    return any(given.side is Side.STUDENT for given in match.evaluations)


def _answer(matches: Sequence[Match]) -> NextThing | None:
    match = next((match for match in matches if match.awaits(Side.STUDENT)), None)
    if match is None or match.reply_by is None:
        return None
    by = match.reply_by
    return NextThing(
        _("Answer: %(title)s, %(employer)s", **_words(match)),
        _("By %(day)s (%(left)s).", day=deadline(by), left=days_left(by)),
        _("Read and answer"),
        url_for("students.matches_show", match_id=match.id),
    )


def _profile(student: Student) -> NextThing:
    missing = list_missing(student)
    if not missing:
        return NextThing(
            _("Hand in your profile"),
            _("Everything that a match needs is there. Look it through and hand it in."),
            _("Look it through"),
            step_address(REVIEW),
        )
    return NextThing(
        _("Go on with your profile"),
        _("Still missing: %(what)s.", what=", ".join(str(each.label) for each in missing)),
        _("Go on"),
        step_address(missing[0].step.name),
    )


def _check_in(matches: Sequence[Match]) -> NextThing | None:
    for match in matches[:1]:
        return NextThing(
            _("How is it going? %(title)s", **_words(match)),
            _("One question. Only the working group reads your answer."),
            _("Tell how it is going"),
            url_for("students.check_ins_tell", match_id=match.id),
        )
    return None


def _survey(surveys: Sequence[Survey]) -> NextThing | None:
    for survey in surveys:
        if survey.state is SurveyState.ASKED:
            return NextThing(
                _("What came of it?"),
                _("Six questions, about two minutes. You need not answer."),
                _("Answer or say no"),
                url_for("students.surveys_answer", survey_id=survey.id),
            )
    return None


def _evaluation(matches: Sequence[Match]) -> NextThing | None:
    for match in matches:
        if match.state is MatchState.COMPLETED and not tells_evaluation(match):
            return NextThing(
                _("Tell us how it went: %(title)s", **_words(match)),
                _("Three questions. Only the working group reads your answers."),
                _("Tell how it went"),
                url_for("students.matches_evaluate", match_id=match.id),
            )
    return None


def _words(match: Match) -> dict[str, str]:
    return {"title": match.offer.title, "employer": match.offer.employer.shown_name}
