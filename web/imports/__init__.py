"""What a row of a file becomes: a student, an employer, an offer. Importing twice is once."""
