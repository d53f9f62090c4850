"""What is paid for an offer, and what cannot be: checked where the sums are written."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError
from wtforms.validators import NumberRange, Optional

from models.words import Pay


def not_unpaid(form: Any, _field: Field) -> None:
    """Refuse a sum for what is not paid."""
    if form.pay.data == Pay.UNPAID.value:
        raise ValidationError(
            _l("You wrote that it is unpaid. Choose wage or stipend, or take the sum away.")
        )


def stipend_in_all(form: Any, _field: Field) -> None:
    """Refuse a sum for the whole that is no stipend, or beside one by the month."""
    if form.pay.data != Pay.STIPEND.value:
        raise ValidationError(
            _l("A sum for the whole thesis is a stipend. Choose stipend, or take it away.")
        )
    if form.pay_sek_per_month.data:
        raise ValidationError(
            _l("Write the stipend either by the month or for the whole thesis, not both.")
        )


A_MONTH = (Optional(), NumberRange(1, 200_000, _l("Write a sum up to 200,000.")), not_unpaid)
IN_ALL = (Optional(), NumberRange(1, 500_000, _l("Write a sum up to 500,000.")), stipend_in_all)
