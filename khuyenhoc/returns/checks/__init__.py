"""The checks K01 to K17, a file a family. Thresholds and codes come from the catalogue's data, sentences from here."""
