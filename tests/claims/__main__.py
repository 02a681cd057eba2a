"""`python -m tests.claims render`: write the generated parts of the documents anew."""

import sys

from tests.claims.rendering import ROOT, documents, rendered


def main() -> int:
    """Render every document; say which ones changed."""
    if sys.argv[1:] != ["render"]:
        print("usage: python -m tests.claims render", file=sys.stderr)
        return 2
    for path in documents():
        before = path.read_text(encoding="utf-8")
        after = rendered(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(f"rendered {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
