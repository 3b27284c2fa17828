s|<section id="examples" numbering="decimal">|<section id="examples" numbering="decimal" toc="no">|
s|<para id="plan">|<section><heading>Plans</heading><para>The plan is being made.</para></section>&|
