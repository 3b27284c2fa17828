s|as <xref to="r1"/> shows|as the section ‘Performance’ shows|
