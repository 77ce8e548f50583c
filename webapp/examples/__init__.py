"""The example library: diagrams of councils that do not exist, each marked as an example."""
