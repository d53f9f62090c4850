"""A spreadsheet of last year that somebody of the demo's working group has begun to take over."""

from models.database import writing
from models.operations.uploads import keep_upload
from models.uploads import Holds
from web.demo.telling import Teller
from web.imports.guessing import guess
from web.tables.columns import STUDENTS

FILE = "Praktikanter förra året.xlsx"
HEADINGS = ("Förnamn", "Efternamn", "E-postadress", "Söker", "Nivå", "Program", "Ort", "Anteckning")
# One is known by a name that is nearly the same, one has no such level, one no whole address.
ROWS = (
    (
        "Måns",
        "Tågvirkebye",
        "mans@example.net",
        "sommarpraktik",
        "kandidat",
        "Systemvetenskapliga programmet",
        "Sundsvall",
        "ring efter 15",
    ),
    (
        "Svea",
        "Ankarstolpe",
        "svea.ankarstolpe@example.net",
        "sommarpraktik, examensarbete",
        "kandidat",
        "Journalistik",
        "Härnösand",
        "",
    ),
    (
        "Folke",
        "Märlspik",
        "folke.marlspik@example.net",
        "mentorskap",
        "år 3",
        "Webbutveckling",
        "Kramfors",
        "vill helst på distans",
    ),
    (
        "Ylva",
        "Besanmast",
        "ylva.besanmast at example.net",
        "sommarpraktik",
        "master",
        "Miljövetenskap",
        "Örnsköldsvik",
        "",
    ),
)  # fmt: skip - one row of the file to a row


def drop_last_years_spreadsheet(teller: Teller) -> None:
    """Hand a spreadsheet in; what is wrong with it is left for whoever tries the demo."""
    rows = [(number, dict(zip(HEADINGS, row, strict=True))) for number, row in enumerate(ROWS, 2)]
    with writing(teller.sessions) as session:
        keep_upload(
            session,
            holds=Holds.STUDENTS,
            file=FILE,
            headings=list(HEADINGS),
            rows=[list(row) for row in rows],
            columns=guess(HEADINGS, rows, STUDENTS),
            by=teller.first,
            at=teller.ago(1),
        )
