"""Registers follow their units into a plan, whole or village by village, and come back when it is undone."""
