"""The algebra of figures: a figure is an indicator or a formula, of a unit, in a period, on a map, of what is accepted only or of
what has been sent as well. Amounts add up; ratios are made of amounts and have no way to be added. What is missing is never zero,
and every value carries how many of those who owe have stated it."""
