<?xml version="1.0" encoding="UTF-8"?>
<!-- The report of a follow-up visit: only the order of what templates/common gives. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:include href="../common/all.xsl"/>

  <xsl:variable name="points">paragraphs</xsl:variable>
  <xsl:variable name="force" select="normalize-space(/*/meta/force)"/>
  <xsl:variable name="title">
    <xsl:choose>
      <xsl:when test="/*/meta/title"><xsl:value-of select="normalize-space(/*/meta/title[1])"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="calc:say('follow-up-title', 'unit', $unit)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/inspection-record">
    <report>
      <xsl:call-template name="report-attributes"/>
      <xsl:call-template name="head">
        <xsl:with-param name="title">
          <xsl:call-template name="running-title"><xsl:with-param name="title" select="$title"/></xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="subtitle" select="$force"/>
        <xsl:with-param name="subject" select="calc:say('follow-up-subject', 'unit', $unit)"/>
        <xsl:with-param name="keywords" select="calc:say('follow-up-keywords', 'unit', $unit, 'force', $force)"/>
      </xsl:call-template>
      <xsl:call-template name="cover"/>
      <xsl:if test="meta/isbn | meta/copyright | meta/first-published">
        <xsl:call-template name="imprint"/>
        <new-page/>
      </xsl:if>
      <xsl:call-template name="contents"/>
      <xsl:if test="$has-contents"><new-page/></xsl:if>
      <xsl:apply-templates select="meta/notice"/>
      <xsl:apply-templates select="body/particulars" mode="front"/>
      <xsl:apply-templates select="body/section"/>
      <xsl:apply-templates select="body/signature"/>
      <xsl:apply-templates select="back/glossary"/>
      <xsl:apply-templates select="back/annex"/>
    </report>
  </xsl:template>

  <xsl:template name="cover">
    <cover line="{calc:line(meta)}">
      <xsl:call-template name="cover-organisation"/>
      <para style="cover-title"><xsl:value-of select="$title"/></para>
      <xsl:for-each select="meta/title[position() &gt; 1]">
        <para style="cover-title"><xsl:value-of select="normalize-space()"/></para>
      </xsl:for-each>
      <xsl:if test="$force">
        <para style="cover-subtitle"><xsl:value-of select="$force"/></para>
      </xsl:if>
      <xsl:for-each select="meta/subtitle">
        <para style="cover-subtitle"><xsl:value-of select="normalize-space()"/></para>
      </xsl:for-each>
      <xsl:for-each select="meta/inspection | meta/visit">
        <xsl:variable name="date"><xsl:choose>
          <xsl:when test="@cover"><xsl:value-of select="calc:date(@cover)"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="." mode="date"/></xsl:otherwise>
        </xsl:choose></xsl:variable>
        <para line="{calc:line()}">
          <xsl:attribute name="style">cover-<xsl:if test="position() = 1">first-</xsl:if>line</xsl:attribute>
          <xsl:value-of select="calc:say(concat('cover-', local-name()), 'unit', $unit-word, 'date', $date)"/>
        </para>
      </xsl:for-each>
      <xsl:call-template name="cover-status"/>
    </cover>
  </xsl:template>

  <xsl:template match="particulars" mode="front">
    <section line="{calc:line()}">
      <heading contents="no"><xsl:value-of select="calc:say('particulars-heading')"/></heading>
      <para style="lead"><xsl:value-of select="calc:say('particulars-subheading', 'unit', $unit, 'force', $force)"/></para>
      <xsl:apply-templates select="."/>
    </section>
  </xsl:template>
</xsl:stylesheet>
