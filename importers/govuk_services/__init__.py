"""Who provides a service, as GOV.UK says."""
