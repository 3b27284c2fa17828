s|<section numbering="decimal">|<section numbering="decimal" class="wide">|;t end;b;:end;n;b end
