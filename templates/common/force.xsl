<?xml version="1.0" encoding="UTF-8"?>
<!-- What both kinds of report on the inspection of a force have in common. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:include href="front.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="evidence.xsl"/>
  <xsl:include href="recommendations.xsl"/>
  <xsl:include href="charts.xsl"/>
  <xsl:include href="back.xsl"/>

  <xsl:param name="draft">no</xsl:param>

  <xsl:variable name="unit" select="normalize-space(/*/meta/unit)"/>
  <xsl:variable name="unit-word" select="calc:say(concat('unit-', /*/meta/unit/@kind))"/>
  <xsl:variable name="unit-short" select="string(/*/meta/unit/@short)"/>
  <xsl:variable name="group" select="string(/*/data/peer-group[1]/@short)"/>

  <xsl:template match="/inspection-record">
    <report>
      <xsl:call-template name="report-attributes"/>
      <xsl:call-template name="head">
        <xsl:with-param name="title">
          <xsl:choose>
            <xsl:when test="meta/running-title"><xsl:value-of select="normalize-space(meta/running-title)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="calc:say('force-title', 'unit', $unit)"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
        <xsl:with-param name="subject" select="calc:say('force-subject', 'unit', $unit)"/>
        <xsl:with-param name="keywords" select="calc:say('force-keywords', 'unit', $unit)"/>
      </xsl:call-template>
      <xsl:call-template name="force-cover"/>
      <xsl:if test="meta/running-title | meta/isbn | meta/copyright | meta/first-published">
        <xsl:call-template name="imprint"/>
        <new-page/>
      </xsl:if>
      <xsl:call-template name="contents">
        <xsl:with-param name="depth" select="$contents-depth"/>
      </xsl:call-template>
      <new-page/>
      <xsl:apply-templates select="meta/notice"/>
      <xsl:apply-templates select="body/section"/>
      <xsl:apply-templates select="back/glossary"/>
      <xsl:apply-templates select="back/annex"/>
      <xsl:apply-templates select="body/signature"/>
    </report>
  </xsl:template>

  <xsl:template name="force-cover">
    <cover line="{calc:line(meta)}">
      <para style="cover-organisation"><xsl:value-of select="normalize-space(meta/organisation)"/></para>
      <xsl:choose>
        <xsl:when test="meta/title">
          <xsl:for-each select="meta/title">
            <para style="cover-title"><xsl:value-of select="normalize-space()"/></para>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <para style="cover-title"><xsl:value-of select="calc:say('force-title', 'unit', $unit)"/></para>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="meta/subtitle">
        <para style="cover-subtitle"><xsl:value-of select="normalize-space()"/></para>
      </xsl:for-each>
      <para style="cover-first-line"><xsl:apply-templates select="meta/issued" mode="date"/></para>
      <xsl:if test="@status = 'draft' or $draft = 'yes'">
        <para style="cover-status"><xsl:value-of select="calc:say('cover-draft')"/></para>
      </xsl:if>
    </cover>
  </xsl:template>
</xsl:stylesheet>
