"""The parts that every page is built of say to screen readers what they say to the eye."""

import re
from typing import Any

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional

from models.words import MatchState
from web.app import create_app

IMPORTS = """
{% from "macros/forms.html" import post_form, field, error_summary, submit %}
{% from "macros/forms.html" import confirm_panel, post_button %}
{% from "macros/show.html" import state, definitions, table, needs_count, progress %}
"""
WITHDRAW = """
{% call confirm_panel("Withdraw") %}
  {{ post_button("/x", "Withdraw it", "danger", hidden={"reason": "pay"}) }}
{% endcall %}
"""


CHOICES = [SelectChoice("b", "B"), SelectChoice("m", "M")]


class Sample(FlaskForm):
    name = StringField("Name", [DataRequired("Say your name.")], description="As people say it.")
    title = StringField("Title", [Optional()])
    level = RadioField("Level", [DataRequired("Choose.")], choices=CHOICES)
    kind = SelectField("Kind", choices=CHOICES)
    adult = BooleanField("I am 18", [DataRequired("You must be.")])


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app({"DATABASE_URL": "sqlite://", "TESTING": True, "WTF_CSRF_ENABLED": False})


def draw(app: Flask, template: str, *, data: dict[str, str] | None = None, **context: Any) -> str:
    with app.test_request_context(method="GET" if data is None else "POST", data=data):
        form = Sample()
        if data is not None:
            form.validate()
        page = app.jinja_env.from_string(IMPORTS + template).render(form=form, **context)
    return re.sub(r"\s+", " ", page)


def test_a_field_has_its_label_and_is_described_by_its_hint(app: Flask) -> None:
    page = draw(app, "{{ field(form.name, autocomplete='name') }}")
    assert '<label for="name">Name</label>' in page
    assert '<p class="kp-hint" id="name-hint">As people say it.</p>' in page
    assert 'aria-describedby="name-hint"' in page
    assert 'autocomplete="name"' in page
    assert "aria-invalid" not in page


def test_a_field_that_may_be_left_out_says_so(app: Flask) -> None:
    assert "(frivilligt)" in draw(app, "{{ field(form.title) }}")
    assert "(frivilligt)" not in draw(app, "{{ field(form.name) }}")


def test_a_wrong_field_says_what_is_wrong_and_keeps_what_was_typed(app: Flask) -> None:
    page = draw(app, "{{ field(form.name) }}{{ field(form.title) }}", data={"title": "<i>"})
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="name-hint name-error"' in page
    assert 'id="name-error"' in page
    assert 'value="&lt;i&gt;"' in page


def test_choices_shown_as_boxes_are_a_group_with_a_heading(app: Flask) -> None:
    page = draw(app, "{{ field(form.level) }}", data={})
    assert "<legend>Level</legend>" in page
    assert 'aria-describedby="level-error"' in page
    assert page.count('type="radio"') == 2


def test_the_summary_leads_to_each_wrong_field_and_takes_the_focus(app: Flask) -> None:
    page = draw(app, "{{ error_summary(form) }}{{ field(form.level) }}", data={})
    assert 'role="alert" tabindex="-1" autofocus' in page
    for target in ("#name", "#level-0", "#adult"):
        assert f'href="{target}"' in page
    assert 'id="level-0"' in page


def test_without_mistakes_there_is_no_summary(app: Flask) -> None:
    assert "kp-errors" not in draw(app, "{{ error_summary(form) }}")
    assert "Hello" in draw(app, "{{ error_summary(none, more=['Hello']) }}")


def test_a_form_carries_its_token_and_a_key_of_its_own(app: Flask) -> None:
    template = "{% call post_form('/x') %}{{ submit('Save') }}{% endcall %}"
    keys = set(re.findall(r'name="form_key" value="([\w-]+)"', draw(app, template * 2)))
    assert len(keys) == 2
    assert "data-autosave" not in draw(app, template)


def test_a_form_that_saves_itself_tells_so(app: Flask) -> None:
    page = draw(app, "{% call post_form('/x', autosave=true) %}{% endcall %}")
    assert "data-autosave" in page
    assert 'role="status"' in page


def test_a_dangerous_thing_is_one_step_further_in(app: Flask) -> None:
    page = draw(app, WITHDRAW)
    assert re.search(r"<details[^>]*> ?<summary>.*Withdraw</span></summary>.*<form", page)
    assert 'name="reason" value="pay"' in page


@pytest.mark.parametrize("word", MatchState)
def test_a_state_is_a_word_and_a_sign(app: Flask, word: MatchState) -> None:
    page = draw(app, "{{ state(word) }}", word=word)
    assert re.search(r"<svg.*</svg>\s?\w+", page)
    assert "kp-state-needs" not in page


def test_only_what_waits_for_the_reader_has_the_buoy_s_colour(app: Flask) -> None:
    assert "kp-state-needs" in draw(app, "{{ state(w, for_you=true) }}", w=MatchState.OFFERED)
    assert draw(app, "{{ needs_count(0, 'none') }}").strip() == ""
    assert "3 waiting" in draw(app, "{{ needs_count(3, '3 waiting') }}")


def test_a_list_of_values_leaves_out_what_is_not_told(app: Flask) -> None:
    page = draw(app, "{{ definitions([('A', ''), ('B', none), ('C', 0), ('D', 'd')]) }}")
    assert re.findall(r"<dt>(\w)</dt>", page) == ["C", "D"]


def test_a_table_has_a_name_and_headings(app: Flask) -> None:
    page = draw(
        app, "{% call table('Offers', ['Title', 'Places'], numbers=['Places']) %}{% endcall %}"
    )
    assert ">Offers</caption>" in page
    assert '<th scope="col">Title</th><th scope="col" class="kp-number">Places</th>' in page


def test_progress_is_told_in_words_too(app: Flask) -> None:
    page = draw(app, "{{ progress(0.404, 'Reads') }}")
    assert 'max="100" value="40" aria-label="Reads"' in page
