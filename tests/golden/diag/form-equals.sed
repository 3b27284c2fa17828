s|<section id="performance"|<section id|
