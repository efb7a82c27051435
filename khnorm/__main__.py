"""Run the command line with `python -m khnorm`."""

from khnorm.cli import main

if __name__ == "__main__":
    main()
