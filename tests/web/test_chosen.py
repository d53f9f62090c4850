"""What is chosen in a filter is told in its words, where the filter is folded."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.chosen import chosen_in

FIELDS = """
<select name="kind"><option value="">All kinds</option><option value="a" selected>Theses &amp; more
</option><option value="b">Other</option></select>
<select name="year"><option>2026</option><option selected>2027</option></select>
<input type="search" name="words" value="båt"><input type="search" name="other" value="">
<input type="date" name="from" value="2027-03-01"><input type="hidden" name="names" value="1">
"""


def test_what_is_chosen_is_read_off_the_fields(app: Flask) -> None:
    with app.test_request_context():
        assert chosen_in(FIELDS) == ["Theses & more", "2027", "båt", "1 mars 2027"]
        assert chosen_in('<option value="" selected>All') == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [("", "Filtrera"), ("?kind=thesis&words=kaj", "Filter: Examensarbete, kaj")],
)
def test_the_fold_says_what_is_chosen(client: FlaskClient, asked: str, told: str) -> None:
    page = client.get(f"/offers{asked}").text
    (summary,) = re.findall(r'<details class="kp-folded">\s*<summary>.*?<span>(.*?)</span>', page)
    assert summary == told
