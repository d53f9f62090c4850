"""What an employer tells the working group about a student who interests them."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import Optional

from models.offers import Offer


class EnquiryForm(FlaskForm):
    """For which of the employer's offers, if it is for one."""

    offer = SelectField(_l("For which offer?"), validators=[Optional()])

    def __init__(self, offers: Iterable[Offer]) -> None:
        super().__init__()
        self.offers = {str(offer.id): offer for offer in offers}
        titles = [(key, offer.title) for key, offer in self.offers.items()]
        self.offer.choices = [("", _l("None of ours yet")), *titles]

    @property
    def chosen(self) -> Offer | None:
        """The offer, or none."""
        return self.offers.get(self.offer.data or "")
