"""What taxonomies tell, as values: their concepts by release, before they are stored."""

from dataclasses import dataclass, field


@dataclass
class ConceptTold:
    """A concept as a taxonomy tells it.

    Parameters
    ----------
    id, kind, part : str
        ``part`` is the part of its source that it stands in, such as a type of JobTech's.
    labels : dict
        The label that is shown, by language.
    synonyms : dict
        Other words for it, by language.
    also : tuple of str
        Other ids that it may have been stored with; one that it has, it keeps.
    """

    id: str
    kind: str
    part: str
    labels: dict[str, str] = field(default_factory=dict)
    synonyms: dict[str, list[str]] = field(default_factory=dict)
    also: tuple[str, ...] = ()


@dataclass
class Release:
    """What files tell of one source.

    Parameters
    ----------
    source, name : str
        ``name`` is that of the release; "" where nobody has told.
    concepts : dict
        By id.
    languages : dict
        Of each part that is there, the languages it was told in.
    broader : dict
        The concept one step up, by id, of those that it is told of.
    """

    source: str
    name: str = ""
    concepts: dict[str, ConceptTold] = field(default_factory=dict)
    languages: dict[str, set[str]] = field(default_factory=dict)
    broader: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Renewal:
    """What a release brought.

    Parameters
    ----------
    source, name : str
    added, changed, same, retired : int
        How many concepts were new, changed, as before, or given up.
    left_out : int
        How many have neither a Swedish nor an English label.
    """

    source: str
    name: str
    added: int
    changed: int
    same: int
    retired: int
    left_out: int

    @property
    def is_other(self) -> bool:
        """Whether it changed anything but the name of the release."""
        return bool(self.added or self.changed or self.retired)
