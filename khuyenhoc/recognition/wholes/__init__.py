"""Communities that are whole units: on the register of the unit above them, which registers, appraises and decides."""
