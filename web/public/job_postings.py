"""An offer that is a job, as search engines read it (schema.org/JobPosting)."""

from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from models.days import day_in_sweden
from models.offers import Offer
from models.words import Kind, Pay, Remote
from web.bridge.places import place_name
from web.filters import number, paragraphs
from web.labels import label

FULL_TIME_HOURS = 35
COUNTRY, CURRENCY = "SE", "SEK"
# What is paid for as work. A mentorship, a thesis or an unpaid place is no job.
JOBS = frozenset({Kind.INTERNSHIP, Kind.TRAINEESHIP})

Parts = dict[str, Any]


def job_posting(offer: Offer) -> Parts | None:
    """Describe an offer that is a job with places left; give none for all others.

    No person is in it: neither who answers for the offer nor a mentor.
    """
    if offer.kind not in JOBS or offer.pay is not Pay.WAGE or not offer.places_left:
        return None
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": offer.title,
        "description": str(paragraphs(offer.text)),
        "url": _whole(url_for("public.offers_show", offer_id=offer.id)),
        "datePosted": day_in_sweden(offer.published_at).isoformat() if offer.published_at else None,
        "jobStartDate": offer.starts_on.isoformat(),
        # Nobody starts after the last day; a posting is taken away when the offer is.
        "validThrough": offer.ends_on.isoformat(),
        "employmentType": _employment_type(offer),
        "totalJobOpenings": offer.places_left,
        "hiringOrganization": _employer(offer),
        **_place(offer),
        **_salary(offer),
        **_workplace(offer),
    }


def _employer(offer: Offer) -> Parts:
    address = _whole(url_for("public.employers_show", employer_id=offer.employer_id))
    same = {"sameAs": offer.employer.website} if offer.employer.website else {}
    return {
        "@type": "Organization",
        "name": offer.employer.shown_name,
        "url": address,
        **same,
    }


def _employment_type(offer: Offer) -> list[str]:
    if offer.kind is Kind.INTERNSHIP:
        return ["TEMPORARY", "INTERN"]
    hours = offer.hours_per_week
    return ["FULL_TIME" if hours is None or hours >= FULL_TIME_HOURS else "PART_TIME"]


def _place(offer: Offer) -> Parts:
    told: Parts = {}
    if offer.place:
        address = {
            "@type": "PostalAddress",
            "addressLocality": place_name(offer.place),
            "addressCountry": COUNTRY,
        }
        told["jobLocation"] = {"@type": "Place", "address": address}
    if offer.remote is Remote.REMOTE:
        told["jobLocationType"] = "TELECOMMUTE"
        told["applicantLocationRequirements"] = {"@type": "Country", "name": COUNTRY}
    return told


def _salary(offer: Offer) -> Parts:
    if offer.pay_sek_per_month is None:
        return {}
    value = {
        "@type": "QuantitativeValue",
        "value": offer.pay_sek_per_month,
        "unitText": "MONTH",
    }
    return {"baseSalary": {"@type": "MonetaryAmount", "currency": CURRENCY, "value": value}}


def _workplace(offer: Offer) -> Parts:
    told: Parts = {}
    if offer.hours_per_week is not None:
        told["workHours"] = str(_("%(hours)s hours a week", hours=number(offer.hours_per_week)))
    if offer.facts:
        told["jobBenefits"] = ", ".join(str(label(each.fact)) for each in offer.facts)
    return told


def _whole(path: str) -> str:
    return f"{current_app.config['BASE_URL']}{path}"
