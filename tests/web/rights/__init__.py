"""Who may see and do what, a module an app.

Each has ``ADDRESSES``, lines of a label, the name of the address, the method and the path; and
``MATRIX``, a drawn table of the answer to each role. A module may have ``make_ready(people)``,
which makes what its paths name.
"""
