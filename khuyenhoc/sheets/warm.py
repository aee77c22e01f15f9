"""What the server of children brings in for the reading of files: the reader after a rehearsal."""

from __future__ import annotations

from khuyenhoc.sheets.reader import read_workbook

read_workbook("TT;Họ và tên;Năm sinh\n1;Nguyễn Văn A;1950\n".encode(), "ke")
