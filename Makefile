# Everything that is done here by name; `make` alone lists it.

.DEFAULT_GOAL := help
.PHONY: help setup demo run test bench screenshots package lock locale clean \
        system-window system-test system-bench system-package

OUT ?= out
WORKERS ?= 2
PYTHON ?=
READY := .venv/.ready
PY := .venv/bin/python
CATALOGUES := $(wildcard resources/locale/*/LC_MESSAGES/papidesk.po)
COMPILED := $(CATALOGUES:.po=.mo)

# Debian packages, by what needs them; the demo needs none.
FOR_WINDOW := libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0 \
    libx11-6 libx11-xcb1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 \
    libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 \
    libxcb-util1 libxcb-xfixes0 libxcb-xkb1
FOR_TESTS := $(FOR_WINDOW) xvfb xdotool poppler-utils qpdf age libreoffice-writer-nogui \
    libreoffice-calc-nogui unzip 7zip openssl postgresql zbar-tools
FOR_BENCH := $(FOR_TESTS) libpango-1.0-0 libpangoft2-1.0-0
FOR_PACKAGE := $(FOR_WINDOW) xvfb xdotool binutils libpython3.11 nsis

help: ## list what can be done
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

setup: $(READY) $(COMPILED) ## Python packages into .venv, once for each lock file

demo: setup ## the main job with no window: sample documents recognised, kept, checked, printed (out/)
	$(PY) main.py demo $(OUT)

run: system-window setup ## open the window
	$(PY) main.py

test: system-test setup ## style, types, directions between rooms, and all tests
	.venv/bin/ruff check --quiet .
	.venv/bin/ruff format --check --quiet .
	.venv/bin/mypy
	$(PY) -m pytest -n $(WORKERS) --dist worksteal -q

bench: system-bench setup ## measure against bare libraries and other programs: bench/results.md
	$(PY) -m bench.run

screenshots: system-window setup ## the pictures of the README and the guides
	QT_QPA_PLATFORM=offscreen $(PY) docs/make_screenshots.py

package: system-package setup ## the one-folder program in dist/, built and tried
	$(PY) -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/package pyinstaller.spec
	$(PY) installer/check_package.py dist/PapiDesk

lock: ## write requirements.lock anew from pyproject.toml (network)
	tools/lock.sh "$(PYTHON)"

locale: $(READY) ## collect the sentences of the program into the catalogues and compile them
	tools/catalogues.sh
	@$(MAKE) --no-print-directory setup

clean: ## remove what was made, but not .venv
	rm -rf build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find papidesk ui tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock tools/set_up.sh
	@tools/set_up.sh "$(PYTHON)"

%.mo: %.po $(READY)
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@

system-window:
	@tools/system_packages.sh $(FOR_WINDOW)

system-test:
	@tools/system_packages.sh $(FOR_TESTS)

system-bench:
	@tools/system_packages.sh $(FOR_BENCH)

system-package:
	@tools/system_packages.sh $(FOR_PACKAGE)
