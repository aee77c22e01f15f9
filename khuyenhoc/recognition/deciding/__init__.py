"""Decisions on a year's entries: who can be recognised and who is held back, drafts, issuing, withdrawing, announcing."""
