"""The door for tests of rule sets: a pytest plug-in, Hypothesis strategies and case tables."""
