"""What the files of taxonomies must hold, in the words of a report of bad cells.

The words are English here, as on the command line; ``web/admin/vocabulary_words.py`` has them in
the language of the page.
"""

A_VOCABULARY = (
    "a vocabulary: CSV files of ESCO, JobTech’s taxonomy as JSON, or SSYK groups with skills"
)
A_WHOLE_FILE = "a whole file in UTF-8, as it was downloaded"
A_SMALLER_FILE = "a file of at most 256 MB"
SOME_CONCEPTS = "at least one concept in the file"
THE_COLUMN = "this column, which is missing"
AS_MANY_CELLS = "as many cells as there are headings"
A_LANGUAGE = "a language in the file’s name, such as skills_sv.csv, or told beside it"
A_CONCEPT_TYPE = "a type of ESCO’s: KnowledgeSkillCompetence, SkillGroup, Occupation or ISCOGroup"
AN_ESCO_ADDRESS = "an address that begins with http://data.europa.eu/esco/"
AN_ID = "an id of at most 100 signs, without spaces"
A_LABEL = "a label with a letter or a digit, of at most 200 signs"
A_SYNONYM = "words of at most 300 signs each"
EACH_ONCE = "each concept once in a file"
AN_OBJECT = "an object with conceptId or id, preferredLabel or preferred_label, and type"
