"""Reviewing many returns: what is accepted together and taken back together, and what changed since somebody's last look."""
