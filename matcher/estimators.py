"""What makes a class one of scikit-learn's estimators, without loading scikit-learn.

Its conventions are names of methods, and loading it takes two seconds of processor and a hundred
megabytes: a third of a cold ranking of 2,000 students. Who puts one of these into a pipeline or a
search over settings has loaded it already.
"""

from inspect import signature
from typing import Any, Self

from matcher.errors import InvalidValueError


class Estimator:
    """The parent of what is fitted: settings are the arguments of ``__init__``, kept as given.

    What `fit` learns ends in an underscore, so that ``sklearn.base.clone`` gives one that has
    learned nothing.
    """

    def get_params(self, deep: bool = True) -> dict[str, Any]:  # scikit-learn's name
        """Return the settings by name."""
        return {name: getattr(self, name) for name in signature(type(self)).parameters}

    def set_params(self, **params: Any) -> Self:
        """Change some settings.

        Raises
        ------
        MatcherError
            If there is no such setting.
        """
        known = self.get_params()
        for name, value in params.items():
            if name not in known:
                raise InvalidValueError(
                    field=name, row=None, value=value, expected=f"one of {', '.join(known)}"
                )
            setattr(self, name, value)
        return self

    def __sklearn_tags__(self) -> Any:
        """Return what scikit-learn asks before it takes an estimator into a pipeline."""
        from sklearn.base import BaseEstimator  # only scikit-learn calls this

        return BaseEstimator().__sklearn_tags__()

    def __repr__(self) -> str:
        """Return how it is made."""
        settings = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"{type(self).__name__}({settings})"
