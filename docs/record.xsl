<?xml version="1.0" encoding="UTF-8"?>
<!-- docs/record.md from templates/record.rng: every element with its annotation, its attributes, what
     may stand in it and where it stands. `xsltproc docs/record.xsl templates/record.rng`. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:rng="http://relaxng.org/ns/structure/1.0"
	xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0">
	<xsl:output method="text" encoding="UTF-8"/>
	<xsl:strip-space elements="*"/>
	<xsl:key name="define" match="rng:define" use="@name"/>
	<xsl:key name="element" match="rng:element" use="@name"/>

	<xsl:template match="/">
		<xsl:text># Records&#10;&#10;</xsl:text>
		<xsl:text>A record says what was inspected, the figures, the recommendations and what came of them, and nothing of how the report looks. Its schema is `templates/record.rng`; this page is made from it (`xsltproc docs/record.xsl templates/record.rng`), so that both say the same.&#10;&#10;</xsl:text>
		<xsl:text>`revisit new KIND` writes a record to begin with; `revisit check` says what is wrong with one. Numbers stand once, in `data`; the text prints them with `val`, by paths, which the last part of this page lists.&#10;</xsl:text>
		<xsl:text>&#10;In what an element holds, `?` marks what may be missing, `*` what may be missing or repeated, `+` what may be repeated; `|` stands between alternatives.&#10;</xsl:text>
		<xsl:for-each select="//rng:element[generate-id() = generate-id(key('element', @name)[1])]">
			<xsl:sort select="@name"/>
			<xsl:call-template name="element"/>
		</xsl:for-each>
		<xsl:text>&#10;## Paths of figures&#10;&#10;```&#10;</xsl:text>
		<xsl:for-each select="//comment()[starts-with(normalize-space(), 'Paths.')]">
			<xsl:call-template name="lines"><xsl:with-param name="text" select="."/></xsl:call-template>
		</xsl:for-each>
		<xsl:text>```&#10;</xsl:text>
	</xsl:template>

	<!-- One section for a name, with a paragraph for each of its definitions. -->
	<xsl:template name="element">
		<xsl:variable name="name" select="@name"/>
		<xsl:text>&#10;## `</xsl:text><xsl:value-of select="$name"/><xsl:text>`&#10;</xsl:text>
		<xsl:for-each select="key('element', $name)">
			<xsl:if test="not(a:documentation = preceding::rng:element[@name = $name]/a:documentation)">
				<xsl:text>&#10;</xsl:text>
				<xsl:value-of select="normalize-space(a:documentation)"/>
				<xsl:text>&#10;</xsl:text>
				<xsl:variable name="holds"><xsl:apply-templates select="*" mode="content"/></xsl:variable>
				<xsl:if test="string($holds)">
					<xsl:text>&#10;Holds: </xsl:text>
					<xsl:value-of select="normalize-space($holds)"/>
					<xsl:text>&#10;</xsl:text>
				</xsl:if>
				<xsl:variable name="attributes"><xsl:apply-templates select="*" mode="attribute"/></xsl:variable>
				<xsl:if test="string($attributes)">
					<xsl:text>&#10;| attribute | | what it says |&#10;|---|---|---|&#10;</xsl:text>
					<xsl:value-of select="$attributes"/>
				</xsl:if>
			</xsl:if>
		</xsl:for-each>
	</xsl:template>

	<!-- ===== What an element holds ===== -->

	<xsl:template match="rng:element" mode="content">
		<xsl:text>`</xsl:text><xsl:value-of select="@name"/><xsl:text>` </xsl:text>
	</xsl:template>
	<xsl:template match="rng:text | rng:data[not(ancestor::rng:attribute)]" mode="content">text </xsl:template>
	<xsl:template match="rng:attribute | rng:empty | rng:value | rng:param | a:documentation" mode="content"/>
	<xsl:template match="rng:group" mode="content">
		<xsl:apply-templates select="*" mode="content"/>
	</xsl:template>
	<xsl:template match="rng:choice" mode="content">
		<xsl:variable name="parts">
			<xsl:for-each select="*">
				<xsl:variable name="part"><xsl:apply-templates select="." mode="content"/></xsl:variable>
				<xsl:if test="string($part)">
					<xsl:value-of select="normalize-space($part)"/><xsl:text> | </xsl:text>
				</xsl:if>
			</xsl:for-each>
		</xsl:variable>
		<xsl:if test="string($parts)">
			<xsl:value-of select="substring($parts, 1, string-length($parts) - 3)"/><xsl:text> </xsl:text>
		</xsl:if>
	</xsl:template>
	<xsl:template match="rng:optional | rng:zeroOrMore | rng:oneOrMore" mode="content">
		<xsl:variable name="part"><xsl:apply-templates select="*" mode="content"/></xsl:variable>
		<xsl:variable name="short" select="normalize-space($part)"/>
		<xsl:variable name="mark">
			<xsl:choose>
				<xsl:when test="self::rng:optional">?</xsl:when>
				<xsl:when test="self::rng:zeroOrMore">*</xsl:when>
				<xsl:otherwise>+</xsl:otherwise>
			</xsl:choose>
		</xsl:variable>
		<xsl:choose>
			<xsl:when test="not($short)"/>
			<xsl:when test="contains($short, ' ')">
				<xsl:value-of select="concat('(', $short, ')', $mark, ' ')"/>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="concat($short, $mark, ' ')"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<!-- Text with everything that may stand in a line has one name: this list would hide the rest. -->
	<xsl:template match="rng:ref[@name = 'inline']" mode="content">words </xsl:template>
	<xsl:template match="rng:ref" mode="content">
		<xsl:apply-templates select="key('define', @name)/*" mode="content"/>
	</xsl:template>

	<!-- ===== Attributes ===== -->

	<xsl:template match="rng:element | rng:text | rng:data | rng:empty | rng:value | a:documentation" mode="attribute"/>
	<xsl:template match="rng:ref" mode="attribute">
		<xsl:param name="optional"/>
		<xsl:apply-templates select="key('define', @name)/*" mode="attribute">
			<xsl:with-param name="optional" select="$optional"/>
		</xsl:apply-templates>
	</xsl:template>
	<xsl:template match="rng:optional" mode="attribute">
		<xsl:apply-templates select="*" mode="attribute">
			<xsl:with-param name="optional" select="'yes'"/>
		</xsl:apply-templates>
	</xsl:template>
	<xsl:template match="rng:group | rng:choice | rng:zeroOrMore | rng:oneOrMore" mode="attribute">
		<xsl:param name="optional"/>
		<xsl:apply-templates select="*" mode="attribute">
			<xsl:with-param name="optional" select="$optional"/>
		</xsl:apply-templates>
	</xsl:template>
	<xsl:template match="rng:attribute" mode="attribute">
		<xsl:param name="optional"/>
		<xsl:text>| `</xsl:text><xsl:value-of select="@name"/><xsl:text>` | </xsl:text>
		<xsl:if test="$optional">optional</xsl:if>
		<xsl:text> | </xsl:text>
		<xsl:value-of select="normalize-space(a:documentation)"/>
		<xsl:for-each select=".//rng:value">
			<xsl:if test="position() = 1"> One of: </xsl:if>
			<xsl:text>`</xsl:text><xsl:value-of select="."/><xsl:text>`</xsl:text>
			<xsl:choose>
				<xsl:when test="position() != last()">, </xsl:when>
				<xsl:otherwise>.</xsl:otherwise>
			</xsl:choose>
		</xsl:for-each>
		<xsl:text> |&#10;</xsl:text>
	</xsl:template>

	<!-- A comment's lines without the blanks that indent them. -->
	<xsl:template name="lines">
		<xsl:param name="text"/>
		<xsl:variable name="line" select="substring-before(concat($text, '&#10;'), '&#10;')"/>
		<xsl:variable name="bare" select="translate($line, '&#9;', '')"/>
		<xsl:choose>
			<xsl:when test="starts-with($bare, '     ')"><xsl:value-of select="substring($bare, 6)"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="normalize-space($bare)"/></xsl:otherwise>
		</xsl:choose>
		<xsl:text>&#10;</xsl:text>
		<xsl:if test="contains($text, '&#10;')">
			<xsl:call-template name="lines">
				<xsl:with-param name="text" select="substring-after($text, '&#10;')"/>
			</xsl:call-template>
		</xsl:if>
	</xsl:template>
</xsl:stylesheet>
