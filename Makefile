# Hai lệnh cần biết: `make demo` và `make test`. Chỉ cần Python 3.11 trở lên và make; các phần còn lại tự cài vào thư mục này.

SERVE ?= yes
PYTHON ?=
# Trình duyệt và LibreOffice để một bộ xử lý chờ khoảng một phần ba thời gian: thêm một tiến trình thì không bộ nào chờ.
WORKERS ?= 3
BENCH ?=
FUZZ ?=
CORPUS ?=
RUN := .venv/bin/python
# Kiểm thử không bao giờ chạm vào bản cài đặt mà máy đang dùng.
ALONE := env -u KHUYENHOC_HOME -u DATABASE_URL -u DJANGO_SETTINGS_MODULE $(RUN)
DEMO_FLAGS := $(if $(filter no,$(SERVE)),--no-serve)

export PYTHON
# Mã của chương trình được dịch một lần, không phải mỗi lần chạy.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test test-spark check assets bench corpus fuzz format environment development debian docs

help: ## Liệt kê các lệnh
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1|/' | while IFS='|' read -r name what; do \
		printf '  %-14s%s\n' "$$name" "$$what"; done

demo: environment assets ## Dựng năm 2023 của Hải Dương bằng số liệu mẫu rồi chạy ở 127.0.0.1:8000 (SERVE=no: dựng xong thì dừng)
	@$(RUN) -m khuyenhoc.cli.main demo $(DEMO_FLAGS)

test: debian development assets ## Mọi kiểm tra và toàn bộ kiểm thử, trên SQLite và trên PostgreSQL
	$(ALONE) -m tests.beforehand
	$(ALONE) -m pytest -q -n $(WORKERS) --dist loadgroup
	$(ALONE) -m tests.postgres -- $(RUN) -m pytest -q -n $(WORKERS) --dist loadgroup --only-database

test-spark: development ## Kiểm thử trên Spark: cùng biểu thức, cùng kết quả (cần Java 17)
	@requirements/java
	@requirements/venv spark
	$(ALONE) -m pytest -q -n 0 tests/spark

check: development ## Kiểu viết, kiểu dữ liệu, thứ tự phòng, bước chuyển cơ sở dữ liệu, mẫu trang
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(ALONE) -m mypy
	$(RUN) -c 'import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())'
	$(ALONE) -m django makemigrations --check --dry-run --settings khuyenhoc.config.settings.test
	$(RUN) -m djlint khuyenhoc --lint --quiet

assets: environment ## Dựng phông chữ, kiểu dáng và mã của trang vào build/
	@requirements/assets

bench: development ## Đo tốc độ (BENCH=intake: chỉ một bài đo)
	$(RUN) -m bench $(BENCH)

corpus: debian development ## Đọc hàng trăm tệp bừa bộn tự sinh và chấm điểm (CORPUS="--seed 7 --count 500"; --hard: cả những cách ghi chưa hiểu được)
	$(ALONE) -m tests.corpus $(CORPUS)

fuzz: development ## Đọc một trăm nghìn tệp hỏng tự sinh, không tệp nào được làm đổ chương trình (FUZZ="--count 5000")
	$(ALONE) -m tests.returns.intake.fuzz $(FUZZ)

docs: debian development assets ## Làm lại các phần của tài liệu do chương trình viết: từ điển dữ liệu, quyền, giấy phép, hình
	$(RUN) -m docs.make_dictionary
	$(RUN) -m docs.make_rights
	$(RUN) -m docs.make_licences
	$(RUN) -m docs.make_pictures

format: development ## Sắp xếp lại mã nguồn theo kiểu viết chung
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

environment:
	@requirements/venv run

development:
	@requirements/venv dev

debian:
	@requirements/debian
