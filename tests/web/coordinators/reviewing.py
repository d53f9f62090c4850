"""What the tests of the review share."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from models.rounds import Suggestion


def review(client: FlaskClient, found: Suggestion, more: str = "") -> TestResponse:
    """Open the review of a suggestion's offer."""
    return client.get(
        f"/coordinator/rounds/{found.run.round_id}/review?offer={found.offer_id}{more}"
    )
