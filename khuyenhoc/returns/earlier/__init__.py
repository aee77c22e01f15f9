"""Earlier years: accepted figures and known numbers of units that come in as tables, so that checks have what to compare with."""
