"""What became of somebody and the municipality: moved in, returned, stayed, commutes or left."""

from models.words import Residence

# What stands in place of a municipality's code.
ABROAD = "abroad"


def residence_of(
    home: str, studied_in: str, lives_in: str, works_in: str, here: str
) -> Residence | None:
    """Say what became of somebody, from four places by their municipality's code.

    Parameters
    ----------
    home : str
        Where they came from, as told at registration; "" where it is not known.
    studied_in : str
        Where their profile says that they were while they studied; "" where it is not known.
    lives_in, works_in : str
        Where they live and work now: a code, ``ABROAD``, or "" for nowhere.
    here : str
        The municipality whose service this is.

    Returns
    -------
    Residence or None
        None for somebody who lives here and of whom it is not known where they came from.

    Notes
    -----
    The first line that fits:

    ==========  ===============  ========  ========  =========
    home        studied in       lives in  works in  what it is
    ==========  ===============  ========  ========  =========
    elsewhere   anywhere         here      anywhere  moved in
    here        elsewhere        here      anywhere  returned
    here        here or unknown  here      anywhere  stayed
    unknown     anywhere         here      anywhere  None
    anything    anywhere         not here  here      commutes
    anything    anywhere         not here  not here  left
    ==========  ===============  ========  ========  =========

    Somebody from elsewhere who lives and works elsewhere has left: they had a place here once.

    Examples
    --------
    >>> residence_of("2480", "2281", "2280", "2281", here="2280")
    <Residence.MOVED_IN: 'moved_in'>
    >>> residence_of("2280", "2281", "2281", "2280", here="2280")
    <Residence.COMMUTES: 'commutes'>
    """
    if lives_in != here:
        return Residence.COMMUTES if works_in == here else Residence.LEFT
    if not home:
        return None
    if home != here:
        return Residence.MOVED_IN
    return Residence.RETURNED if studied_in not in {here, ""} else Residence.STAYED
