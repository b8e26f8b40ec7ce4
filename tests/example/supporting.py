"""Makes the supporting spreadsheets of the example, each in a layout of its sender's own.

    python tests/example/supporting.py

`layouts/` has a module for each corner of the example; what each file is like stands at its head. What their columns
mean is said by hand, in inputs/Y/returns/ID/mapping.toml, and of the Pact's own accounts in inputs/Y/finance/mapping.toml.
"""

from layouts import accounts, dutch, english, french, german, italian, nordic, slavic


def main():
    for corner in (accounts, dutch, english, french, german, italian, nordic, slavic):
        corner.make()
    print("wrote the supporting spreadsheets of 2025 and 2026")


if __name__ == "__main__":
    main()
