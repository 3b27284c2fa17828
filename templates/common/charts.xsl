<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures over months: charts as data. What they show is told in words by the program, from the same
     data. charts-compare.xsl has the kinds without months. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:include href="charts-compare.xsl"/>

  <!-- A figure that the record places itself: one chart for each series it names. -->
  <xsl:template match="figure[chart/@kind = 'monthly']" priority="1">
    <xsl:variable name="listed" select="concat(' ', normalize-space(chart/@of), ' ')"/>
    <xsl:apply-templates select="/*/data/series[not(current()/chart/@of) or
        contains($listed, concat(' ', @id, ' '))]" mode="figure">
      <xsl:with-param name="placed" select="."/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- A series by month, with its peers and the lines through its last months. -->
  <xsl:template match="series" mode="figure">
    <xsl:param name="placed" select="/.."/>
    <xsl:variable name="measure" select="/*/data/measure[@id = current()/@measure]"/>
    <xsl:variable name="kind"><xsl:choose>
      <xsl:when test="@of = 'count'">count</xsl:when>
      <xsl:otherwise>rate</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:variable name="period" select="calc:date(month[1]/@at, month[last()]/@at)"/>
    <figure line="{calc:line()}">
      <xsl:if test="count($placed/chart/@of) and not(contains(normalize-space($placed/chart/@of), ' '))">
        <xsl:copy-of select="$placed/@id"/>
      </xsl:if>
      <caption>
        <xsl:choose>
          <xsl:when test="$placed/caption"><xsl:apply-templates select="$placed/caption/node()"/></xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="calc:say(concat('chart-', $kind, '-caption'), 'name',
                normalize-space($measure/name), 'period', $period)"/>
          </xsl:otherwise>
        </xsl:choose>
      </caption>
      <!-- Lines through three months are what the published reports show. -->
      <chart kind="monthly" waive="projection">
        <xsl:attribute name="unit"><xsl:choose>
          <xsl:when test="$kind = 'count'">number</xsl:when>
          <xsl:otherwise>percent</xsl:otherwise>
        </xsl:choose></xsl:attribute>
        <xsl:attribute name="title">
          <xsl:value-of select="calc:say(concat('chart-', $kind, '-title'), 'unit', $unit-short,
              'plural', normalize-space($measure/plural), 'singular', normalize-space($measure/singular))"/>
        </xsl:attribute>
        <xsl:if test="$placed/alt">
          <xsl:attribute name="alt"><xsl:value-of select="normalize-space($placed/alt)"/></xsl:attribute>
        </xsl:if>
        <xsl:if test="$group"><xsl:attribute name="group"><xsl:value-of select="$group"/></xsl:attribute></xsl:if>
        <xsl:attribute name="better"><xsl:choose>
          <xsl:when test="$kind = 'rate'">higher</xsl:when>
          <xsl:otherwise><xsl:value-of select="$measure/@polarity"/></xsl:otherwise>
        </xsl:choose></xsl:attribute>
        <xsl:if test="$kind = 'rate'"><xsl:attribute name="decimals">1</xsl:attribute></xsl:if>
        <xsl:call-template name="monthly-series"/>
      </chart>
      <source>
        <xsl:choose>
          <xsl:when test="$placed/source"><xsl:value-of select="calc:say('chart-source', 'source', normalize-space($placed/source))"/></xsl:when>
          <xsl:when test="@synthetic = 'yes'"><xsl:value-of select="calc:say('chart-source-synthetic', 'source', string(@source))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="calc:say('chart-source', 'source', string(@source))"/></xsl:otherwise>
        </xsl:choose>
      </source>
    </figure>
  </xsl:template>

  <xsl:template name="monthly-series">
    <xsl:variable name="id" select="@id"/>
    <series role="value" name="{$unit-short}">
      <xsl:for-each select="month">
        <xsl:variable name="path" select="concat($id, '.value.', @at)"/>
        <point month="{@at}" line="{calc:line()}">
          <xsl:choose>
            <xsl:when test="calc:has($path)">
              <xsl:attribute name="value"><xsl:value-of select="calc:plain($path)"/></xsl:attribute>
            </xsl:when>
            <xsl:otherwise><xsl:attribute name="missing">yes</xsl:attribute></xsl:otherwise>
          </xsl:choose>
        </point>
      </xsl:for-each>
    </series>
    <xsl:if test="month/@peer">
      <series role="peer" name="{calc:say('chart-peer', 'group', $group)}">
        <xsl:for-each select="month[@peer]">
          <point month="{@at}" value="{calc:plain(concat($id, '.peer.', @at))}" line="{calc:line()}"/>
        </xsl:for-each>
      </series>
    </xsl:if>
    <xsl:call-template name="projection-series"><xsl:with-param name="months">3</xsl:with-param></xsl:call-template>
    <xsl:call-template name="projection-series"><xsl:with-param name="months">6</xsl:with-param></xsl:call-template>
    <xsl:call-template name="projection-series"><xsl:with-param name="months">12</xsl:with-param></xsl:call-template>
  </xsl:template>

  <!-- The line through the last months, from the first of them to the farthest of the three months
       ahead in which it is not below zero. -->
  <xsl:template name="projection-series">
    <xsl:param name="months"/>
    <xsl:param name="ahead" select="3"/>
    <xsl:variable name="path" select="concat(@id, '.fit.', $months, '.')"/>
    <xsl:variable name="first" select="month[position() = last() - $months + 1]/@at"/>
    <xsl:variable name="last" select="calc:word(concat(@id, '.to.', $ahead))"/>
    <xsl:choose>
      <xsl:when test="count(month) &lt; $months or not(calc:has(concat($path, $last)))"/>
      <xsl:when test="calc:plain(concat($path, $last)) &lt; 0 and $ahead &gt; 0">
        <xsl:call-template name="projection-series">
          <xsl:with-param name="months" select="$months"/>
          <xsl:with-param name="ahead" select="$ahead - 1"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="calc:plain(concat($path, $last)) &gt;= 0">
        <series role="projection" months="{$months}" name="{calc:say('chart-projection', 'n', $months)}">
          <point month="{$first}" value="{calc:plain(concat($path, $first))}"/>
          <point month="{$last}" value="{calc:plain(concat($path, $last))}"/>
        </series>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
