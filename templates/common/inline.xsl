<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands inside a paragraph. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:key name="by-id" match="*[@id]" use="@id"/>

  <xsl:template match="strong | emph | title | sup | sub">
    <span style="{local-name()}"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="abbr"><xsl:apply-templates/></xsl:template>

  <xsl:template match="q">
    <xsl:value-of select="calc:say('quote-open')"/>
    <xsl:apply-templates/>
    <xsl:value-of select="calc:say('quote-close')"/>
  </xsl:template>

  <xsl:template match="br"><br/></xsl:template>

  <xsl:template match="link">
    <link uri="{@href}" line="{calc:line()}">
      <xsl:choose>
        <xsl:when test="node()"><xsl:apply-templates/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@href"/></xsl:otherwise>
      </xsl:choose>
    </link>
  </xsl:template>

  <xsl:template match="fn">
    <note line="{calc:line()}"><para><xsl:apply-templates/></para></note>
  </xsl:template>

  <!-- A figure of the data part. -->
  <xsl:template match="val">
    <xsl:value-of select="calc:print(@ref, @as, @digits, @sign)"/>
  </xsl:template>

  <xsl:template match="date[@value]">
    <xsl:value-of select="calc:date(@value, @to)"/>
  </xsl:template>

  <xsl:template match="date[@of]">
    <xsl:choose>
      <xsl:when test="/*/data/period[@id = current()/@of]">
        <xsl:value-of select="calc:period(@of)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="/*/meta/*[local-name() = current()/@of]" mode="date"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A date of the meta part: its own words, or the usual ones. -->
  <xsl:template match="*" mode="date">
    <xsl:choose>
      <xsl:when test="normalize-space()"><xsl:value-of select="normalize-space()"/></xsl:when>
      <xsl:when test="@date"><xsl:value-of select="calc:date(@date)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="calc:date(@from, @to)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ===== References ===== -->

  <xsl:template match="xref">
    <xsl:variable name="target" select="key('by-id', @to)[not(ancestor::data)]"/>
    <xsl:choose>
      <xsl:when test="@show = 'page'"><page-ref to="{@to}" line="{calc:line()}"/></xsl:when>
      <xsl:otherwise>
        <link to="{@to}" line="{calc:line()}">
          <xsl:apply-templates select="$target" mode="reference">
            <xsl:with-param name="show" select="@show"/>
          </xsl:apply-templates>
        </link>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What an element is called when it is referred to: its number with or without the word for
       its kind, or its title in quotation marks where it has no number or the title is asked for. -->
  <xsl:template match="*" mode="reference">
    <xsl:param name="show"/>
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$show = 'title' or not(string($number))">
        <xsl:variable name="title">
          <xsl:apply-templates select="(heading | caption | statement | framework)[1]" mode="plain"/>
        </xsl:variable>
        <xsl:value-of select="calc:say('xref-title', 'title', normalize-space($title))"/>
      </xsl:when>
      <xsl:when test="$show = 'number'"><xsl:value-of select="$number"/></xsl:when>
      <xsl:when test="calc:knows(concat('xref-', local-name()))">
        <xsl:value-of select="calc:say(concat('xref-', local-name()), 'n', $number)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="calc:say('xref-table', 'n', $number)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Words without notes and links. -->
  <xsl:template match="fn" mode="plain"/>
  <xsl:template match="val | date" mode="plain"><xsl:apply-templates select="."/></xsl:template>

  <!-- Text of a strings file with its values set off: they stand between two private characters. -->
  <xsl:template name="marked">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, '&#xE000;')">
        <xsl:variable name="rest" select="substring-after($text, '&#xE000;')"/>
        <xsl:value-of select="substring-before($text, '&#xE000;')"/>
        <span style="value"><xsl:value-of select="substring-before($rest, '&#xE001;')"/></span>
        <xsl:call-template name="marked">
          <xsl:with-param name="text" select="substring-after($rest, '&#xE001;')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
