s|<heading>Examples</heading>|<heading>Recommendations</heading>|
