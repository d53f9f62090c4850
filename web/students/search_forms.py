"""What a student says of a search that they keep: its name, and whether it sends letters."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from models.searches import LENGTH_OF_NAME
from web.plain_text import plain


class SearchForm(FlaskForm):
    """The name of a search, and its letter."""

    name = StringField(
        _l("Name of the search"),
        filters=[plain],
        validators=[
            DataRequired(_l("Give the search a name.")),
            Length(max=LENGTH_OF_NAME, message=_l("At most 80 characters.")),
        ],
    )
    with_letter = BooleanField(
        _l("Send me a letter on Mondays when there are new offers"),
        description=_l("At most one letter a week, however many searches you keep."),
    )

    def __init__(self, taken: Collection[str], **told: Any) -> None:
        super().__init__(**told)
        self.taken = frozenset(taken)

    def validate_name(self, field: StringField) -> None:
        """Refuse the name of another search."""
        if field.data in self.taken:
            raise ValidationError(_l("You have a search with this name. Choose another."))
