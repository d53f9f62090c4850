"""Questions about what met needs: what can be chosen, and what was."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.activities import Activity
from models.courses import Course, CourseConcept
from models.matches import Match
from models.needs import Means, Need, NeedActivity
from models.offers import Offer, OfferField
from models.queries.concepts import find_fields
from models.words import ActivityState, CourseState, MatchState, NeedState

# Somebody has begun, or will.
TAKEN = frozenset({MatchState.AGREED, MatchState.PLACED, MatchState.COMPLETED})
DONE = frozenset({ActivityState.RUNNING, ActivityState.COMPLETED, ActivityState.EVALUATED})
MOST = 50


def list_matches_for(session: Session, need: Need) -> Sequence[Match]:
    """List the matches that can have met a need: of its employer, or of a branch's field."""
    query = select(Match).join(Offer, Offer.id == Match.offer_id).where(Match.state.in_(TAKEN))
    if need.employer_id is not None:
        query = query.where(Offer.employer_id == need.employer_id)
    else:
        of_field = select(OfferField.offer_id).where(OfferField.concept_id == need.field_id)
        query = query.where(Offer.id.in_(of_field))
    shown = query.options(joinedload(Match.student), joinedload(Match.offer))
    return session.scalars(shown.order_by(Match.id.desc()).limit(MOST)).all()


def list_activities_for(session: Session, need: Need) -> Sequence[Activity]:
    """List the activities that have begun, those that were drafted to meet a need first."""
    drafted = select(NeedActivity.activity_id).where(NeedActivity.need_id == need.id)
    query = select(Activity).where(Activity.state.in_(DONE))
    is_other = Activity.id.not_in(drafted)
    return session.scalars(query.order_by(is_other, Activity.id.desc()).limit(MOST)).all()


def list_courses_for(session: Session, need: Need) -> Sequence[Course]:
    """List the courses that teach what a need asks for, or that its employer has ordered."""
    concept_ids = [row.concept_id for row in need.words if row.concept_id]
    taught = set(session.scalars(select(CourseConcept.concept_id).distinct()))
    fields = find_fields(session, (each for each in taught if each))
    of_field = [each for each, field in fields.items() if field == need.field_id]
    teaches = select(CourseConcept.course_id).where(
        CourseConcept.concept_id.in_([*concept_ids, *of_field])
    )
    # A branch has no employer, and a course that nobody ordered has none either.
    is_ordered = and_(Course.employer_id.is_not(None), Course.employer_id == need.employer_id)
    query = select(Course).where(
        Course.state == CourseState.LISTED, or_(Course.id.in_(teaches), is_ordered)
    )
    return session.scalars(query.order_by(Course.starts_on.desc(), Course.id).limit(MOST)).all()


def list_met_needs(session: Session, field_id: str, limit: int = 10) -> Sequence[Need]:
    """List the needs of a field that were met, the latest first, with what met them."""
    query = select(Need).where(Need.state == NeedState.MET, Need.field_id == field_id)
    return session.scalars(
        query.options(
            joinedload(Need.employer),
            selectinload(Need.met_by).options(
                joinedload(Means.match).joinedload(Match.offer),
                joinedload(Means.activity),
                joinedload(Means.course),
            ),
        )
        .order_by(Need.closed_at.desc(), Need.id)
        .limit(limit)
    ).all()
