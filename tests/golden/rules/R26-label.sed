s|</body>|&<back><glossary><term abbr="BCU">basic command unit</term><term abbr="SPI">statutory performance indicator</term></glossary></back>|
