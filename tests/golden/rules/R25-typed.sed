s|<section id="performance" numbering="decimal">|<section><heading>Contents</heading><list><item>Performance 3</item><item>Recommendations</item><item>Examples 5.</item></list></section>&|
