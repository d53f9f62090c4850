"""The municipalities for a form: the region's first, then all of them."""

from flask import current_app
from flask_babel import gettext as _

from web.bridge.places import names_of_places

Choices = dict[str, list[tuple[str, str]]]


def place_choices(nothing: str) -> Choices:
    """Give the municipalities in two groups, after a line for no choice.

    Parameters
    ----------
    nothing : str
        What the line for no choice says.
    """
    names = names_of_places()
    near = [(code, names[code]) for code in current_app.config["REGION"] if code in names]
    return {"": [("", nothing)], _("In the region"): near, _("All of Sweden"): list(names.items())}
