<?xml version="1.0" encoding="UTF-8"?>
<!-- All that a report of any kind may hold, and what it is called in its sentences. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:include href="front.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="performance.xsl"/>
  <xsl:include href="narrative.xsl"/>
  <xsl:include href="charts.xsl"/>
  <xsl:include href="milestones.xsl"/>
  <xsl:include href="evidence.xsl"/>
  <xsl:include href="recommendations.xsl"/>
  <xsl:include href="units.xsl"/>
  <xsl:include href="back.xsl"/>

  <xsl:param name="draft">no</xsl:param>

  <xsl:variable name="unit" select="normalize-space(/*/meta/unit)"/>
  <xsl:variable name="unit-word" select="calc:say(concat('unit-', /*/meta/unit/@kind))"/>
  <xsl:variable name="unit-short" select="string(/*/meta/unit/@short)"/>
  <xsl:variable name="group" select="string(/*/data/peer-group[1]/@short)"/>
</xsl:stylesheet>
