"""A file's bytes as a workbook of sheets of cells, and back with marks in it. No Django models; knows nothing of returns."""
