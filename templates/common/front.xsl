<?xml version="1.0" encoding="UTF-8"?>
<!-- What comes before the text: head, contents, particulars. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:template name="report-attributes">
    <xsl:attribute name="xml:lang"><xsl:value-of select="@xml:lang"/></xsl:attribute>
    <xsl:attribute name="status">
      <xsl:choose>
        <xsl:when test="$draft = 'yes'">draft</xsl:when>
        <xsl:otherwise><xsl:value-of select="@status"/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:copy-of select="@style"/>
    <xsl:attribute name="line"><xsl:value-of select="calc:line()"/></xsl:attribute>
  </xsl:template>

  <xsl:template name="head">
    <xsl:param name="title"/>
    <xsl:param name="subtitle"/>
    <xsl:param name="subject"/>
    <xsl:param name="keywords"/>
    <head>
      <title><xsl:value-of select="$title"/></title>
      <subtitle><xsl:value-of select="$subtitle"/></subtitle>
      <author><xsl:value-of select="meta/organisation"/></author>
      <subject><xsl:value-of select="$subject"/></subject>
      <keywords><xsl:value-of select="$keywords"/></keywords>
      <date>
        <xsl:attribute name="printed">
          <xsl:apply-templates select="meta/issued" mode="date"/>
        </xsl:attribute>
        <xsl:value-of select="meta/issued/@date"/>
      </date>
      <words draft="{calc:say('draft-mark')}" page="{calc:say('page-pattern')}"
          continued="{calc:say('continued')}">
        <xsl:if test="body/@captions = 'numbered'">
          <xsl:attribute name="table"><xsl:value-of select="calc:say('caption-table', 'n', '{n}')"/></xsl:attribute>
          <xsl:attribute name="figure"><xsl:value-of select="calc:say('caption-figure', 'n', '{n}')"/></xsl:attribute>
        </xsl:if>
        <xsl:for-each select="calc:chart-words()">
          <word name="{@name}"><xsl:value-of select="calc:say(string(@name))"/></word>
        </xsl:for-each>
      </words>
    </head>
  </xsl:template>

  <!-- Who inspects, and above the title what the report is about. -->
  <xsl:template name="cover-organisation">
    <para style="cover-organisation">
      <xsl:value-of select="normalize-space(meta/organisation)"/>
      <xsl:for-each select="meta/region | meta/office"><br/><xsl:value-of select="normalize-space()"/></xsl:for-each>
    </para>
    <xsl:for-each select="meta/standfirst">
      <para style="cover-line" line="{calc:line()}"><xsl:value-of select="normalize-space()"/></para>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="cover-status">
    <xsl:variable name="word" select="calc:say('cover-draft')"/>
    <xsl:if test="$is-draft and string($word)"><para style="cover-status"><xsl:value-of select="$word"/></para></xsl:if>
  </xsl:template>

  <!-- What the pages and the properties of the file have for a title: the running one where there is one. -->
  <xsl:template name="running-title">
    <xsl:param name="title"/>
    <xsl:choose>
      <xsl:when test="meta/running-title"><xsl:value-of select="normalize-space(meta/running-title)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$title"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Does anything stand between the cover and the text? -->
  <xsl:variable name="has-contents" select="not(/*/body/@contents = 'no') or /*/body/@lists"/>

  <!-- With `usual`, the contents are shown where the record says nothing. -->
  <xsl:template name="contents">
    <xsl:param name="depth" select="2"/>
    <xsl:param name="usual" select="true()"/>
    <xsl:if test="body/@contents = 'yes' or ($usual and not(body/@contents))">
      <section>
        <heading contents="no"><xsl:value-of select="calc:say('contents-heading')"/></heading>
        <contents depth="{$depth}"/>
      </section>
    </xsl:if>
    <xsl:if test="contains(body/@lists, 'tables')">
      <section>
        <heading contents="no"><xsl:value-of select="calc:say('contents-tables')"/></heading>
        <contents of="tables"/>
      </section>
    </xsl:if>
    <xsl:if test="contains(body/@lists, 'figures')">
      <section>
        <heading contents="no"><xsl:value-of select="calc:say('contents-figures')"/></heading>
        <contents of="figures"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- What the printed copy says of itself, on the page after the cover. -->
  <xsl:template name="imprint">
    <section style="imprint">
      <xsl:for-each select="meta/running-title">
        <para style="imprint"><xsl:value-of select="normalize-space()"/></para>
      </xsl:for-each>
      <para style="imprint"><xsl:apply-templates select="meta/issued" mode="date"/></para>
      <xsl:for-each select="meta/isbn">
        <para style="imprint"><xsl:value-of select="calc:say('imprint-isbn', 'isbn', normalize-space())"/></para>
      </xsl:for-each>
      <xsl:for-each select="meta/copyright">
        <para style="imprint"><xsl:value-of select="normalize-space()"/></para>
      </xsl:for-each>
      <xsl:for-each select="meta/first-published">
        <para style="imprint"><xsl:value-of select="calc:say('imprint-first-published', 'year', normalize-space())"/></para>
      </xsl:for-each>
    </section>
  </xsl:template>

  <xsl:template match="notice">
    <box style="notice" line="{calc:line()}"><para style="notice-text"><xsl:apply-templates/></para></box>
  </xsl:template>

  <!-- ===== Particulars: dates and names of the meta part ===== -->

  <xsl:template match="particulars">
    <xsl:variable name="shown" select="calc:record()/meta/*[contains($particulars-order, concat(' ', local-name(), ' '))]"/>
    <table style="particulars" line="{calc:line()}">
      <xsl:choose>
        <xsl:when test="@form = 'list'">
          <column share="2"/>
          <column share="5"/>
          <xsl:for-each select="$shown">
            <xsl:sort data-type="number" select="string-length(substring-before($particulars-order, concat(' ', local-name(), ' ')))"/>
            <row line="{calc:line()}">
              <cell scope="row"><para><xsl:apply-templates select="." mode="particulars-label"/></para></cell>
              <cell><para><xsl:apply-templates select="." mode="particulars"/></para></cell>
            </row>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="$shown"><column share="1"/></xsl:for-each>
          <row part="head">
            <xsl:for-each select="$shown">
              <xsl:sort data-type="number" select="string-length(substring-before($particulars-order, concat(' ', local-name(), ' ')))"/>
              <cell scope="column"><para><xsl:apply-templates select="." mode="particulars-label"/></para></cell>
            </xsl:for-each>
          </row>
          <row together="yes">
            <xsl:for-each select="$shown">
              <xsl:sort data-type="number" select="string-length(substring-before($particulars-order, concat(' ', local-name(), ' ')))"/>
              <cell line="{calc:line()}"><para><xsl:apply-templates select="." mode="particulars"/></para></cell>
            </xsl:for-each>
          </row>
        </xsl:otherwise>
      </xsl:choose>
    </table>
  </xsl:template>

  <xsl:variable name="particulars-order"> report-number meeting author inspection lead-inspector commander report-published visit revisit-due action-plan </xsl:variable>

  <xsl:template match="*" mode="particulars-label">
    <xsl:value-of select="calc:say(concat('particulars-', local-name()), 'unit', $unit-word)"/>
  </xsl:template>

  <xsl:template match="*" mode="particulars"><xsl:apply-templates select="." mode="date"/></xsl:template>

  <xsl:template match="meeting" mode="particulars"><xsl:value-of select="calc:date(@date)"/></xsl:template>

  <xsl:template match="report-number | author" mode="particulars"><xsl:value-of select="normalize-space()"/></xsl:template>

  <xsl:template match="lead-inspector | commander" mode="particulars">
    <xsl:value-of select="calc:say('particulars-officer', 'rank', string(@rank), 'name', normalize-space())"/>
  </xsl:template>
</xsl:stylesheet>
