"""Validates a data package with frictionless; prints every error."""

import sys

from frictionless import Package, system

with system.use_context(trusted=True):
    report = Package(sys.argv[1]).validate()
for task in report.tasks:
    for error in task.errors:
        print(f"{task.name}: {error.message}")
for error in report.errors:
    print(error.message)
print(f"{len(report.tasks)} tables")
sys.exit(0 if report.valid else 1)
