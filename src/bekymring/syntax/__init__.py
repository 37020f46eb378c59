"""What was written: text to documents and back; the only room that knows Lark."""
