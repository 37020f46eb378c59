"""The version of the program: the one place where it is written; the package metadata read it here."""

VERSION = "0.1.0"
