<?xml version="1.0" encoding="UTF-8"?>
<!-- A report to a committee, over several units whose own records it takes in. It has no cover. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:include href="../common/all.xsl"/>

  <xsl:variable name="points">paragraphs</xsl:variable>
  <xsl:variable name="title">
    <xsl:choose>
      <xsl:when test="/*/meta/title"><xsl:value-of select="normalize-space(/*/meta/title[1])"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$unit"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/inspection-record">
    <report>
      <xsl:call-template name="report-attributes"/>
      <xsl:call-template name="head">
        <xsl:with-param name="title">
          <xsl:call-template name="running-title"><xsl:with-param name="title" select="$title"/></xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="subtitle" select="$unit"/>
        <xsl:with-param name="subject" select="normalize-space(meta/standfirst)"/>
        <xsl:with-param name="keywords" select="calc:say('committee-keywords', 'unit', $unit)"/>
      </xsl:call-template>
      <xsl:for-each select="meta/standfirst">
        <para line="{calc:line()}"><xsl:value-of select="normalize-space()"/></para>
      </xsl:for-each>
      <xsl:apply-templates select="meta/notice"/>
      <xsl:variable name="lead" select="calc:say('committee-lead', 'unit', $unit)"/>
      <section line="{calc:line(meta)}">
        <heading contents="no"><xsl:value-of select="$title"/></heading>
        <xsl:for-each select="meta/title[position() &gt; 1] | meta/subtitle">
          <para style="lead" line="{calc:line()}"><xsl:value-of select="normalize-space()"/></para>
        </xsl:for-each>
        <xsl:if test="string($lead)">
          <para style="lead" line="{calc:line(meta/unit)}"><xsl:value-of select="$lead"/></para>
        </xsl:if>
        <xsl:apply-templates select="body/particulars"/>
      </section>
      <xsl:call-template name="contents">
        <xsl:with-param name="usual" select="false()"/>
      </xsl:call-template>
      <xsl:apply-templates select="body/section"/>
      <xsl:apply-templates select="back/glossary"/>
      <xsl:apply-templates select="back/annex"/>
      <xsl:apply-templates select="body/signature"/>
      <xsl:if test="meta/isbn | meta/copyright | meta/first-published">
        <xsl:call-template name="imprint"/>
      </xsl:if>
    </report>
  </xsl:template>
</xsl:stylesheet>
