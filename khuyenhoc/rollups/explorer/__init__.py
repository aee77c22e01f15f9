"""Figures of many units, indicators and periods at once, as whole columns, to be looked at and to be taken away."""
