<?xml version="1.0" encoding="UTF-8"?>
<!-- What both kinds of report on the inspection of a force have in common. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:include href="all.xsl"/>

  <xsl:template match="/inspection-record">
    <report>
      <xsl:call-template name="report-attributes"/>
      <xsl:call-template name="head">
        <xsl:with-param name="title">
          <xsl:call-template name="running-title">
            <xsl:with-param name="title" select="calc:say('force-title', 'unit', $unit)"/>
          </xsl:call-template>
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
      <xsl:if test="$has-contents"><new-page/></xsl:if>
      <xsl:apply-templates select="meta/notice"/>
      <xsl:apply-templates select="body/particulars"/>
      <xsl:apply-templates select="body/section"/>
      <xsl:apply-templates select="back/glossary"/>
      <xsl:apply-templates select="back/annex"/>
      <xsl:apply-templates select="body/signature"/>
    </report>
  </xsl:template>

  <xsl:template name="force-cover">
    <cover line="{calc:line(meta)}">
      <xsl:call-template name="cover-organisation"/>
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
      <xsl:call-template name="cover-status"/>
    </cover>
  </xsl:template>
</xsl:stylesheet>
