"""The Local Government Interaction List."""
