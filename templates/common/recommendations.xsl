<?xml version="1.0" encoding="UTF-8"?>
<!-- Recommendations with action and impact, the questions of the monitoring assessment, signature. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <!-- Where there is no id, its number makes one that lasts as long as the number does. -->
  <xsl:template match="recommendation" mode="id">
    <xsl:choose>
      <xsl:when test="@id"><xsl:value-of select="calc:id(.)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('recommendation-', calc:nth(.))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Collected recommendations and those in the text lead to each other. -->
  <xsl:variable name="collects" select="boolean(/*/body//collected-recommendations | /*/back//collected-recommendations)"/>

  <xsl:template match="recommendation">
    <xsl:variable name="id"><xsl:apply-templates select="." mode="id"/></xsl:variable>
    <xsl:variable name="heading" select="calc:say('recommendation-heading', 'n', string(calc:nth(.)))"/>
    <box>
      <xsl:attribute name="style">recommendation<xsl:if test="action">-above</xsl:if></xsl:attribute>
      <xsl:call-template name="place"/>
      <xsl:attribute name="id"><xsl:value-of select="$id"/></xsl:attribute>
      <heading>
        <xsl:choose>
          <xsl:when test="$collects and ancestor::body">
            <link style="back" to="collected-{$id}"><xsl:value-of select="$heading"/></link>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$heading"/></xsl:otherwise>
        </xsl:choose>
      </heading>
      <xsl:apply-templates select="text/*"/>
    </box>
    <xsl:if test="action">
      <table style="action-impact" line="{calc:line()}">
        <column share="1"/>
        <column share="1"/>
        <row part="head">
          <cell scope="column"><para><xsl:value-of select="calc:say('action-heading', 'unit', $unit-word)"/></para></cell>
          <cell scope="column"><para><xsl:value-of select="calc:say('impact-heading')"/></para></cell>
        </row>
        <row line="{calc:line(action)}">
          <cell line="{calc:line(action)}"><xsl:apply-templates select="action/*"/></cell>
          <cell line="{calc:line(impact)}"><xsl:apply-templates select="impact/*"/></cell>
        </row>
      </table>
    </xsl:if>
    <xsl:for-each select="response"><xsl:apply-templates select="*"/></xsl:for-each>
  </xsl:template>

  <xsl:template match="qa">
    <table style="qa">
      <xsl:call-template name="place"/>
      <column share="2"/>
      <column share="3"/>
      <xsl:for-each select="question">
        <row line="{calc:line()}">
          <cell scope="row"><para><xsl:value-of select="calc:say(concat('question-', @ref))"/></para></cell>
          <cell><xsl:apply-templates select="*"/></cell>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <xsl:template match="signature">
    <para style="signature" line="{calc:line()}">
      <xsl:value-of select="normalize-space(name)"/>
      <xsl:for-each select="rank | post"><br/><xsl:value-of select="normalize-space()"/></xsl:for-each>
    </para>
  </xsl:template>
</xsl:stylesheet>
