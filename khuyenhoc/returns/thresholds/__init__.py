"""Thresholds of checks that were changed here: dated data over the catalogue's own, decided by somebody, never by itself."""
