"""The examples that a rule set carries: run, measured, and a small rule set to start from."""
