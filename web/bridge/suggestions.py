"""Why the suggestions of a run were made, with what their concepts are called, asked for once."""

from collections.abc import Collection, Iterable

from flask_babel import force_locale
from sqlalchemy.orm import Session

from models.queries.concepts import get_labels
from models.rounds import Suggestion
from web.bridge.reasons import Explanation, concepts_of, explain_terms, leave_out


def explain_all(
    session: Session,
    suggestions: Iterable[Suggestion],
    language: str,
    *,
    without: Collection[str] = (),
) -> dict[int, Explanation]:
    """Say why some pairs were suggested, by the suggestion's id; labels are asked for once.

    Parameters
    ----------
    without : collection of str
        The terms that are not for the reader.
    """
    told = {each.id: (each.score, leave_out(each.terms, without)) for each in suggestions}
    wanted = {concept for _score, terms in told.values() for concept in concepts_of(terms)}
    labels = get_labels(session, wanted, language) if wanted else {}
    with force_locale(language):
        return {key: explain_terms(*pair, labels) for key, pair in told.items()}
