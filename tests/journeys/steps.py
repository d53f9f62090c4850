"""The parts that journeys share, each as somebody would tell it."""

from tests.journeys.people import PASSWORD, Person

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
