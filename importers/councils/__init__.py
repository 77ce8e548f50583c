"""The registers of councils."""
