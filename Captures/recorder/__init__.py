"""The recorder of Chokepoint's sample captures.

`record.py` is the command; each scenario is a module under `scenarios`.
"""
