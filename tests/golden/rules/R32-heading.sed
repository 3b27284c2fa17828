s|<heading>Examples</heading>|<heading>Examples.</heading>|
