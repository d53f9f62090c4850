"""What residents without an account type: their address, and how often they may."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from web.accounts.fields import email_field


class AddressForm(FlaskForm):
    """Where the link is sent."""

    email = email_field(
        description=_l(
            "We send a link there. Nothing is booked or noted before you press its button."
        )
    )
