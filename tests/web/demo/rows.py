"""What must hold for every row of a file, asked in one test that names the rows which fail."""

from collections.abc import Callable

Check = Callable[[dict[str, str]], None]


def of_each(rows: list[dict[str, str]], *cells: str) -> Callable[[Check], Callable[[], None]]:
    """Make what is asserted of one row a test of all; it names every row that fails, by cells."""

    def of_all(check: Check) -> Callable[[], None]:
        def test() -> None:
            wrong = {}
            for row in rows:
                try:
                    check(row)
                except AssertionError as error:
                    wrong[" ".join(row[cell] for cell in cells)] = str(error)
            assert wrong == {}, wrong

        return test

    return of_all
