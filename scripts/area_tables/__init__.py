"""The tables of areas that ship with the package, each made from files of open data."""
