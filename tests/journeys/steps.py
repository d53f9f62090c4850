"""The parts that journeys share, each as somebody would tell it."""

from urllib.parse import urlsplit

from flask.testing import FlaskClient

from models.database import reading
from models.queries.accounts import find_account
from tests.journeys.people import PASSWORD, Person, go_on_as
from tests.web.browsing import form_of, send, sign_in_as
from web.session import sessions

STUDENT = "alva@student.miun.se"
EMPLOYER = "kim@example.org"
# A number that no company has: its first digit is given to none.
NUMBER = "475428-1766"


def register(person: Person, role: str, name: str, email: str, language: str = "sv") -> None:
    """Make an account, and confirm the address by the button behind the letter's link."""
    person.open("/register")
    person.choose("role", role)
    person.fill("name", name)
    person.fill("email", email)
    person.fill("password", PASSWORD)
    person.choose("language", language)
    person.press({"sv": "Skapa kontot", "en": "Create the account"}[person.language])
    person.open(person.service.link_in_last_letter(email))
    person.fill("password", PASSWORD)
    person.press_last_button()
    if "/login" in person.page.url:
        person.fill("email", email)
        person.fill("password", PASSWORD)
        person.press_last_button()


def is_registered(person: Person, role: str, name: str, email: str) -> FlaskClient:
    """Do what `register` does without a browser, for journeys that begin after it.

    Gives what somebody without scripts goes on with; the browser is signed in too.
    """
    service = person.service
    client = service.app.test_client()
    told = {"role": role, "name": name, "email": email, "password": PASSWORD, "language": "sv"}
    sent = send(client, form_of(client.get("/register"), "/register"), **told)
    assert sent.status_code == 303
    link = urlsplit(service.link_in_last_letter(email)).path
    assert send(client, form_of(client.get(link), link), password=PASSWORD).status_code == 303
    with service.app.app_context(), reading(sessions(service.app)) as session:
        account = find_account(session, email)
    assert account is not None
    sign_in_as(client, account)
    go_on_as(client, person.page.context, service.url)
    return client


def fill_in_profile(person: Person) -> None:
    """Go through the steps of the profile."""
    go_on = {"sv": "Spara och fortsätt", "en": "Save and go on"}[person.language]
    person.open("/student/profile/about")
    person.tick("is_adult")
    person.choose("home_place", "2280")
    person.press(go_on)
    person.fill("university", "Mittuniversitetet")
    person.fill("programme", "Systemvetenskap")
    person.choose("level", "bachelor")
    person.press(go_on)
    person.tick("internship_wanted")
    person.press(go_on)
    person.fill("skills-first", "Python")
    person.press(go_on)
    person.choose("sv", "C2")
    person.choose("en", "C1")
    person.press(go_on)
    person.choose("place", "2281")
    person.fill("travel_minutes", "75")
    person.press(go_on)
    person.fill("text", "Jag gillar ordning bland data, hav och långa kajer.")
    person.press(go_on)


def register_employer(person: Person) -> None:
    """Tell who the employer is."""
    person.open("/employer/organisation/new")
    person.fill("organisation_number", NUMBER)
    person.fill("name", "Länsmans Båtbyggeri AB")
    person.choose("place", "2280")
    person.press_last_button()


def is_registered_employer(person: Person) -> None:
    """Do what `register` and `register_employer` do without a browser."""
    client = is_registered(person, "employer", "Kim Länsman", EMPLOYER)
    address = "/employer/organisation/new"
    told = {"organisation_number": NUMBER, "name": "Länsmans Båtbyggeri AB", "place": "2280"}
    assert send(client, form_of(client.get(address), address), **told).status_code == 303


def write_offer(person: Person, title: str) -> None:
    """Write an offer of a summer internship and hand it in."""
    person.open("/employer/offers/new/internship")
    person.fill("title", title)
    person.fill("text", "Du ordnar våra mätdata från båtarna, med handledare varje dag.")
    person.choose("place", "2280")
    person.fill("must-first", "Python")
    person.choose("pay", "wage")
    person.choose("insured_by", "employer")
    person.press({"sv": "Lämna in erbjudandet", "en": "Submit the offer"}[person.language])
