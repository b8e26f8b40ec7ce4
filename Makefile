# What can be made here; `make` alone prints this list.
#
# Two build profiles: `dev` (Cargo.toml says what of it is optimised) builds what `report` and `test` run, so that
# a fresh machine gets there in minutes; `release` builds what `install` puts in place.

# In CI the target folder lives outside the checkout, so that a later run finds what an earlier one compiled.
ifeq ($(CI),true)
export CARGO_TARGET_DIR ?= $(HOME)/.cache/cfit/target
else
export CARGO_TARGET_DIR ?= $(CURDIR)/target
endif

CFIT := $(CARGO_TARGET_DIR)/debug/cfit
YEARS := $(notdir $(wildcard inputs/2[0-9][0-9][0-9]))
PREFIX ?= $(HOME)/.local

.PHONY: help report test lint unit docs bench install example clean

help: ## print this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 18

report: ## build cfit and render reports/ for every year of the example in inputs/
	cargo build --locked
	@for year in $(YEARS); do \
	  $(CFIT) report --year $$year; code=$$?; \
	  [ $$code -le 1 ] || exit $$code; \
	done

test: setup lint docs unit ## set up the tools the tests need, and pass every test

.PHONY: setup
setup:
	tests/setup.sh

lint:
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings

docs:
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --quiet

unit:
	cargo build --locked --workspace --all-targets
	cargo test --locked --workspace

# One invented pact for all measurements, the same on every machine.
BENCH := $(CARGO_TARGET_DIR)/bench

bench: ## build the release profile and time the reading of 1,000 returns beside calamine alone
	cargo build --locked --release
	cargo build --locked --release --package cfit --package read --example reading_beside_calamine
	@rm -rf $(BENCH)
	$(CARGO_TARGET_DIR)/release/cfit demo $(BENCH) --participants 1000 --orders 500 --years 1 --seed 1
	$(CARGO_TARGET_DIR)/release/examples/reading_beside_calamine $(BENCH) 2026

install: ## build the release profile and put the one file `cfit` into ~/.local/bin (PREFIX=…)
	cargo build --locked --release
	install -D -m 755 $(CARGO_TARGET_DIR)/release/cfit $(PREFIX)/bin/cfit

example: ## make the example workspace again from its sources in tests/example/
	cargo build --locked
	CFIT=$(CFIT) tests/example/make.sh

clean: ## delete what was built and rendered
	rm -rf $(CARGO_TARGET_DIR) reports outbox
