<?xml version="1.0" encoding="UTF-8"?>
<!-- After the text: collected recommendations, glossary, annexes. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <!-- All recommendations once more, under the headings of the chapters that hold them. -->
  <xsl:template match="collected-recommendations">
    <xsl:for-each select="calc:record()/body/section[.//recommendation]">
      <section line="{calc:line()}">
        <heading contents="no"><xsl:apply-templates select="." mode="title"/></heading>
        <xsl:apply-templates select=".//recommendation" mode="collected"/>
      </section>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="collected-recommendations[@groups = 'none']">
    <xsl:apply-templates select="calc:record()/body//recommendation" mode="collected"/>
  </xsl:template>

  <xsl:template match="recommendation" mode="collected">
    <xsl:variable name="id"><xsl:apply-templates select="." mode="id"/></xsl:variable>
    <box style="recommendation" id="collected-{$id}" line="{calc:line()}">
      <heading><link style="back" to="{$id}"><xsl:value-of select="calc:say('recommendation-heading', 'n', string(calc:nth(.)))"/></link></heading>
      <xsl:apply-templates select="text/*" mode="again"/>
    </box>
  </xsl:template>

  <!-- The same blocks without their ids, which stand in the text already. -->
  <xsl:template match="para" mode="again">
    <para line="{calc:line()}"><xsl:call-template name="lead-of-item"/><xsl:apply-templates/></para>
  </xsl:template>
  <xsl:template match="list" mode="again">
    <list line="{calc:line()}">
      <xsl:if test="@kind"><xsl:attribute name="kind"><xsl:choose>
        <xsl:when test="@kind = 'letter'">alpha</xsl:when>
        <xsl:otherwise><xsl:value-of select="@kind"/></xsl:otherwise>
      </xsl:choose></xsl:attribute></xsl:if>
      <xsl:for-each select="item">
        <item line="{calc:line()}">
          <xsl:if test="../@kind = 'terms'"><xsl:attribute name="term"><xsl:value-of select="@lead"/></xsl:attribute></xsl:if>
          <xsl:choose>
            <xsl:when test="para"><xsl:apply-templates select="*" mode="again"/></xsl:when>
            <xsl:otherwise><xsl:call-template name="text-or-blocks"/></xsl:otherwise>
          </xsl:choose>
        </item>
      </xsl:for-each>
    </list>
  </xsl:template>
  <xsl:template match="*" mode="again"><xsl:apply-templates select="."/></xsl:template>

  <!-- ===== Glossary: in the order of the language's letters, a row for each letter ===== -->

  <xsl:key name="terms" match="glossary/term" use="calc:letter(@abbr)"/>

  <xsl:template match="glossary">
    <section id="glossary" line="{calc:line()}">
      <heading><xsl:value-of select="calc:say('annex-heading', 'n', '1', 'title', calc:say('glossary-heading'))"/></heading>
      <table style="glossary">
        <column share="1"/>
        <column share="4"/>
        <row part="head">
          <cell scope="column"><para><xsl:value-of select="calc:say('glossary-abbreviation')"/></para></cell>
          <cell scope="column"><para><xsl:value-of select="calc:say('glossary-meaning')"/></para></cell>
        </row>
        <xsl:for-each select="term[generate-id() = generate-id(key('terms', calc:letter(@abbr))[1])]">
          <xsl:sort select="calc:sort-key(@abbr)"/>
          <xsl:variable name="letter" select="calc:letter(@abbr)"/>
          <row group="yes" line="{calc:line()}">
            <cell scope="group" colspan="2"><para><xsl:value-of select="$letter"/></para></cell>
          </row>
          <xsl:for-each select="key('terms', $letter)">
            <xsl:sort select="calc:sort-key(@abbr)"/>
            <row together="yes" line="{calc:line()}">
              <xsl:if test="not(../@show = 'all')">
                <xsl:attribute name="if-used"><xsl:value-of select="@abbr"/></xsl:attribute>
              </xsl:if>
              <cell scope="row"><para><xsl:value-of select="@abbr"/></para></cell>
              <cell><para><xsl:apply-templates/></para></cell>
            </row>
          </xsl:for-each>
        </xsl:for-each>
      </table>
    </section>
  </xsl:template>

  <!-- ===== Annexes ===== -->

  <xsl:template match="annex" mode="number">
    <xsl:value-of select="count(preceding-sibling::annex) + count(../glossary) + 1"/>
  </xsl:template>

  <xsl:template match="annex">
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <section>
      <xsl:call-template name="place"/>
      <heading line="{calc:line(heading)}">
        <xsl:value-of select="calc:say('annex-lead', 'n', string($number))"/>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="heading/node()"/>
      </heading>
      <xsl:apply-templates select="*[not(self::heading)]"/>
    </section>
  </xsl:template>
</xsl:stylesheet>
