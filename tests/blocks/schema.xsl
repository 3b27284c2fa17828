<?xml version="1.0" encoding="UTF-8"?>
<!-- What each element of a RELAX NG schema may hold: a line with its name and that of the element below it,
     for each element below it; #text for text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="http://relaxng.org/ns/structure/1.0">
  <xsl:output method="text"/>
  <xsl:key name="defines" match="r:define" use="@name"/>

  <xsl:template match="/">
    <xsl:for-each select="//r:element">
      <xsl:apply-templates select="*" mode="below"><xsl:with-param name="in" select="@name"/></xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="r:element" mode="below">
    <xsl:param name="in"/>
    <xsl:value-of select="concat($in, ' ', @name, '&#10;')"/>
  </xsl:template>

  <xsl:template match="r:text" mode="below">
    <xsl:param name="in"/>
    <xsl:value-of select="concat($in, ' #text&#10;')"/>
  </xsl:template>

  <xsl:template match="r:attribute" mode="below"/>

  <xsl:template match="r:ref" mode="below">
    <xsl:param name="in"/>
    <xsl:apply-templates select="key('defines', @name)/*" mode="below"><xsl:with-param name="in" select="$in"/></xsl:apply-templates>
  </xsl:template>

  <xsl:template match="*" mode="below">
    <xsl:param name="in"/>
    <xsl:apply-templates select="*" mode="below"><xsl:with-param name="in" select="$in"/></xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
