"""The vocabulary as an administrator sees it: where it comes from, and files to import."""

from collections.abc import Iterable
from itertools import groupby

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from models.queries.vocabulary import Share, list_imports, list_shares
from web.admin.blueprint import blueprint
from web.admin.vocabulary_uploads import VocabularyForm, import_files
from web.admin.vocabulary_words import KINDS, SOURCES
from web.pages import show
from web.session import session

IMPORTS_SHOWN = 10


@blueprint.route("/vocabulary", methods=["GET", "POST"])
def vocabulary() -> ResponseReturnValue:
    """Show what the vocabulary is made of, and take files of taxonomies over."""
    form = VocabularyForm()
    bad = import_files(session, form) if form.validate_on_submit() else None
    if bad is not None and not bad:
        return redirect(url_for("admin.vocabulary"), 303)
    return show(
        "admin/vocabulary/show.html",
        form=form,
        bad=bad or (),
        parts=by_source(list_shares(session)),
        imports=list_imports(session, IMPORTS_SHOWN),
        kinds=KINDS,
        sources=SOURCES,
    )


def by_source(shares: Iterable[Share]) -> list[tuple[str, list[str], list[Share]]]:
    """Give shares by their source, each with the releases that it was told by."""
    found = []
    for source, some in groupby(shares, key=lambda share: share.source):
        rows = list(some)
        releases = {release: None for share in rows for release in share.releases}
        found.append((source, list(releases), rows))
    return found
