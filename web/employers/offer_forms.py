"""The form of an offer, for each kind its own fields. Coordinators fill it in on the phone too."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from models.offer_words import OfferWords
from models.offers import Offer
from models.operations.offers import names_needed
from models.words import CEFR, Fact, Insurer, Kind, Language, Level, OfferState, Pay, Remote
from web.employers.offer_filling import beginning, copied_from, told_by
from web.employers.offer_kinds import HALF, KINDS, PAID, PAID_IN_ALL, WHOLE, KindOfOffer
from web.employers.offer_pay import A_MONTH, IN_ALL
from web.employers.offer_rows import SKILL_LEVELS, boxes, language_rows, skill_rows
from web.employers.organisation_forms import web_address
from web.labels import choices
from web.number_fields import DecimalField, WholeNumberField
from web.place_choices import place_choices
from web.plain_text import plain
from web.row_fields import USUAL_SKILL_LEVEL, level_choices
from web.seen import SeenForm
from web.spoken_languages import COMMON, names_of_languages

LONGEST_TEXT = 8000
MOST_PLACES = 200
MOST_HOURS = 60
CHOSEN = InputRequired(_l("Choose one of them."))
FIRST_YEAR, LAST_YEAR = 2000, 2100

DRAFT, SUBMIT = "draft", "submit"
OWN_OF_SOME_KIND = (*PAID, PAID_IN_ALL, "credits", "mentor_name", "apply_url")


class OfferForm(SeenForm):
    """What an employer says in an offer.

    Parameters
    ----------
    kind : Kind
        The kind, which decides what is asked.
    studies : sequence of tuple
        The fields of study to choose among: id and name.
    offer : Offer, optional
        The offer that is edited; without one the form begins as usual for the kind.
    copied : Offer, optional
        An earlier offer that a new one is to be like.
    place : str
        The employer's municipality, where a new offer begins.
    """

    title = StringField(
        _l("Title"),
        validators=[DataRequired(_l("Write a title.")), Length(max=160)],
        filters=[plain],
    )
    text = TextAreaField(
        _l("Description"), validators=[Optional(), Length(max=LONGEST_TEXT)], filters=[plain]
    )
    language = RadioField(_l("The offer is written in"), validators=[CHOSEN])
    starts_on = DateField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])
    ends_on = DateField(_l("Last day"), validators=[InputRequired(_l("Choose the last day."))])
    hours_per_week = DecimalField(
        _l("Hours a week"),
        validators=[
            Optional(),
            NumberRange(0.5, MOST_HOURS, _l("Write a number of hours up to 60.")),
        ],
        render_kw={"inputmode": "decimal"},
    )
    places = WholeNumberField(
        _l("Number of places"),
        validators=[
            InputRequired(_l("Write how many students you can take.")),
            NumberRange(1, MOST_PLACES, _l("Write a number from 1 to 200.")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    place = SelectField(_l("Municipality of the workplace"), validators=[Optional()])
    remote = RadioField(_l("Where the work is done"), validators=[CHOSEN])

    mentor_name = StringField(
        _l("The mentor’s name"), validators=[Optional(), Length(max=120)], filters=[plain]
    )
    credits = RadioField(
        _l("Credits"),
        choices=[
            SelectChoice(str(HALF), _l("15 credits, ten weeks")),
            SelectChoice(str(WHOLE), _l("30 credits, twenty weeks")),
        ],
        validators=[Optional()],
    )
    pay = RadioField(
        _l("What is paid"),
        description=_l(
            "Unpaid work outside a course is looked at twice by a coordinator, and few students"
            " can afford it."
        ),
        validators=[Optional()],
    )
    pay_sek_per_month = WholeNumberField(
        _l("Kronor a month"),
        description=_l("Before tax. It helps students to choose."),
        validators=A_MONTH,
        render_kw={"inputmode": "numeric"},
    )
    pay_sek_in_all = WholeNumberField(
        _l("Or kronor for the whole thesis"),
        description=_l("A stipend that is one sum, however long it takes."),
        validators=IN_ALL,
        render_kw={"inputmode": "numeric"},
    )
    insured_by = RadioField(
        _l("Who insures"),
        description=_l("Whoever is employed is insured by the employer."),
        validators=[Optional()],
    )
    apply_url = StringField(
        _l("Address of your own application"),
        description=_l("If people apply with you. We link there."),
        validators=[Optional(), Length(max=500), web_address],
        filters=[plain],
        render_kw={"inputmode": "url"},
    )

    facts = boxes(
        _l("About the workplace"),
        _l("Tick what is there. It helps people to choose, and nobody has to ask or explain why."),
    )
    must = skill_rows(
        _l("Needed skills"),
        _l("Whoever lacks them is not suggested high. One or two are often enough."),
    )
    wished = skill_rows(_l("Skills you would like to see"))
    languages = language_rows(
        _l("Languages needed"),
        _l("At the least. Nobody who knows less is suggested, so ask for what the work needs."),
    )
    levels = boxes(
        _l("Levels of studies"),
        _l("Leave both empty if either is fine."),
    )
    fields = boxes(
        _l("Fields of study"),
        _l("Leave all empty if any is fine. Few fields give few candidates."),
    )
    do = HiddenField(default=DRAFT)

    def __init__(
        self,
        kind: Kind,
        studies: Sequence[tuple[str, str]],
        *,
        offer: Offer | None = None,
        copied: Offer | None = None,
        place: str = "",
    ) -> None:
        self.kind, self.offer = kind, offer
        if offer is not None:
            filled = told_by(offer)
        else:
            filled = copied_from(copied) if copied else beginning(kind, place)
        super().__init__(is_edited=offer is not None, **filled)
        self._offer_choices(studies)
        for name in set(OWN_OF_SOME_KIND) - set(KINDS[kind].own_fields):
            del self[name]
        if kind is Kind.MENTORSHIP:
            self.places.label.text = _("How many mentees the mentor can have")
        for name in names_needed(kind):
            # Shown as needed, though a draft may be kept without it.
            self[name].flags.required = True

    # What the template needs beside the fields.
    skill_levels, usual_skill_level = SKILL_LEVELS, USUAL_SKILL_LEVEL
    language_levels = staticmethod(level_choices)
    language_names = staticmethod(names_of_languages)
    common_languages = ("sv", "en", *COMMON)

    @property
    def about(self) -> KindOfOffer:
        """What the kind is, and what a good offer of it holds."""
        return KINDS[self.kind]

    @property
    def is_draft(self) -> bool:
        """Whether the offer has not been handed in."""
        return self.offer is None or self.offer.state is OfferState.DRAFT

    @property
    def asks_for_rows(self) -> bool:
        """Whether the button for more rows was used, in a browser without scripts."""
        return "more" in request.form

    @property
    def tells_more(self) -> bool:
        """Whether something is told, or wrong, of what most leave as it is."""
        more = (self.wished, self.levels, self.fields)
        return self.asks_for_rows or any(each.data or each.errors for each in more)

    @property
    def is_submitting(self) -> bool:
        """Whether the employer wants to hand it in, not only to keep it."""
        return bool(self.do.data == SUBMIT)

    def is_to_be_kept(self) -> bool:
        """Whether the form was sent to be kept, and nothing in it has to be mended."""
        return not self.asks_for_rows and bool(self.validate_on_submit())

    def words(self) -> OfferWords:
        """Give what was typed as an offer is written."""
        must = {row.first: int(row.second) for row in self.must.data}
        own: dict[str, Any] = {name: self[name].data for name in self.about.own_fields}
        own |= {name: cast(own[name]) for name, cast in CASTS.items() if own.get(name)}
        own = {name: value or EMPTY.get(name) for name, value in own.items()}
        if self.offer is not None:
            # What the form does not ask of this kind stays as it was.
            own = {name: getattr(self.offer, name) for name in OWN_OF_SOME_KIND} | own
        return OfferWords(
            kind=self.kind,
            title=self.title.data,
            text=self.text.data,
            language=Language(self.language.data),
            place=self.place.data,
            remote=Remote(self.remote.data),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            hours_per_week=self.hours_per_week.data,
            places=self.places.data,
            facts=frozenset(Fact(fact) for fact in self.facts.data),
            levels=frozenset(Level(level) for level in self.levels.data),
            fields=frozenset(self.fields.data),
            languages={row.first: CEFR[row.second] for row in self.languages.data},
            must=must,
            wished={
                row.first: int(row.second) for row in self.wished.data if row.first not in must
            },
            **own,
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and all at once what is missing before the offer can be handed in."""
        super().validate(extra_validators)
        if self.is_submitting or not self.is_draft:
            for name in names_needed(self.kind):
                field = self[name]
                if not field.data and not field.errors:
                    field.errors = [_("This is needed before you can submit the offer.")]
        return not self.errors

    def validate_starts_on(self, field: DateField) -> None:
        """Refuse a year that nobody means."""
        _check_year(field)

    def validate_ends_on(self, field: DateField) -> None:
        """Refuse a period that ends before it begins."""
        _check_year(field)
        if self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError(_l("The last day cannot be before the first."))

    def validate_places(self, field: WholeNumberField) -> None:
        """Refuse fewer places than students who have one."""
        taken = self.offer.places_taken if self.offer else 0
        if field.data is not None and field.data < taken:
            raise ValidationError(_("%(taken)s places are taken already.", taken=taken))

    def _offer_choices(self, studies: Sequence[tuple[str, str]]) -> None:
        self.language.choices, self.remote.choices = choices(Language), choices(Remote)
        self.pay.choices, self.insured_by.choices = choices(Pay), choices(Insurer)
        self.levels.choices, self.fields.choices = (
            choices(Level),
            [SelectChoice(*each) for each in studies],
        )
        self.facts.choices = choices(Fact)
        self.place.choices = place_choices(_("Choose a municipality"))


CASTS = {"pay": Pay, "insured_by": Insurer, "credits": int}
# What stands in an offer where nothing was told; in the others it is none.
EMPTY = {"mentor_name": "", "apply_url": ""}


def _check_year(field: Field) -> None:
    if isinstance(field.data, date) and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
        raise ValidationError(_l("Look at the year."))
