"""How the working group's pages write figures: log-odds with their sign, uneven shares."""

from flask_babel import format_decimal

from web.coordinators.blueprint import blueprint


@blueprint.app_template_filter()
def signed(value: float) -> str:
    """Write a number with its sign and two decimals: "+1,20"; what is nothing is "0"."""
    written = format_decimal(value, format="+0.00;-0.00")
    return str(written) if abs(value) >= 0.005 else "0"


@blueprint.app_template_filter()
def evenness(value: float | None) -> str:
    """Write a Gini figure with two decimals, or a dash where there is none."""
    return "–" if value is None else str(format_decimal(value, format="0.00"))
