"""One vocabulary of two: the project's own, and what was imported from taxonomies.

One meaning stays one concept: an imported concept whose every label is one of an own concept of
its family is joined to it, and its words become synonyms there. Where a word would stand for both,
it stands for the own concept. Linear in the labels; only the standard library.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from matcher.text import words
from matcher.vocabulary import Concept, Vocabulary

# Skills, tools and fields share one space of words: people name all of them as what they know.
_FAMILIES = {
    "skill": "known",
    "tool": "known",
    "field": "known",
    "occupation": "occupation",
    "programme": "programme",
}
_LANGUAGES = {"sv": "sv_synonyms", "en": "en_synonyms", "": "others"}

_Key = tuple[str, ...]
_Owners = dict[tuple[str, _Key], list[str]]


def find_joined(own: Vocabulary, imported: Iterable[Concept]) -> dict[str, str]:
    """Return the own concept that each imported one is the same as, by their ids.

    Retired ones are none.

    Examples
    --------
    >>> own = Vocabulary([Concept("skill/sql", "skill", "SQL", "SQL")])
    >>> one, other = Concept("a", "skill", "sql", ""), Concept("b", "skill", "SQL", "queries")
    >>> find_joined(own, [one, other])
    {'a': 'skill/sql'}
    """
    owners = _owners(own)
    joined = {}
    for concept in imported:
        same = _same(own, owners, concept)
        if same and not concept.is_retired:
            joined[concept.id] = same
    return joined


def merge(
    own: Vocabulary, imported: Iterable[Concept], joined: Mapping[str, str] | None = None
) -> Vocabulary:
    """Return one vocabulary of both, the own concepts first.

    Broader concepts that are not there, or would lie above themselves, are left out.

    Parameters
    ----------
    own : Vocabulary
    imported : iterable of Concept
    joined : mapping of str to str, optional
        As `find_joined` gives it; reckoned if not given.
    """
    imported = list(imported)
    told = find_joined(own, imported) if joined is None else joined
    same = {one: other for one, other in told.items() if other in own}
    owners = _owners(own)
    own_words = {concept.id: concept for concept in own}
    kept: dict[str, Concept] = {}
    for concept in imported:
        if concept.id in same:
            target = own_words[same[concept.id]]
            own_words[target.id] = _with_words(target, concept, owners)
        elif concept.id not in own:
            kept[concept.id] = _without_words(concept, owners)
    above = {
        id_: _step(same.get(concept.broader, concept.broader), id_, kept, own)
        for id_, concept in kept.items()
    }
    _break_circles(above)
    rest = (replace(concept, broader=above[id_]) for id_, concept in kept.items())
    return Vocabulary([*own_words.values(), *rest])


def _key(label: str) -> _Key:
    return tuple(words(label)) or (label.strip(),)


def _owners(own: Vocabulary) -> _Owners:
    """Return which own concepts each word of a family stands for."""
    owners: _Owners = {}
    for concept in own:
        for label, _ in concept.labels():
            found = owners.setdefault((_FAMILIES[concept.kind], _key(label)), [])
            if concept.id not in found:
                found.append(concept.id)
    return owners


def _same(own: Vocabulary, owners: _Owners, concept: Concept) -> str:
    """Return the own concept that has every shown label of an imported one; "" for none."""
    family = _FAMILIES[concept.kind]
    shared: list[str] | None = None
    for label in (concept.sv, concept.en):
        if label:
            found = owners.get((family, _key(label)), [])
            shared = found if shared is None else [id_ for id_ in shared if id_ in found]
    # Of several, one of the same kind.
    return min(shared or (), key=lambda id_: own[id_].kind != concept.kind, default="")


def _with_words(target: Concept, concept: Concept, owners: _Owners) -> Concept:
    """Return an own concept with the words of one that is the same, but none of another's."""
    family = _FAMILIES[target.kind]
    known = {_key(label) for label, _ in target.labels()}
    added: dict[str, list[str]] = {name: [] for name in _LANGUAGES.values()}
    for label, language in concept.labels():
        key = _key(label)
        if key not in known and (family, key) not in owners:
            known.add(key)
            added[_LANGUAGES[language]].append(label)
    more = {name: (*getattr(target, name), *found) for name, found in added.items() if found}
    return replace(target, **more) if more else target  # type: ignore[arg-type]  # three fields of one type


def _without_words(concept: Concept, owners: _Owners) -> Concept:
    """Return an imported concept without the synonyms that stand for an own one."""
    family = _FAMILIES[concept.kind]

    def left(synonyms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in synonyms if (family, _key(word)) not in owners)

    return replace(
        concept,
        sv_synonyms=left(concept.sv_synonyms),
        en_synonyms=left(concept.en_synonyms),
        others=left(concept.others),
    )


def _step(broader: str, id_: str, kept: Mapping[str, Concept], own: Vocabulary) -> str:
    return broader if broader != id_ and (broader in kept or broader in own) else ""


def _break_circles(above: dict[str, str]) -> None:
    """Take away the step that closes a circle, wherever there is one."""
    safe: set[str] = set()
    for start in above:
        path: list[str] = []
        at = start
        while at in above and at not in safe:
            path.append(at)
            if above[at] in path:
                above[at] = ""
            at = above[at]
        safe.update(path)
