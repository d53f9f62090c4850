"""The questions, in one place. They never change a row.

``get_`` gives one or raises NotFound, ``find_`` one or none, ``list_`` rows in a fixed order,
``count_`` a number.
"""
