"""The public lists that travel with the product; `ATTRIBUTION.md` says whose they are."""
