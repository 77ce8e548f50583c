"""Writing a process and its pages as a folder for the GOV.UK Prototype Kit."""
