"""Tests of the example library."""
