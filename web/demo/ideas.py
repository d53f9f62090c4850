"""Ideas of the demo's students: one that employers read, and one that waits for a coordinator."""

from models.database import writing
from models.operations.accounts import actor_of
from models.operations.ideas import IdeaWords, publish_idea, submit_idea, write_idea
from models.queries.students import find_student_by_source
from models.words import Kind, Language
from web.demo.telling import Teller
from web.usual_periods import usual_period

IDEAS = (
    (
        "Vad gör en app för färjan?",
        "Jag vill ta reda på hur de som pendlar med båt väljer avgång, och bygga en liten prototyp"
        " som de får pröva. Ni får en rapport och något att klicka på.",
    ),
    (
        "Öppna data om hamnen som någon vill använda",
        "Kommunen har mycket data om hamnen som ingen hittar. Jag vill fråga dem som behöver den"
        " och göra om tre datamängder så att de går att använda.",
    ),
)


def post_ideas(teller: Teller, source: str) -> None:
    """Let a student post ideas; a coordinator has read the first."""
    with writing(teller.sessions) as session:
        student = find_student_by_source(session, source)
        if student is None or student.account is None:
            return
        by = actor_of(student.account)
        days = usual_period(Kind.THESIS, teller.today.date())
        for number, (title, text) in enumerate(IDEAS):
            words = IdeaWords(Kind.THESIS, title, text, Language.SWEDISH, *days)
            idea = write_idea(session, student, words, by=by, at=teller.ago(9 - number))
            submit_idea(session, idea, by=by, at=teller.ago(8 - number))
            if number == 0:
                at = teller.ago(7)
                publish_idea(session, idea, seen=idea.version, by=teller.first, at=at)
