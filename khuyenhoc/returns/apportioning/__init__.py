"""Figures of divided units, apportioned to the parts by explicit numbers: nothing is spread by a ratio, lost or invented."""
