<?xml version="1.0" encoding="UTF-8"?>
<!-- A report to a committee, over several units whose own records it takes in. It has no cover. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:include href="../common/front.xsl"/>
  <xsl:include href="../common/blocks.xsl"/>
  <xsl:include href="../common/inline.xsl"/>
  <xsl:include href="../common/evidence.xsl"/>
  <xsl:include href="../common/recommendations.xsl"/>
  <xsl:include href="../common/charts.xsl"/>
  <xsl:include href="../common/units.xsl"/>
  <xsl:include href="../common/back.xsl"/>

  <xsl:param name="draft">no</xsl:param>

  <xsl:variable name="points">paragraphs</xsl:variable>
  <xsl:variable name="unit-word" select="calc:say(concat('unit-', /*/meta/unit/@kind))"/>
  <xsl:variable name="unit-short" select="string(/*/meta/unit/@short)"/>
  <xsl:variable name="group" select="string(/*/data/peer-group[1]/@short)"/>
  <xsl:variable name="title">
    <xsl:choose>
      <xsl:when test="/*/meta/title"><xsl:value-of select="normalize-space(/*/meta/title[1])"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space(/*/meta/unit)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/inspection-record">
    <report>
      <xsl:call-template name="report-attributes"/>
      <xsl:call-template name="head">
        <xsl:with-param name="title" select="$title"/>
        <xsl:with-param name="subtitle" select="normalize-space(meta/unit)"/>
        <xsl:with-param name="subject" select="normalize-space(meta/standfirst)"/>
        <xsl:with-param name="keywords" select="calc:say('committee-keywords', 'unit', normalize-space(meta/unit))"/>
      </xsl:call-template>
      <section line="{calc:line(meta)}">
        <heading contents="no"><xsl:value-of select="$title"/></heading>
        <para style="lead" line="{calc:line(meta/unit)}"><xsl:value-of select="normalize-space(meta/unit)"/></para>
        <xsl:for-each select="meta/standfirst">
          <para line="{calc:line()}"><xsl:value-of select="normalize-space()"/></para>
        </xsl:for-each>
        <xsl:apply-templates select="meta/notice"/>
        <xsl:apply-templates select="body/particulars"/>
      </section>
      <xsl:apply-templates select="body/section"/>
      <xsl:apply-templates select="back/glossary"/>
      <xsl:apply-templates select="back/annex"/>
      <xsl:apply-templates select="body/signature"/>
    </report>
  </xsl:template>
</xsl:stylesheet>
