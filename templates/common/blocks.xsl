<?xml version="1.0" encoding="UTF-8"?>
<!-- Sections, paragraphs, lists and the record's own tables; and how they are numbered. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <!-- id, line and file, for links and for messages. -->
  <xsl:template name="place">
    <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="calc:id(.)"/></xsl:attribute></xsl:if>
    <xsl:attribute name="line"><xsl:value-of select="calc:line()"/></xsl:attribute>
    <xsl:if test="calc:file()">
      <xsl:attribute name="file"><xsl:value-of select="calc:file()"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- ===== Numbers ===== -->

  <xsl:template match="*" mode="number"/>

  <xsl:template match="section[@numbering = 'decimal']" mode="number">
    <xsl:variable name="above"><xsl:apply-templates select="parent::section[@numbering = 'decimal']" mode="number"/></xsl:variable>
    <xsl:if test="string($above)"><xsl:value-of select="concat($above, '.')"/></xsl:if>
    <xsl:value-of select="calc:rank(., 'numbering')"/>
  </xsl:template>

  <xsl:template match="section[@numbering = 'letter']" mode="number">
    <xsl:number value="calc:rank(., 'numbering')" format="A"/>
  </xsl:template>

  <xsl:template match="recommendation" mode="number">
    <xsl:value-of select="calc:nth(.)"/>
  </xsl:template>

  <!-- A paragraph, or a table that counts as one: 1.2 in section 1. -->
  <xsl:template match="*[@number and @number != 'auto']" mode="number" priority="2">
    <xsl:value-of select="@number"/>
  </xsl:template>

  <xsl:template match="section[@paragraphs = 'running']//*[@number = 'auto']" mode="number" priority="3">
    <xsl:value-of select="calc:within(., 'number', 'paragraphs', 'running')"/>
  </xsl:template>

  <xsl:template match="*[@number = 'auto']" mode="number" priority="2">
    <xsl:variable name="section"><xsl:apply-templates select="parent::section" mode="number"/></xsl:variable>
    <xsl:if test="string($section)"><xsl:value-of select="concat($section, '.')"/></xsl:if>
    <xsl:value-of select="calc:rank(., 'number')"/>
  </xsl:template>

  <xsl:template name="label">
    <xsl:if test="@number">
      <xsl:attribute name="label"><xsl:apply-templates select="." mode="number"/></xsl:attribute>
      <xsl:attribute name="style">numbered</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- ===== Sections ===== -->

  <xsl:template match="section">
    <section>
      <xsl:call-template name="place"/>
      <xsl:apply-templates select="heading"/>
      <xsl:apply-templates select="*[not(self::heading)]"/>
    </section>
  </xsl:template>

  <xsl:template match="section/heading">
    <xsl:variable name="number"><xsl:apply-templates select=".." mode="number"/></xsl:variable>
    <heading line="{calc:line()}">
      <xsl:if test="string($number)">
        <xsl:attribute name="number"><xsl:value-of select="$number"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="../@toc = 'no'"><xsl:attribute name="contents">no</xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </heading>
  </xsl:template>

  <!-- ===== Boilerplate ===== -->

  <!-- In another language than the report it is a section of its own, without a heading, that says so. -->
  <xsl:template match="include">
    <xsl:variable name="text" select="calc:included(.)"/>
    <xsl:choose>
      <xsl:when test="$text/@xml:lang != calc:record()/@xml:lang">
        <section xml:lang="{$text/@xml:lang}" line="{calc:line()}"><xsl:apply-templates select="$text/*"/></section>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$text/*"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ===== Paragraphs and lists ===== -->

  <xsl:template match="para">
    <para>
      <xsl:call-template name="place"/>
      <xsl:call-template name="label"/>
      <xsl:if test="following-sibling::*[1]/self::list">
        <xsl:attribute name="keep-next">yes</xsl:attribute>
      </xsl:if>
      <xsl:call-template name="lead-of-item"/>
      <xsl:apply-templates/>
    </para>
  </xsl:template>

  <xsl:template match="list">
    <list>
      <xsl:call-template name="place"/>
      <xsl:choose>
        <xsl:when test="@kind = 'letter'"><xsl:attribute name="kind">alpha</xsl:attribute></xsl:when>
        <xsl:when test="@kind"><xsl:copy-of select="@kind"/></xsl:when>
      </xsl:choose>
      <xsl:apply-templates select="item"/>
    </list>
  </xsl:template>

  <xsl:template match="item">
    <item line="{calc:line()}">
      <xsl:if test="../@kind = 'terms'">
        <xsl:attribute name="term"><xsl:value-of select="@lead"/></xsl:attribute>
      </xsl:if>
      <xsl:call-template name="text-or-blocks"/>
    </item>
  </xsl:template>

  <!-- Blocks as they are; a line of text becomes a paragraph, and a list at its end follows it. An
       item's lead opens its first paragraph, or is one where something else comes first. -->
  <xsl:template name="text-or-blocks">
    <xsl:variable name="led" select="@lead and not(../@kind = 'terms')"/>
    <xsl:choose>
      <xsl:when test="para | table | figure | quote | panel">
        <xsl:if test="$led and not(*[1]/self::para)">
          <para keep-next="yes" line="{calc:line()}"><xsl:call-template name="lead"/></para>
        </xsl:if>
        <xsl:apply-templates select="*"/>
      </xsl:when>
      <xsl:when test="$led or text()[normalize-space()] or *[not(self::list)]">
        <para line="{calc:line()}">
          <xsl:if test="$led"><xsl:call-template name="lead"/><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates select="text() | *[not(self::list)]"/>
        </para>
        <xsl:apply-templates select="list"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="list"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Before the words of a paragraph that is the first block of an item with a lead. -->
  <xsl:template name="lead-of-item">
    <xsl:for-each select="parent::item[@lead and not(../@kind = 'terms') and count(*[1] | current()) = 1]">
      <xsl:call-template name="lead"/><xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="lead">
    <span style="term"><xsl:value-of select="calc:say('item-lead', 'lead', string(@lead))"/></span>
  </xsl:template>

  <!-- Words from elsewhere, or words of the text itself once more, to draw the eye. -->
  <xsl:template match="quote">
    <box>
      <xsl:attribute name="style"><xsl:if test="@kind = 'pull'">pull-</xsl:if>quote</xsl:attribute>
      <xsl:call-template name="place"/>
      <xsl:apply-templates select="para"/>
      <xsl:if test="@source">
        <para style="source"><xsl:value-of select="@source"/></para>
      </xsl:if>
    </box>
  </xsl:template>

  <xsl:template match="panel">
    <box style="{@kind}">
      <xsl:call-template name="place"/>
      <xsl:if test="heading">
        <heading contents="no" line="{calc:line(heading)}"><xsl:apply-templates select="heading/node()"/></heading>
      </xsl:if>
      <xsl:apply-templates select="*[not(self::heading)]"/>
    </box>
  </xsl:template>

  <!-- A picture. -->
  <xsl:template match="figure[image]">
    <figure>
      <xsl:call-template name="place"/>
      <xsl:if test="caption">
        <caption line="{calc:line(caption)}"><xsl:apply-templates select="caption/node()"/></caption>
      </xsl:if>
      <image href="{image/@href}" alt="{normalize-space(alt)}" line="{calc:line(image)}"/>
    </figure>
  </xsl:template>

  <!-- ===== Tables of the record ===== -->

  <xsl:template match="table">
    <xsl:if test="@number">
      <para keep-next="yes">
        <xsl:call-template name="label"/>
        <xsl:apply-templates select="caption/node()"/>
      </para>
    </xsl:if>
    <table>
      <xsl:call-template name="place"/>
      <xsl:if test="caption and not(@number)">
        <caption line="{calc:line(caption)}"><xsl:apply-templates select="caption/node()"/></caption>
      </xsl:if>
      <xsl:for-each select="column">
        <column>
          <xsl:copy-of select="@share"/>
          <xsl:if test="@type = 'number'"><xsl:attribute name="align">decimal</xsl:attribute></xsl:if>
        </column>
      </xsl:for-each>
      <xsl:apply-templates select="head/row">
        <xsl:with-param name="part">head</xsl:with-param>
      </xsl:apply-templates>
      <xsl:apply-templates select="row | group-row"/>
    </table>
  </xsl:template>

  <xsl:template match="row">
    <xsl:param name="part">body</xsl:param>
    <row line="{calc:line()}">
      <xsl:if test="$part = 'head'"><xsl:attribute name="part">head</xsl:attribute></xsl:if>
      <xsl:for-each select="header | cell">
        <cell line="{calc:line()}">
          <xsl:if test="@columns"><xsl:attribute name="colspan"><xsl:value-of select="@columns"/></xsl:attribute></xsl:if>
          <xsl:if test="@rows"><xsl:attribute name="rowspan"><xsl:value-of select="@rows"/></xsl:attribute></xsl:if>
          <xsl:choose>
            <xsl:when test="$part = 'head'"><xsl:attribute name="scope">column</xsl:attribute></xsl:when>
            <xsl:when test="self::header"><xsl:attribute name="scope">row</xsl:attribute></xsl:when>
          </xsl:choose>
          <xsl:call-template name="text-or-blocks"/>
        </cell>
      </xsl:for-each>
    </row>
  </xsl:template>

  <xsl:template match="group-row">
    <xsl:variable name="cells" select="(../head/row | ../row)[1]/*"/>
    <xsl:variable name="columns" select="count(../column)"/>
    <row group="yes" line="{calc:line()}">
      <cell scope="group">
        <xsl:attribute name="colspan">
          <xsl:choose>
            <xsl:when test="$columns"><xsl:value-of select="$columns"/></xsl:when>
            <xsl:otherwise>
              <xsl:value-of select="count($cells[not(@columns)]) + sum($cells/@columns)"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <para><xsl:apply-templates/></para>
      </cell>
    </row>
  </xsl:template>
</xsl:stylesheet>
