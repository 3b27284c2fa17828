s|<section id="examples" numbering="decimal">|&|
s|<heading>Examples</heading>|&<judgement of="neighbourhoods"/>|
