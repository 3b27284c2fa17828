s|<question |<recommendation><text><para>x</para></text><action><para>y</para></action><impact><para>z</para></impact></recommendation>&|
