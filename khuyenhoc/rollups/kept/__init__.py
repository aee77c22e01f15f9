"""Kept copies of what counts: facts and totals as Parquet, so that a country's figures are there at once.

The truth stays in the cells. A copy is a file that is named by the SHA-256 of its bytes and never changed; which files stand is
said by a row of the database (`returns.keeping`), and which units have changed since by rows that triggers write in the
transaction of the change. So a figure is never read from a copy that an act has left behind, whatever dies when.
"""
