s|as <xref to="r1"/> shows|as the <q>Exampels</q> section shows|
