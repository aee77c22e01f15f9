"""From the rows of a mapping sheet to a plan that can be looked at. Pure: cells and maps in, values out."""
