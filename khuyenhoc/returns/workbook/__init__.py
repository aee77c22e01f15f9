"""Workbooks out: for each unit an .xlsx made for it, that checks itself and is known again when it comes back."""
