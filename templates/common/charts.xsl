<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures over months: charts as data. What they show is told in words by the program, from the same
     data. charts-compare.xsl has the kinds without months. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:include href="charts-compare.xsl"/>
  <xsl:include href="charts-table.xsl"/>

  <!-- A figure that the record places itself: one chart for each series it names. -->
  <xsl:template match="figure[chart/@kind = 'monthly' or chart/@kind = 'control']" priority="1">
    <xsl:variable name="listed" select="concat(' ', normalize-space(chart/@of), ' ')"/>
    <xsl:variable name="placed" select="."/>
    <xsl:apply-templates select="chart" mode="undated"/>
    <xsl:for-each select="calc:record()/data/series[not(current()/chart/@of) or
        contains($listed, concat(' ', @id, ' '))]">
      <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
      <xsl:apply-templates select="." mode="figure">
        <xsl:with-param name="placed" select="$placed"/>
      </xsl:apply-templates>
      <xsl:if test="$placed/chart/@total and @of = 'count'">
        <xsl:apply-templates select="." mode="figure">
          <xsl:with-param name="placed" select="$placed"/>
          <xsl:with-param name="total" select="number($placed/chart/@total)"/>
        </xsl:apply-templates>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- What is wrong with a whole series is said once, by asking for its first month; then there is
       no chart. -->
  <xsl:template match="series" mode="figure">
    <xsl:param name="placed" select="/.."/>
    <xsl:param name="total" select="0"/>
    <xsl:if test="calc:word(concat(@id, '.from'))">
      <xsl:call-template name="series-figure">
        <xsl:with-param name="placed" select="$placed"/>
        <xsl:with-param name="total" select="$total"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A series by month, with its peers and the lines through its last months; as a control chart
       where the record asks for one; with `total`, so many months up to each. -->
  <xsl:template name="series-figure">
    <xsl:param name="placed"/>
    <xsl:param name="total"/>
    <xsl:variable name="kind"><xsl:choose>
      <xsl:when test="@of = 'count'">count</xsl:when>
      <xsl:otherwise>rate</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:variable name="period" select="calc:date(month[1]/@at, month[last()]/@at)"/>
    <xsl:variable name="name" select="normalize-space(calc:record()/data/measure[@id = current()/@measure]/name)"/>
    <figure line="{calc:line()}">
      <xsl:if test="not($total) and count($placed/chart/@of) and not(contains(normalize-space($placed/chart/@of), ' '))">
        <xsl:copy-of select="$placed/@id"/>
      </xsl:if>
      <caption>
        <xsl:choose>
          <xsl:when test="$total">
            <xsl:value-of select="calc:say('chart-count-total-caption', 'name', $name, 'n', string($total), 'period', $period)"/>
          </xsl:when>
          <xsl:when test="$placed/caption"><xsl:apply-templates select="$placed/caption/node()"/></xsl:when>
          <xsl:when test="$placed/chart/@kind = 'control'">
            <xsl:value-of select="calc:say(concat('chart-', $kind, '-control-caption'), 'name', $name, 'period', $period)"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="calc:say(concat('chart-', $kind, '-caption'), 'name', $name, 'period', $period)"/>
          </xsl:otherwise>
        </xsl:choose>
      </caption>
      <xsl:choose>
        <xsl:when test="$placed/chart/@kind = 'control'">
          <chart kind="control">
            <xsl:call-template name="chart-waive"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
            <xsl:call-template name="series-attributes"/>
            <xsl:call-template name="placed-alt"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
            <xsl:if test="@screening = 'no'"><xsl:attribute name="variant">unscreened</xsl:attribute></xsl:if>
            <xsl:copy-of select="@baseline"/>
            <xsl:call-template name="value-series"/>
            <xsl:call-template name="target-series"/>
            <xsl:apply-templates select="rebase"/>
            <xsl:apply-templates select="$placed/chart" mode="actions"/>
          </chart>
        </xsl:when>
        <xsl:when test="$total">
          <chart kind="monthly">
            <xsl:call-template name="chart-waive"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
            <xsl:call-template name="series-attributes"><xsl:with-param name="total" select="$total"/></xsl:call-template>
            <xsl:call-template name="total-series"><xsl:with-param name="months" select="$total"/></xsl:call-template>
            <xsl:apply-templates select="$placed/chart" mode="actions"/>
          </chart>
        </xsl:when>
        <xsl:otherwise>
          <!-- Lines through three months are what the published reports show. -->
          <chart kind="monthly">
            <xsl:call-template name="chart-waive">
              <xsl:with-param name="placed" select="$placed"/>
              <xsl:with-param name="always">projection</xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="series-attributes"/>
            <xsl:call-template name="placed-alt"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
            <xsl:call-template name="value-series"/>
            <xsl:if test="$placed/chart/@total and $kind = 'rate'">
              <xsl:call-template name="total-series"><xsl:with-param name="months" select="number($placed/chart/@total)"/></xsl:call-template>
            </xsl:if>
            <xsl:call-template name="peer-series"/>
            <xsl:call-template name="target-series"/>
            <xsl:if test="not($placed/chart/@projections = 'no')">
              <xsl:call-template name="projection-series"><xsl:with-param name="months">3</xsl:with-param></xsl:call-template>
              <xsl:call-template name="projection-series"><xsl:with-param name="months">6</xsl:with-param></xsl:call-template>
              <xsl:call-template name="projection-series"><xsl:with-param name="months">12</xsl:with-param></xsl:call-template>
            </xsl:if>
            <xsl:apply-templates select="$placed/chart" mode="actions"/>
          </chart>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="data-source"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
    </figure>
  </xsl:template>

  <xsl:template name="placed-alt">
    <xsl:param name="placed"/>
    <xsl:if test="$placed/alt">
      <xsl:attribute name="alt"><xsl:value-of select="normalize-space($placed/alt)"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- The source line: as the figure says it, else as the data say it. -->
  <xsl:template name="data-source">
    <xsl:param name="placed" select="/.."/>
    <source>
      <xsl:choose>
        <xsl:when test="$placed/source"><xsl:value-of select="calc:say('chart-source', 'source', normalize-space($placed/source))"/></xsl:when>
        <xsl:when test="@synthetic = 'yes'"><xsl:value-of select="calc:say('chart-source-synthetic', 'source', string(@source))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="calc:say('chart-source', 'source', string(@source))"/></xsl:otherwise>
      </xsl:choose>
    </source>
  </xsl:template>

  <!-- What a chart says of the series that it is of. -->
  <xsl:template name="series-attributes">
    <xsl:param name="total" select="0"/>
    <xsl:variable name="measure" select="calc:record()/data/measure[@id = current()/@measure]"/>
    <xsl:variable name="kind"><xsl:choose>
      <xsl:when test="$total">count-total</xsl:when>
      <xsl:when test="@of = 'count'">count</xsl:when>
      <xsl:otherwise>rate</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:attribute name="unit"><xsl:choose>
      <xsl:when test="@of = 'count'">number</xsl:when>
      <xsl:otherwise>percent</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:attribute name="title">
      <xsl:value-of select="calc:say(concat('chart-', $kind, '-title'), 'unit', $unit-short, 'n', string($total),
          'plural', normalize-space($measure/plural), 'singular', normalize-space($measure/singular))"/>
    </xsl:attribute>
    <xsl:if test="$group and month/@peer"><xsl:attribute name="group"><xsl:value-of select="$group"/></xsl:attribute></xsl:if>
    <xsl:attribute name="better"><xsl:choose>
      <xsl:when test="@of = 'count'"><xsl:value-of select="$measure/@polarity"/></xsl:when>
      <xsl:otherwise>higher</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:if test="@of != 'count'"><xsl:attribute name="decimals">1</xsl:attribute></xsl:if>
  </xsl:template>

  <!-- ===== The lines of a chart ===== -->

  <xsl:template name="value-series">
    <xsl:param name="name" select="$unit-short"/>
    <xsl:param name="panel"/>
    <xsl:variable name="id" select="@id"/>
    <series role="value">
      <xsl:if test="$name"><xsl:attribute name="name"><xsl:value-of select="$name"/></xsl:attribute></xsl:if>
      <xsl:if test="$panel"><xsl:attribute name="panel"><xsl:value-of select="$panel"/></xsl:attribute></xsl:if>
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
  </xsl:template>

  <xsl:template name="peer-series">
    <xsl:param name="panel"/>
    <xsl:variable name="id" select="@id"/>
    <xsl:if test="month/@peer">
      <series role="peer">
        <xsl:call-template name="peer-name"/>
        <xsl:call-template name="peer-verdict"/>
        <xsl:if test="$panel"><xsl:attribute name="panel"><xsl:value-of select="$panel"/></xsl:attribute></xsl:if>
        <xsl:for-each select="month[@peer or @missing = 'yes']">
          <point month="{@at}" line="{calc:line()}">
            <xsl:choose>
              <xsl:when test="@peer"><xsl:attribute name="value"><xsl:value-of select="calc:plain(concat($id, '.peer.', @at))"/></xsl:attribute></xsl:when>
              <xsl:otherwise><xsl:attribute name="missing">yes</xsl:attribute></xsl:otherwise>
            </xsl:choose>
          </point>
        </xsl:for-each>
      </series>
    </xsl:if>
  </xsl:template>

  <!-- What the account of the measure says of it and its peers, for those who do not see the chart; a
       difference that chance may have made is told as such. -->
  <xsl:template name="peer-verdict">
    <xsl:variable name="path"><xsl:value-of select="concat(@measure, '.')"/><xsl:if test="@of != 'count'">detection-</xsl:if></xsl:variable>
    <xsl:if test="$group and calc:has(concat($path, 'comparison'))">
      <xsl:attribute name="verdict"><xsl:choose>
        <xsl:when test="calc:has(concat($path, 'significance')) and calc:word(concat($path, 'significance')) = 'same'">
          <xsl:value-of select="calc:say('chart-verdict-peer-same', 'period', calc:period('current'), 'unit', $unit-short, 'group', $group)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="calc:say('chart-verdict-peer', 'period', calc:period('current'), 'unit', $unit-short,
              'word', calc:print(concat($path, 'comparison')), 'group', $group)"/>
        </xsl:otherwise>
      </xsl:choose></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="target-verdict">
    <xsl:variable name="path" select="concat(@id, '.margin')"/>
    <xsl:if test="calc:has($path)">
      <xsl:variable name="digits"><xsl:choose>
        <xsl:when test="@of = 'count'">2</xsl:when>
        <xsl:otherwise>1</xsl:otherwise>
      </xsl:choose></xsl:variable>
      <xsl:variable name="sign" select="calc:sign($path, string($digits))"/>
      <xsl:variable name="lower" select="@of = 'count' and calc:record()/data/measure[@id = current()/@measure]/@polarity = 'lower'"/>
      <xsl:variable name="word"><xsl:choose>
        <xsl:when test="$sign = 0">same</xsl:when>
        <xsl:when test="$sign &gt; 0 and $lower">above-missed</xsl:when>
        <xsl:when test="$sign &gt; 0">above-met</xsl:when>
        <xsl:when test="$lower">below-met</xsl:when>
        <xsl:otherwise>below-missed</xsl:otherwise>
      </xsl:choose></xsl:variable>
      <xsl:attribute name="verdict">
        <xsl:value-of select="calc:say(concat('chart-verdict-target-', $word), 'unit', $unit-short,
            'month', calc:date(calc:word(concat(@id, '.latest-month'))), 'margin', calc:print($path, '', string($digits), 'none'))"/>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- A target may change from month to month. -->
  <xsl:template name="target-series">
    <xsl:variable name="id" select="@id"/>
    <xsl:if test="month/@target">
      <series role="target" name="{calc:say('chart-target')}">
        <xsl:call-template name="target-verdict"/>
        <xsl:for-each select="month[@target]">
          <point month="{@at}" value="{calc:plain(concat($id, '.target.', @at))}" line="{calc:line()}"/>
        </xsl:for-each>
      </series>
    </xsl:if>
  </xsl:template>

  <!-- So many months up to each. Of counts it stands alone, with the peers'; among rates it is one
       line more. -->
  <xsl:template name="total-series">
    <xsl:param name="months"/>
    <xsl:variable name="series" select="."/>
    <xsl:variable name="peers" select="month[calc:has(concat($series/@id, '.peer-total.', $months, '.', @at))]"/>
    <series>
      <xsl:attribute name="role"><xsl:choose>
        <xsl:when test="@of = 'count'">value</xsl:when>
        <xsl:otherwise>total</xsl:otherwise>
      </xsl:choose></xsl:attribute>
      <xsl:attribute name="name"><xsl:choose>
        <xsl:when test="@of = 'count'"><xsl:value-of select="$unit-short"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="calc:say('chart-total', 'n', string($months))"/></xsl:otherwise>
      </xsl:choose></xsl:attribute>
      <xsl:for-each select="month[position() &gt;= $months]">
        <xsl:variable name="path" select="concat($series/@id, '.total.', $months, '.', @at)"/>
        <point month="{@at}" line="{calc:line()}">
          <xsl:choose>
            <xsl:when test="calc:has($path)"><xsl:attribute name="value"><xsl:value-of select="calc:plain($path)"/></xsl:attribute></xsl:when>
            <xsl:otherwise><xsl:attribute name="missing">yes</xsl:attribute></xsl:otherwise>
          </xsl:choose>
        </point>
      </xsl:for-each>
    </series>
    <xsl:if test="@of = 'count' and $peers">
      <series role="peer">
        <xsl:call-template name="peer-name"/>
        <xsl:call-template name="peer-verdict"/>
        <xsl:for-each select="$peers">
          <point month="{@at}" value="{calc:plain(concat($series/@id, '.peer-total.', $months, '.', @at))}" line="{calc:line()}"/>
        </xsl:for-each>
      </series>
    </xsl:if>
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

  <!-- ===== Dated events ===== -->

  <!-- New limits are declared in the data, with the reason. -->
  <xsl:template match="rebase">
    <event month="{@at}" label="{normalize-space()}" rebase="yes" line="{calc:line()}"/>
  </xsl:template>

  <!-- The dated actions of the recommendations that the chart names. -->
  <xsl:template match="chart" mode="actions">
    <xsl:variable name="listed" select="concat(' ', normalize-space(@actions), ' ')"/>
    <xsl:for-each select="/*/body//recommendation[@id and contains($listed, concat(' ', @id, ' '))]/action[@date]">
      <event month="{substring(@date, 1, 7)}" line="{calc:line()}">
        <xsl:attribute name="label"><xsl:choose>
          <xsl:when test="@label"><xsl:value-of select="@label"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="calc:say('chart-action', 'n', string(calc:nth(..)))"/></xsl:otherwise>
        </xsl:choose></xsl:attribute>
      </event>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="chart" mode="undated">
    <xsl:variable name="listed" select="concat(' ', normalize-space(@actions), ' ')"/>
    <xsl:for-each select="/*/body//recommendation[@id and contains($listed, concat(' ', @id, ' '))][not(action/@date)]">
      <xsl:value-of select="calc:fault('chart-undated', 'id', string(@id))"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ===== Several series side by side, on one scale ===== -->

  <xsl:template match="figure[chart/@kind = 'multiples']" priority="1">
    <xsl:variable name="placed" select="."/>
    <xsl:variable name="listed" select="concat(' ', normalize-space(chart/@of), ' ')"/>
    <xsl:variable name="series" select="calc:record()/data/series[not(current()/chart/@of) or
        contains($listed, concat(' ', @id, ' '))][calc:word(concat(@id, '.from'))]"/>
    <!-- Counts and rates have no scale in common. -->
    <xsl:for-each select="$series[@of = 'count'][1] | $series[@of != 'count'][1]">
      <xsl:variable name="shown" select="$series[@of = current()/@of]"/>
      <xsl:variable name="word"><xsl:choose>
        <xsl:when test="@of = 'count'">chart-multiples-count</xsl:when>
        <xsl:otherwise>chart-multiples-rate</xsl:otherwise>
      </xsl:choose></xsl:variable>
      <figure line="{calc:line($placed)}">
        <xsl:if test="count($shown) = count($series)"><xsl:copy-of select="$placed/@id"/></xsl:if>
        <caption>
          <xsl:choose>
            <xsl:when test="$placed/caption"><xsl:apply-templates select="$placed/caption/node()"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="calc:say(concat($word, '-caption'), 'unit', $unit-short)"/></xsl:otherwise>
          </xsl:choose>
        </caption>
        <chart kind="multiples">
          <xsl:call-template name="chart-waive"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
          <xsl:attribute name="unit"><xsl:choose>
            <xsl:when test="@of = 'count'">number</xsl:when>
            <xsl:otherwise>percent</xsl:otherwise>
          </xsl:choose></xsl:attribute>
          <xsl:attribute name="title"><xsl:value-of select="calc:say(concat($word, '-title'), 'unit', $unit-short)"/></xsl:attribute>
          <xsl:variable name="polarities" select="calc:record()/data/measure[@id = $shown/@measure]/@polarity"/>
          <xsl:if test="@of != 'count' or not($polarities[. != $polarities[1]])">
            <xsl:attribute name="better"><xsl:choose>
              <xsl:when test="@of = 'count'"><xsl:value-of select="$polarities[1]"/></xsl:when>
              <xsl:otherwise>higher</xsl:otherwise>
            </xsl:choose></xsl:attribute>
          </xsl:if>
          <xsl:if test="@of != 'count'"><xsl:attribute name="decimals">1</xsl:attribute></xsl:if>
          <xsl:call-template name="placed-alt"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
          <xsl:if test="$group and $shown/month/@peer"><xsl:attribute name="group"><xsl:value-of select="$group"/></xsl:attribute></xsl:if>
          <xsl:for-each select="$shown">
            <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
            <xsl:variable name="panel" select="normalize-space(calc:record()/data/measure[@id = current()/@measure]/name)"/>
            <xsl:call-template name="value-series"><xsl:with-param name="panel" select="$panel"/></xsl:call-template>
            <xsl:call-template name="peer-series"><xsl:with-param name="panel" select="$panel"/></xsl:call-template>
          </xsl:for-each>
        </chart>
        <xsl:call-template name="data-source"><xsl:with-param name="placed" select="$placed"/></xsl:call-template>
      </figure>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
