"""Papers: official documents (.docx, .pdf, .txt, .html) read into numbered lines."""
