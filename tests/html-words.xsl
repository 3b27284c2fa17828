<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of a page that `revisit build -to html` made, contents first: without what only the
     page has (class extra, the narrow drawings), and with the marks of numbered lists, which the browser
     draws. Notes come last in the page, as here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns:svg="http://www.w3.org/2000/svg">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/">
    <xsl:apply-templates select="//h:nav"/>
    <xsl:apply-templates select="//h:header | //h:main"/>
  </xsl:template>

  <xsl:template match="*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="*[contains(concat(' ', @class, ' '), ' extra ')]"/>
  <xsl:template match="svg:svg[@class = 'narrow']"/>

  <xsl:template match="h:ol/h:li">
    <xsl:variable name="start">
      <xsl:choose>
        <xsl:when test="../@start"><xsl:value-of select="../@start"/></xsl:when>
        <xsl:otherwise>1</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="number" select="$start + count(preceding-sibling::h:li)"/>
    <xsl:choose>
      <xsl:when test="../@type = 'a'"><xsl:number value="$number" format="a."/></xsl:when>
      <xsl:when test="../@type = 'i'"><xsl:number value="$number" format="i."/></xsl:when>
      <xsl:otherwise><xsl:number value="$number" format="1."/></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="h:p | h:h1 | h:h2 | h:h3 | h:h4 | h:h5 | h:h6 | h:td | h:th | h:li | h:caption
      | h:figcaption | svg:text" priority="-0.2">
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>
</xsl:stylesheet>
