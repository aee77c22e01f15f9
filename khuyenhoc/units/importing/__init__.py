"""Our own data files from the sources' packages, made at build time by a developer and never read at run time."""
