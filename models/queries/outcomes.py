"""What came of it, in figures: in groups of five people or more, and not by differencing either.

A person counts once, in the year in which they were first asked, with their last answer if there is
one: so a year is a cohort, nobody moves between years, and its response rate is of people. How
many were asked and how many answered are counts of what the service did, and always told. Answers
are told by the blocks of `models.groups`: of everybody, by year, and by stage and kind; never of a
year and a kind at once. A protected identity is counted nowhere.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from models.groups import (
    Groups,
    Tally,
    cells_of,
    groups_of,
    in_blocks,
    in_runs,
    may_be_told,
    together,
)
from models.paths import STAGE_OF
from models.people import Student
from models.surveys import Survey, SurveyCount
from models.words import Degree, InField, Kind, Residence, SurveyState

ASKED, ANSWERED = ("asked", ""), ("answered", "")
YES, NO, UNKNOWN = "yes", "no", "unknown"
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "degree": tuple(word.value for word in Degree),
    "residence": (*(word.value for word in Residence), UNKNOWN),
    "in_field": tuple(word.value for word in InField),
    "met_employer": (YES, NO),
}
# By this years and kinds are put together: nobody answered, or has changed since the last
# publication, or at least five.
HOW_MANY: Groups = {"answered": {"": ""}, "changed": {"": ""}}
# Of who was placed nowhere.
NO_KIND = ""


@dataclass(frozen=True)
class Block:
    """How many were asked and answered of a block, and what they answered.

    Parameters
    ----------
    keys : tuple of str
        What stands together: years, stages or kinds, as words.
    asked, answered : int
    cells : mapping
        For each question and answer how many gave it; None where it is told with others, whose
        sum stands under "", or cannot be told at all.
    """

    keys: tuple[str, ...]
    asked: int
    answered: int
    cells: Mapping[str, Mapping[str, int | None]]

    @property
    def rate(self) -> float | None:
        """The share of those asked who answered."""
        return self.answered / self.asked if self.asked else None


@dataclass(frozen=True)
class OutcomeFigures:
    """What came of it in a period: in whole blocks of years, for the programme is small.

    Parameters
    ----------
    since_year, until_year : int or None
        The first and the last year that the figures are of; None where nobody was asked.
    asked, answered : int
    cells : mapping
        As in `Block`.
    by_year, by_stage, by_kind : tuple of Block
        The blocks of the period; and those of all years, by stage and by kind.
    """

    since_year: int | None
    until_year: int | None
    asked: int
    answered: int
    cells: Mapping[str, Mapping[str, int | None]]
    by_year: tuple[Block, ...]
    by_stage: tuple[Block, ...]
    by_kind: tuple[Block, ...]

    @property
    def rate(self) -> float | None:
        """The share of those asked who answered."""
        return self.answered / self.asked if self.asked else None


def outcome_figures(
    session: Session, since: date | None = None, until: date | None = None
) -> OutcomeFigures:
    """Give the figures of a period: of every block of years that it touches."""
    return figures_of(list_tallies(session), since, until)


def figures_of(
    tallies: Mapping[tuple[int, str], Tally], since: date | None = None, until: date | None = None
) -> OutcomeFigures:
    """Give the figures of what people of each year and kind answered."""
    groups = groups_of(together(tallies.values()), QUESTIONS)
    by_year = _sums(tallies, lambda key: str(key[0]))
    runs = in_runs(by_year, HOW_MANY)
    by_run = _told_of_all(by_year, runs, groups)
    touched = [run for run in runs if _touches(run, since, until)]
    blocks = [_block(by_year, run, by_run) for run in touched]
    years = tuple(year for run in touched for year in run)
    # Of some of the years no more is told than of each: else the others were what is missing.
    whole = _block(by_year, years, groups if touched == runs else by_run)
    stages, kinds = _by_stage_and_kind(tallies, groups)
    return OutcomeFigures(
        since_year=int(min(years)) if years else None,
        until_year=int(max(years)) if years else None,
        asked=whole.asked,
        answered=whole.answered,
        cells=whole.cells,
        by_year=tuple(blocks),
        by_stage=stages,
        by_kind=kinds,
    )


def tally_of(session: Session, student_id: int) -> tuple[tuple[int, str], Tally] | None:
    """Give what one person counts as, by year and kind; None for whom nobody asked."""
    mine = and_(Survey.student_id == student_id, Student.is_protected.is_(False))
    found = list(list_units(session, mine).items())
    return found[0] if found else None


def find_survey_count(
    session: Session, year: int, kind: str, question: str, answer: str
) -> SurveyCount | None:
    """Give how many erased people gave an answer, if any did."""
    told = {"year": year, "kind": kind, "question": question, "answer": answer}
    return session.scalar(select(SurveyCount).filter_by(**told))


def list_tallies(session: Session) -> dict[tuple[int, str], Counter[tuple[str, str]]]:
    """Count what everybody answered, by year and kind. Never shown as it is: see `figures_of`."""
    tallies = list_units(session, Student.is_protected.is_(False))
    for row in session.scalars(select(SurveyCount)):
        key = (row.year, row.kind)
        tallies.setdefault(key, Counter())[row.question, row.answer] += row.count
    return dict(sorted(tallies.items()))


def list_units(
    session: Session, wanted: ColumnElement[bool]
) -> dict[tuple[int, str], Counter[tuple[str, str]]]:
    """Count each person once: with the last answer, else with the last time they were asked."""
    query = (
        select(Survey)
        .join(Student, Student.id == Survey.student_id)
        .where(Survey.asked_at.is_not(None), wanted)
        .order_by(Survey.student_id, Survey.state == SurveyState.ANSWERED, Survey.wave)
    )
    found = session.scalars(query).all()
    last = {survey.student_id: survey for survey in found}
    first = {survey.student_id: survey for survey in sorted(found, key=lambda each: -each.wave)}
    tallies: dict[tuple[int, str], Counter[tuple[str, str]]] = {}
    for survey in last.values():
        year = first[survey.student_id].due_on.year
        key = (year, survey.kind.value if survey.kind else NO_KIND)
        tallies.setdefault(key, Counter()).update(_answers(survey))
    return tallies


def _answers(survey: Survey) -> list[tuple[str, str]]:
    if survey.degree is None or survey.in_field is None:
        return [ASKED]
    return [
        ASKED,
        ANSWERED,
        ("degree", survey.degree.value),
        ("residence", survey.residence.value if survey.residence else UNKNOWN),
        ("in_field", survey.in_field.value),
        ("met_employer", YES if survey.met_employer else NO),
    ]


def _by_stage_and_kind(
    tallies: Mapping[tuple[int, str], Tally], groups: Groups
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Give the blocks by stage, and each of them by kind where its kinds may be told."""
    by_stage = _sums(tallies, lambda key: stage_of(key[1]))
    by_kind = _sums(tallies, lambda key: key[1])
    stages, kinds = in_blocks(by_stage, HOW_MANY), []
    for stage_block in stages:
        within = {kind: tally for kind, tally in by_kind.items() if stage_of(kind) in stage_block}
        kinds += in_blocks(within, HOW_MANY)
    of_stages = _told_of_all(by_stage, stages, groups)
    of_kinds = _told_of_all(by_kind, kinds, groups)
    return (
        tuple(_block(by_stage, block, of_stages) for block in stages),
        tuple(_block(by_kind, block, of_kinds) for block in kinds),
    )


def _told_of_all(
    tallies: Mapping[str, Tally], blocks: Sequence[tuple[str, ...]], groups: Groups
) -> Groups:
    """Give the questions that may be told of every block: of one alone, none is."""
    return {
        question: by_answer
        for question, by_answer in groups.items()
        if all(
            may_be_told(together(tallies[key] for key in block), {question: by_answer})
            for block in blocks
        )
    }


def stage_of(kind: str) -> str:
    """Give the stage that somebody's last placement belongs to; "" where there was none."""
    return STAGE_OF[Kind(kind)].value if kind else NO_KIND


def _sums(
    tallies: Mapping[tuple[int, str], Tally], word_of: Callable[[tuple[int, str]], str]
) -> dict[str, Counter[tuple[str, str]]]:
    found: dict[str, Counter[tuple[str, str]]] = {}
    for key, tally in tallies.items():
        found.setdefault(word_of(key), Counter()).update(tally)
    return dict(sorted(found.items()))


def _block(tallies: Mapping[str, Tally], keys: tuple[str, ...], groups: Groups) -> Block:
    tally = together(tallies[key] for key in keys)
    told = cells_of(tally, groups)
    cells: dict[str, dict[str, int | None]] = {}
    for question, answers in QUESTIONS.items():
        sums = told.get(question, {})
        cells[question] = {answer: sums.get(answer) for answer in answers}
        if "" in sums:
            cells[question][""] = sums[""]
    return Block(keys, tally[ASKED], tally[ANSWERED], cells)


def _touches(run: Sequence[str], since: date | None, until: date | None) -> bool:
    is_after = until is not None and int(run[0]) > until.year
    is_before = since is not None and int(run[-1]) < since.year
    return not (is_after or is_before)
