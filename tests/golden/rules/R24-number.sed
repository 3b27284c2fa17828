s|as <xref to="r1"/> shows|as recommendation 1 shows|
