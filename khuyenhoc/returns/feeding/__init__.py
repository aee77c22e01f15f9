"""Figures that come from the registers of learning models which units keep themselves."""
