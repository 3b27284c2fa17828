s|<section numbering="decimal">|<section id="performance" numbering="decimal">|;t end;b;:end;n;b end
