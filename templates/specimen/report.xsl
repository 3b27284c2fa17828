<?xml version="1.0" encoding="UTF-8"?>
<!-- The specimen book: everything that the layout can do, on few pages. It has whatever the other kinds
     have; some of its sections are set in ways that only it asks for, by their ids. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:include href="../common/all.xsl"/>

  <xsl:variable name="points">bullets</xsl:variable>
  <xsl:variable name="title" select="normalize-space(/*/meta/title[1])"/>

  <xsl:template match="/inspection-record">
    <report>
      <xsl:call-template name="report-attributes"/>
      <xsl:call-template name="head">
        <xsl:with-param name="title" select="$title"/>
        <xsl:with-param name="subtitle" select="normalize-space(meta/subtitle[1])"/>
        <xsl:with-param name="subject" select="normalize-space(meta/subtitle[1])"/>
        <xsl:with-param name="keywords" select="$title"/>
      </xsl:call-template>
      <cover line="{calc:line(meta)}">
        <para style="cover-organisation"><xsl:value-of select="normalize-space(meta/organisation)"/></para>
        <para style="cover-title"><xsl:value-of select="$title"/></para>
        <xsl:for-each select="meta/subtitle">
          <para style="cover-subtitle"><xsl:value-of select="normalize-space()"/></para>
        </xsl:for-each>
        <para style="cover-first-line"><xsl:apply-templates select="meta/issued" mode="date"/></para>
        <xsl:call-template name="cover-status"/>
      </cover>
      <!-- front matter in roman figures, then page 1 -->
      <new-page numbering="roman" start="2"/>
      <xsl:call-template name="contents"/>
      <new-page numbering="decimal" start="1"/>
      <xsl:apply-templates select="meta/notice"/>
      <xsl:apply-templates select="body/section"/>
      <xsl:apply-templates select="back/glossary"/>
      <xsl:apply-templates select="back/annex"/>
      <xsl:apply-templates select="body/signature"/>
    </report>
  </xsl:template>

  <!-- Each paragraph twice: its lines filled one by one, and chosen together. -->
  <xsl:template match="section[@id = 'lines']/para[not(@number)]">
    <table style="compare" line="{calc:line()}">
      <column share="1"/><column share="1"/>
      <row part="head">
        <cell scope="column"><para><xsl:value-of select="calc:say('specimen-first-fit')"/></para></cell>
        <cell scope="column"><para><xsl:value-of select="calc:say('specimen-total-fit')"/></para></cell>
      </row>
      <row together="yes">
        <cell><para style="first-fit" line="{calc:line()}"><xsl:apply-templates/></para></cell>
        <cell><para style="total-fit" line="{calc:line()}"><xsl:apply-templates/></para></cell>
      </row>
    </table>
  </xsl:template>

  <xsl:template match="section[@id = 'justified']/para">
    <para style="justified" line="{calc:line()}"><xsl:apply-templates/></para>
  </xsl:template>

  <xsl:template match="section[@id = 'columns']">
    <section>
      <xsl:call-template name="place"/>
      <xsl:apply-templates select="heading"/>
      <section columns="2"><xsl:apply-templates select="*[not(self::heading)]"/></section>
    </section>
  </xsl:template>

  <!-- On pages of their own, that lie. -->
  <xsl:template match="section[@id = 'landscape']">
    <section>
      <new-page master="landscape"/>
      <section>
        <xsl:call-template name="place"/>
        <xsl:apply-templates select="heading"/>
        <xsl:apply-templates select="*[not(self::heading)]"/>
      </section>
      <new-page master="body"/>
    </section>
  </xsl:template>

  <!-- On an odd page, after a blank one if need be. -->
  <xsl:template match="section[@id = 'draft']/heading">
    <xsl:variable name="number"><xsl:apply-templates select=".." mode="number"/></xsl:variable>
    <heading style="heading-part" number="{$number}" line="{calc:line()}"><xsl:apply-templates/></heading>
  </xsl:template>

</xsl:stylesheet>
