"""The workbooks of the demonstration, written as communes send them: `write_all`."""

from khuyenhoc.demo.workbooks.write import WrittenFile, write_all

__all__ = ["WrittenFile", "write_all"]
