s|<heading>Examples</heading>|<heading></heading>|
