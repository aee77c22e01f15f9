"""Lists that come in as spreadsheets: read, looked at, loaded as a whole or not at all."""
