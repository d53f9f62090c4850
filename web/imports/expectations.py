"""What the files of taxonomies must hold, in the words of a report of bad cells.

The words are English here, as on the command line; a page shows them in its own language.
"""


def _later(words: str) -> str:
    """Mark words that are translated where they are shown."""
    return words


A_VOCABULARY = _later(
    "a vocabulary: CSV files of ESCO, JobTech’s taxonomy as JSON, or SSYK groups with skills"
)
A_WHOLE_FILE = _later("a whole file in UTF-8, as it was downloaded")
A_SMALLER_FILE = _later("a file of at most 256 MB")
SOME_CONCEPTS = _later("at least one concept in the file")
THE_COLUMN = _later("this column, which is missing")
AS_MANY_CELLS = _later("as many cells as there are headings")
A_LANGUAGE = _later("a language in the file’s name, such as skills_sv.csv, or told beside it")
A_CONCEPT_TYPE = _later(
    "a type of ESCO’s: KnowledgeSkillCompetence, SkillGroup, Occupation or ISCOGroup"
)
AN_ESCO_ADDRESS = _later("an address that begins with http://data.europa.eu/esco/")
AN_ID = _later("an id of at most 100 characters, without spaces")
A_LABEL = _later("a label with a letter or a digit, of at most 200 characters")
A_SYNONYM = _later("words of at most 300 characters each")
EACH_ONCE = _later("each concept once in a file")
AN_OBJECT = _later("an object with conceptId or id, preferredLabel or preferred_label, and type")
