"""`python -m bekymring.cli` is the command."""

from bekymring.cli.app import main

if __name__ == "__main__":
    raise SystemExit(main())
