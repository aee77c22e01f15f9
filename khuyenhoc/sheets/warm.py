"""What the server of children brings in for the reading of files: the reader of lists after a rehearsal."""

from __future__ import annotations

from khuyenhoc.sheets.lists.asked import Asked, Wanted
from khuyenhoc.sheets.lists.files import read_list

read_list("TT;Họ và tên\n1;Nguyễn Văn A\n".encode(), Asked((Wanted("name", ("Họ và tên",), needed=True),)))
