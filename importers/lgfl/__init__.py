"""The Local Government Function List."""
