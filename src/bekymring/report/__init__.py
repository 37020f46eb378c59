"""Showing: values become text for people. Nothing is decided here, nothing is read, and nothing is printed."""
