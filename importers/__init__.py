"""Other people's formats, in and out: one folder a format."""
