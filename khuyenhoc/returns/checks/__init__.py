"""The checks K01 to K18, a file a family. Thresholds and codes come from the catalogue's data, sentences from here."""
