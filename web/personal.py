"""One's own data as one file: everything that is stored about a person, for them and for machines.

Names are those of the tables, so that nothing is lost by being put in words; each class of records
says what it is called on the page. What is kept and not given is named, with the reason.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from models.personal import ABOUT_NOBODY, PARTS, RECORDS, parts_of
from models.persons import Part, Person
from models.queries.personal import list_rows
from models.words import CEFR, Withheld
from web.keeping import CLASSES, WHY_WITHHELD

FILE_NAME = "kajplats.json"


def file_of(session: Session, person: Person, *, at: datetime) -> str:
    """Write everything that is stored about a person."""
    config = current_app.config
    told = {
        "service": config["SERVICE_NAME"],
        "authorities": [config["MUNICIPALITY"], config["UNIVERSITY"]],
        "questions": config["CONTACT_EMAIL"],
        "made_at": at,
        "records": {records: _class(session, records, person) for records in RECORDS},
        "kept_not_shown": _withheld(),
        "reasons": {why.value: str(WHY_WITHHELD[why.value]) for why in Withheld},
        "about_nobody": dict(ABOUT_NOBODY),
    }
    return json.dumps(_plain(told), ensure_ascii=False, indent=2) + "\n"


def _class(session: Session, records: str, person: Person) -> dict[str, Any]:
    about, rows = CLASSES[records], dict[str, list[Mapping[str, Any]]]()
    for part in parts_of(records):
        rows.setdefault(part.table.name, []).extend(list_rows(session, part, person))
    return {"called": str(about.name), "holds": str(about.holds), "tables": rows}


def _withheld() -> list[dict[str, str]]:
    """Name every column that is stored and not given; a part of it may be given elsewhere."""
    return [_named(part, column, why) for part in PARTS for column, why in part.withheld.items()]


def _named(part: Part, column: str, why: Withheld) -> dict[str, str]:
    return {
        "records": part.records,
        "table": part.table.name,
        "column": column,
        "why": why.value,
    }


def _plain(value: Any) -> Any:
    """Give a value as JSON can hold it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, CEFR):
        return value.name
    return value.isoformat() if isinstance(value, (date, datetime)) else value
