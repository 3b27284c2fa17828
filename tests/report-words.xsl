<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of a report (templates/report.rng) in the order in which they are to be read: the contents
     from the headings, the text, each note behind the block that refers to it, in place of charts and
     pictures their alternatives. U+E000 stands for a number of a page, U+E001 for the marker of a list,
     which are the layout's and the style's. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:strip-space elements="report cover section box list item table row cell figure note comment"/>

  <xsl:template match="/report">
    <xsl:apply-templates select="*[not(self::head)]"/>
  </xsl:template>

  <!-- blocks: a line each, their notes behind them -->
  <xsl:template match="heading | para | caption | source">
    <xsl:value-of select="concat('&#10;', @number, ' ', @label, ' ')"/>
    <xsl:apply-templates/>
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select=".//note | .//comment" mode="body"/>
  </xsl:template>
  <xsl:template match="note">
    <xsl:text> </xsl:text>
    <xsl:call-template name="mark"/>
  </xsl:template>
  <!-- comments are in drafts only -->
  <xsl:template match="comment">
    <xsl:if test="/report/@status = 'draft'">
      <xsl:text> </xsl:text>
      <xsl:number level="any" count="comment" format="a"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="note" mode="body">
    <xsl:text>&#10;</xsl:text>
    <xsl:call-template name="mark"/>
    <xsl:text> </xsl:text>
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="comment" mode="body">
    <xsl:if test="/report/@status = 'draft'">
      <xsl:text>&#10;</xsl:text>
      <xsl:number level="any" count="comment" format="a"/>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:if>
  </xsl:template>
  <xsl:template name="mark">
    <xsl:choose>
      <xsl:when test="@label"><xsl:value-of select="@label"/></xsl:when>
      <xsl:otherwise><xsl:number level="any" count="note"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="list/item">
    <xsl:variable name="number" select="sum(../@start) + not(../@start) + count(preceding-sibling::item)"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:choose>
      <xsl:when test="../@kind = 'plain'"/>
      <xsl:when test="../@kind = 'terms'"><xsl:value-of select="concat(@term, ' ')"/></xsl:when>
      <xsl:when test="../@kind = 'decimal'"><xsl:number value="$number" format="1. "/></xsl:when>
      <xsl:when test="../@kind = 'alpha'"><xsl:number value="$number" format="a. "/></xsl:when>
      <xsl:when test="../@kind = 'roman'"><xsl:number value="$number" format="i. "/></xsl:when>
      <xsl:otherwise><xsl:text>&#xe001; </xsl:text></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="chart | image">
    <xsl:value-of select="concat('&#10;', @alt, '&#10;')"/>
  </xsl:template>

  <!-- those of the headings that are listed, or of the captions -->
  <xsl:template match="contents">
    <xsl:variable name="depth" select="sum(@depth) + 2 * not(@depth)"/>
    <xsl:apply-templates mode="entry" select="//heading[not(ancestor::cover)][(parent::section and
        not(@contents = 'no')) or @contents = 'yes'][count(ancestor::*[heading]) &lt;= $depth]
        [not(parent::section/contents)]"/>
  </xsl:template>
  <xsl:template match="contents[@of = 'tables']">
    <xsl:apply-templates mode="entry" select="//table/caption"/>
  </xsl:template>
  <xsl:template match="contents[@of = 'figures']">
    <xsl:apply-templates mode="entry" select="//figure/caption"/>
  </xsl:template>
  <xsl:template match="heading | caption" mode="entry">
    <xsl:value-of select="concat('&#10;', @number, ' ')"/>
    <xsl:apply-templates mode="entry"/>
    <xsl:text> &#xe000;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="note | comment" mode="entry"/>

  <xsl:template match="br"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="page-ref"><xsl:text>&#xe000;</xsl:text></xsl:template>
</xsl:stylesheet>
