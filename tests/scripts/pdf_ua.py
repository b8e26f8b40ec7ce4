"""Checks PDF files against PDF/UA-1 and that text can be had from them; prints every rule that fails."""

import sys

import page

failed = False
for path in sys.argv[1:]:
    report = page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
    for failure in report.failures:
        failed = True
        print(f"{path}: {failure.rule_id}: {failure.message}")
    print(f"{path}: {report.document.page_count} pages, {report.rules.passed} of {report.rules.total} rules passed")
sys.exit(1 if failed else 0)
