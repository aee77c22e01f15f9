"""Pages of the registers of the learning models, from the list of a village to the decision."""
