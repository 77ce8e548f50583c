"""Decision tables as DMN files: read, and written."""
