<?xml version="1.0" encoding="UTF-8"?>
<!-- The units of a peer group in order, breakdowns as bars, and the table that has series in one line
     each, with icons and small charts in its cells. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <!-- A figure for each comparison or breakdown that it names. -->
  <xsl:template match="figure[chart/@kind = 'peers']" priority="1">
    <xsl:variable name="placed" select="."/>
    <xsl:variable name="listed" select="concat(' ', normalize-space(chart/@of), ' ')"/>
    <xsl:for-each select="calc:record()/data/peers[not($placed/chart/@of) or contains($listed, concat(' ', @id, ' '))]">
      <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
      <xsl:apply-templates select="." mode="figure"><xsl:with-param name="placed" select="$placed"/></xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="figure[chart/@kind = 'bars' or chart/@kind = 'stacked' or chart/@kind = 'shares']" priority="1">
    <xsl:variable name="placed" select="."/>
    <xsl:variable name="listed" select="concat(' ', normalize-space(chart/@of), ' ')"/>
    <xsl:for-each select="calc:record()/data/breakdown[not($placed/chart/@of) or contains($listed, concat(' ', @id, ' '))]">
      <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
      <xsl:apply-templates select="." mode="figure"><xsl:with-param name="placed" select="$placed"/></xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="peers | breakdown" mode="figure">
    <xsl:param name="placed"/>
    <figure line="{calc:line()}">
      <xsl:if test="count($placed/chart/@of) and not(contains(normalize-space($placed/chart/@of), ' '))">
        <xsl:copy-of select="$placed/@id"/>
      </xsl:if>
      <caption>
        <xsl:choose>
          <xsl:when test="$placed/caption"><xsl:apply-templates select="$placed/caption/node()"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="." mode="caption"/></xsl:otherwise>
        </xsl:choose>
      </caption>
      <chart line="{calc:line()}">
        <xsl:call-template name="chart-waive"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
        <xsl:call-template name="placed-alt"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
        <xsl:attribute name="period"><xsl:value-of select="calc:period(@period)"/></xsl:attribute>
        <xsl:apply-templates select="." mode="chart"><xsl:with-param name="placed" select="$placed"/></xsl:apply-templates>
      </chart>
      <xsl:call-template name="data-source"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
    </figure>
  </xsl:template>

  <!-- ===== Peers ===== -->

  <xsl:template match="peers" mode="caption">
    <xsl:variable name="measure" select="calc:record()/data/measure[@id = current()/@measure]"/>
    <xsl:value-of select="calc:say(concat('chart-peers-', @of, '-caption'), 'name', normalize-space($measure/name),
        'group', $group, 'period', calc:period(@period))"/>
  </xsl:template>

  <xsl:template match="peers" mode="chart">
    <xsl:variable name="id" select="@id"/>
    <xsl:variable name="measure" select="calc:record()/data/measure[@id = current()/@measure]"/>
    <xsl:attribute name="kind">peers</xsl:attribute>
    <xsl:attribute name="unit"><xsl:choose>
      <xsl:when test="@of = 'rate'">rate</xsl:when>
      <xsl:otherwise>percent</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:attribute name="title">
      <xsl:value-of select="calc:say(concat('chart-peers-', @of, '-title'), 'singular', normalize-space($measure/singular))"/>
      <xsl:if test="@of = 'rate' and $measure/@per">
        <xsl:value-of select="calc:say('chart-rate-per', 'scale', calc:print(concat($measure/@per, '.scale')),
            'denominator', calc:print(concat($measure/@per, '.name')))"/>
      </xsl:if>
    </xsl:attribute>
    <xsl:if test="$group"><xsl:attribute name="group"><xsl:value-of select="$group"/></xsl:attribute></xsl:if>
    <xsl:attribute name="better"><xsl:choose>
      <xsl:when test="@of = 'rate'"><xsl:value-of select="$measure/@polarity"/></xsl:when>
      <xsl:otherwise>higher</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:attribute name="decimals"><xsl:choose>
      <xsl:when test="@of = 'rate'">2</xsl:when>
      <xsl:otherwise>1</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:if test="peer/@count">
      <xsl:attribute name="method"><xsl:choose>
        <xsl:when test="@of = 'rate'">byar</xsl:when>
        <xsl:otherwise>wilson</xsl:otherwise>
      </xsl:choose></xsl:attribute>
    </xsl:if>
    <series role="value">
      <xsl:for-each select="peer">
        <xsl:variable name="value" select="calc:plain(concat($id, '.value.', position()))"/>
        <xsl:variable name="low"><xsl:if test="@count and $value != ''">
          <xsl:value-of select="calc:plain(concat($id, '.low.', position()))"/>
        </xsl:if></xsl:variable>
        <point label="{normalize-space()}" line="{calc:line()}">
          <xsl:copy-of select="@own"/>
          <xsl:choose>
            <xsl:when test="$value != ''"><xsl:attribute name="value"><xsl:value-of select="$value"/></xsl:attribute></xsl:when>
            <xsl:otherwise><xsl:attribute name="missing">yes</xsl:attribute></xsl:otherwise>
          </xsl:choose>
          <xsl:if test="$low != ''">
            <xsl:attribute name="low"><xsl:value-of select="$low"/></xsl:attribute>
            <xsl:attribute name="high"><xsl:value-of select="calc:plain(concat($id, '.high.', position()))"/></xsl:attribute>
            <xsl:if test="../@of != 'rate'"><xsl:attribute name="base"><xsl:value-of select="@out-of"/></xsl:attribute></xsl:if>
          </xsl:if>
        </point>
      </xsl:for-each>
    </series>
    <xsl:if test="calc:has(concat($id, '.average'))">
      <series role="peer">
        <xsl:call-template name="peer-name"/>
        <xsl:apply-templates select="." mode="verdict"/>
        <point label="{$group}" value="{calc:plain(concat($id, '.average'))}"/>
      </series>
    </xsl:if>
  </xsl:template>

  <!-- By the interval of the own unit where its counts give one, else by the bands of wordings. -->
  <xsl:template match="peers" mode="verdict">
    <xsl:variable name="own" select="normalize-space(peer[@own = 'yes'][1])"/>
    <xsl:variable name="significance"><xsl:if test="calc:has(concat(@id, '.significance'))">
      <xsl:value-of select="calc:word(concat(@id, '.significance'))"/>
    </xsl:if></xsl:variable>
    <xsl:if test="$group and calc:has(concat(@id, '.comparison'))">
      <xsl:attribute name="verdict"><xsl:choose>
        <xsl:when test="$significance = 'same'">
          <xsl:value-of select="calc:say('chart-verdict-peer-same', 'period', calc:period(@period), 'unit', $own, 'group', $group)"/>
        </xsl:when>
        <xsl:when test="$significance != ''">
          <xsl:value-of select="calc:say(concat('chart-verdict-significantly-', $significance), 'unit', $own, 'group', $group)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="calc:say('chart-verdict-peer', 'period', calc:period(@period), 'unit', $own,
              'word', calc:print(concat(@id, '.comparison')), 'group', $group)"/>
        </xsl:otherwise>
      </xsl:choose></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- ===== Breakdowns ===== -->

  <xsl:template match="breakdown" mode="caption">
    <xsl:variable name="name" select="normalize-space(name)"/>
    <xsl:value-of select="calc:say('chart-breakdown-caption', 'name', concat(translate(substring($name, 1, 1),
        'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($name, 2)), 'period', calc:period(@period))"/>
  </xsl:template>

  <xsl:template match="breakdown" mode="chart">
    <xsl:param name="placed"/>
    <xsl:variable name="id" select="@id"/>
    <xsl:variable name="categories" select="category"/>
    <xsl:attribute name="kind"><xsl:choose>
      <xsl:when test="$placed/chart/@kind = 'shares'">share</xsl:when>
      <xsl:otherwise><xsl:value-of select="$placed/chart/@kind"/></xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:attribute name="unit"><xsl:choose>
      <xsl:when test="@unit = 'percent'">percent</xsl:when>
      <xsl:otherwise>number</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:attribute name="title"><xsl:value-of select="normalize-space(name)"/></xsl:attribute>
    <xsl:if test="$placed/chart/@bars = 'lying'"><xsl:attribute name="horizontal">yes</xsl:attribute></xsl:if>
    <!-- As many decimals as the most exact amount has. -->
    <xsl:for-each select="category/amount[contains(@value, '.')]">
      <xsl:sort data-type="number" order="descending" select="string-length(substring-after(@value, '.'))"/>
      <xsl:if test="position() = 1">
        <xsl:attribute name="decimals"><xsl:value-of select="string-length(substring-after(@value, '.'))"/></xsl:attribute>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="part">
      <xsl:variable name="part" select="position()"/>
      <series name="{normalize-space()}" line="{calc:line()}">
        <xsl:attribute name="role"><xsl:choose>
          <xsl:when test="@role"><xsl:value-of select="@role"/></xsl:when>
          <xsl:otherwise>value</xsl:otherwise>
        </xsl:choose></xsl:attribute>
        <xsl:for-each select="$categories">
          <xsl:variable name="path" select="concat($id, '.amount.', position(), '.', $part)"/>
          <point label="{@name}" line="{calc:line((amount[$part] | self::*[not(amount[$part])])[1])}">
            <xsl:choose>
              <xsl:when test="amount[$part]/@missing = 'yes'"><xsl:attribute name="missing">yes</xsl:attribute></xsl:when>
              <xsl:when test="calc:plain($path) != ''"><xsl:attribute name="value"><xsl:value-of select="calc:plain($path)"/></xsl:attribute></xsl:when>
              <xsl:otherwise><xsl:attribute name="missing">yes</xsl:attribute></xsl:otherwise>
            </xsl:choose>
          </point>
        </xsl:for-each>
      </series>
    </xsl:for-each>
  </xsl:template>

  <!-- ===== The summary of series ===== -->

  <xsl:template match="summary-table">
    <xsl:variable name="listed" select="concat(' ', normalize-space(@of), ' ')"/>
    <xsl:variable name="shown" select="calc:record()/data/series[not(current()/@of) or
        contains($listed, concat(' ', @id, ' '))][calc:word(concat(@id, '.from'))]"/>
    <table style="summary">
      <xsl:call-template name="place"/>
      <xsl:for-each select="caption">
        <caption line="{calc:line()}"><xsl:apply-templates/></caption>
      </xsl:for-each>
      <column share="4"/>
      <column/>
      <column align="decimal"/>
      <column align="decimal"/>
      <column align="centre"/>
      <column align="centre"/>
      <column share="2"/>
      <row part="head">
        <cell scope="column"><para><xsl:value-of select="calc:say('summary-measure')"/></para></cell>
        <cell scope="column"><para><xsl:value-of select="calc:say('summary-month')"/></para></cell>
        <cell scope="column"><para><xsl:value-of select="calc:say('summary-latest')"/></para></cell>
        <cell scope="column"><para><xsl:value-of select="calc:say('chart-target')"/></para></cell>
        <cell scope="column"><para><xsl:value-of select="calc:say('summary-variation')"/></para></cell>
        <cell scope="column"><para><xsl:value-of select="calc:say('summary-assurance')"/></para></cell>
        <cell scope="column"><para><xsl:value-of select="calc:say('summary-months')"/></para></cell>
      </row>
      <xsl:for-each select="$shown">
        <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
        <xsl:apply-templates select="." mode="summary-row"/>
      </xsl:for-each>
    </table>
    <para style="source" line="{calc:line()}">
      <xsl:value-of select="calc:say('summary-key')"/>
      <xsl:text> </xsl:text>
      <xsl:if test="$shown[not(@screening = 'no')]"><xsl:value-of select="calc:say('summary-screened')"/></xsl:if>
      <xsl:if test="$shown[@screening = 'no'] and $shown[not(@screening = 'no')]"><xsl:text> </xsl:text></xsl:if>
      <xsl:for-each select="$shown[@screening = 'no'][1]">
        <xsl:value-of select="calc:say('summary-unscreened')"/>
      </xsl:for-each>
    </para>
  </xsl:template>

  <xsl:template match="series" mode="summary-row">
    <xsl:variable name="measure" select="calc:record()/data/measure[@id = current()/@measure]"/>
    <xsl:variable name="as"><xsl:choose>
      <xsl:when test="@of = 'count'">number</xsl:when>
      <xsl:otherwise>percent</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:variable name="digits"><xsl:choose>
      <xsl:when test="@of = 'count'">0</xsl:when>
      <xsl:otherwise>1</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <row together="yes" line="{calc:line()}">
      <cell scope="row">
        <para><xsl:value-of select="calc:say(concat('summary-of-', @of), 'name', normalize-space($measure/name))"/></para>
      </cell>
      <xsl:choose>
        <xsl:when test="calc:has(concat(@id, '.latest'))">
          <cell><para><xsl:value-of select="calc:date(calc:word(concat(@id, '.latest-month')))"/></para></cell>
          <cell><para><xsl:value-of select="calc:cell(concat(@id, '.latest'), $as, $digits)"/></para></cell>
        </xsl:when>
        <xsl:otherwise>
          <cell colspan="2"><para><xsl:value-of select="calc:say('summary-none')"/></para></cell>
        </xsl:otherwise>
      </xsl:choose>
      <cell>
        <xsl:if test="month/@target">
          <para><xsl:value-of select="calc:cell(concat(@id, '.target.', month[@target][last()]/@at), $as, $digits)"/></para>
        </xsl:if>
      </cell>
      <xsl:call-template name="mark-cell">
        <xsl:with-param name="set">variation</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="mark-cell">
        <xsl:with-param name="set">assurance</xsl:with-param>
      </xsl:call-template>
      <cell>
        <figure><chart kind="sparkline">
          <xsl:call-template name="series-attributes"/>
          <xsl:call-template name="value-series"/>
        </chart></figure>
      </cell>
    </row>
  </xsl:template>

  <!-- An icon; its words are the program's, from its name. -->
  <xsl:template name="mark-cell">
    <xsl:param name="set"/>
    <xsl:variable name="path" select="concat(@id, '.', $set)"/>
    <cell>
      <xsl:if test="calc:has($path)">
        <figure><chart kind="mark" variant="{$set}-{calc:word($path)}"/></figure>
      </xsl:if>
    </cell>
  </xsl:template>
</xsl:stylesheet>
