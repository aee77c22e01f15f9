"""What the server of children brings in: the reader with its words read, so that none of the children has to do it."""

from khuyenhoc.returns.intake import pipeline  # noqa: F401  # what the children work with
from khuyenhoc.returns.intake.words import words

words()
