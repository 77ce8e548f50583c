"""The Local Government Service List."""
