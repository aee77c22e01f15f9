"""Synthetic registers of the learning models, whose figures are those of the demonstration's returns."""
