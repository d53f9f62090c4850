"""Fields for numbers as people write them, which refuse what no number of ours can be."""

from typing import Any

from wtforms import FloatField, IntegerField
from wtforms.validators import NumberRange, StopValidation
from wtforms.widgets import TextInput

# Longer ones are no count, sum or number of anything here, and too large to reckon with.
MOST_DIGITS = 15


class WholeNumberField(IntegerField):
    """A whole number. Spaces in it are nothing: people write "25 500"."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number as people write it."""
        written = ["".join(value.split()) for value in valuelist]
        # What is too long is no number, and is refused as other words are.
        super().process_formdata([value if len(value) <= MOST_DIGITS else "-" for value in written])


class DecimalField(FloatField):
    """A number with a comma or a point."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number as people write it."""
        super().process_formdata([value.strip().replace(",", ".") for value in valuelist])

    def _value(self) -> str:
        """Give what stands in the field: what was typed, else the number without idle noughts."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}"


class Between(NumberRange):
    """Asks for a number within limits, and says so in one message whatever was written."""

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse what is no number, or too small or large."""
        if field.process_errors:
            field.errors.clear()
            raise StopValidation(self.message)
        super().__call__(form, field)
