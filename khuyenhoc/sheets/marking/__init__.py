"""The error workbook: a sender's own file back with what is wrong marked at its cells. Bytes and notes in, bytes out."""
