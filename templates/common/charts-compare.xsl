<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures without months: places and rates before and now, milestones, grades of all forces,
     surveys in their ranges, indicators with their margins. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <!-- What all figures with one chart have: its place, caption, chart and source. -->
  <xsl:template match="figure[chart]">
    <figure>
      <xsl:call-template name="place"/>
      <caption line="{calc:line((caption | self::*[not(caption)])[1])}">
        <xsl:choose>
          <xsl:when test="caption"><xsl:apply-templates select="caption/node()"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="chart" mode="caption"/></xsl:otherwise>
        </xsl:choose>
      </caption>
      <chart line="{calc:line(chart)}">
        <xsl:if test="alt"><xsl:attribute name="alt"><xsl:value-of select="normalize-space(alt)"/></xsl:attribute></xsl:if>
        <xsl:call-template name="chart-waive"/>
        <xsl:apply-templates select="chart" mode="chart"/>
      </chart>
      <xsl:call-template name="figure-source"/>
    </figure>
  </xsl:template>

  <!-- What the record waives, at the figure or at the data that it shows. -->
  <xsl:template name="chart-waive">
    <xsl:param name="placed" select="/.."/>
    <xsl:param name="always"/>
    <xsl:variable name="names">
      <xsl:value-of select="$always"/>
      <xsl:for-each select="/*/waive[starts-with(@rule, 'chart-')][@at = $placed/@id or @at = current()/@id]">
        <xsl:value-of select="concat(' ', substring-after(@rule, 'chart-'))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="normalize-space($names)">
      <xsl:attribute name="waive"><xsl:value-of select="normalize-space($names)"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="figure-source">
    <xsl:for-each select="source">
      <source line="{calc:line()}"><xsl:value-of select="calc:say('chart-source', 'source', normalize-space())"/></source>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="chart" mode="caption">
    <xsl:value-of select="calc:say(concat('chart-', @kind, '-caption'))"/>
  </xsl:template>

  <!-- The name of the peers' series. -->
  <xsl:template name="peer-name">
    <xsl:attribute name="name">
      <xsl:choose>
        <xsl:when test="$group"><xsl:value-of select="calc:say('chart-peer', 'group', $group)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="calc:say('chart-average')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <!-- A point of the category $label whose value is the figure of the path; none without it. -->
  <xsl:template name="figure-point">
    <xsl:param name="label"/>
    <xsl:param name="path"/>
    <xsl:if test="calc:has($path)">
      <point label="{$label}" value="{calc:plain($path)}" line="{calc:line()}"/>
    </xsl:if>
  </xsl:template>

  <!-- ===== Before and now ===== -->

  <xsl:variable name="before" select="string(/*/data/period[@id = 'current']/@base)"/>

  <xsl:template match="chart[@kind = 'positions' or @kind = 'rates']" mode="caption">
    <xsl:value-of select="calc:say(concat('chart-', @kind, '-caption'), 'group', $group,
        'previous', calc:period($before), 'current', calc:period('current'))"/>
  </xsl:template>
  <xsl:template match="chart[(@kind = 'positions' or @kind = 'rates') and @what = 'detection-rate']" mode="caption">
    <xsl:value-of select="calc:say(concat('chart-detection-', @kind, '-caption'), 'group', $group,
        'previous', calc:period($before), 'current', calc:period('current'))"/>
  </xsl:template>

  <!-- The property of a measure that the chart shows. -->
  <xsl:template match="chart" mode="property">
    <xsl:if test="@what = 'detection-rate'">detection-</xsl:if>
    <xsl:choose>
      <xsl:when test="@kind = 'positions'">position</xsl:when>
      <xsl:otherwise>rate</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="measure" mode="before-and-now-label">
    <xsl:param name="property"/>
    <xsl:value-of select="normalize-space(name)"/>
    <xsl:if test="$property = 'rate' and @per">
      <xsl:value-of select="calc:say('chart-rate-per', 'scale', calc:print(concat(@per, '.scale')),
          'denominator', calc:print(concat(@per, '.name')))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="chart[@kind = 'positions' or @kind = 'rates']" mode="chart">
    <xsl:variable name="property"><xsl:apply-templates select="." mode="property"/></xsl:variable>
    <xsl:variable name="prefix"><xsl:if test="@what = 'detection-rate'">detection-</xsl:if></xsl:variable>
    <xsl:variable name="listed" select="concat(' ', normalize-space(@of), ' ')"/>
    <xsl:variable name="shown" select="calc:record()/data/measure[not(current()/@of) or
        contains($listed, concat(' ', @id, ' '))][calc:has(concat(@id, '.', $property, '.current'))]"/>
    <xsl:attribute name="kind"><xsl:choose>
      <xsl:when test="@form"><xsl:value-of select="@form"/></xsl:when>
      <xsl:otherwise>dumbbell</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:attribute name="unit"><xsl:choose>
      <xsl:when test="@kind = 'positions'">position</xsl:when>
      <xsl:when test="@what = 'detection-rate'">percent</xsl:when>
      <xsl:otherwise>rate</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:attribute name="title"><xsl:value-of select="calc:say(concat('chart-', $prefix, @kind, '-title'), 'group', $group)"/></xsl:attribute>
    <xsl:attribute name="period"><xsl:value-of select="calc:say('chart-two-periods', 'previous', calc:period($before),
        'current', calc:period('current'))"/></xsl:attribute>
    <xsl:if test="$group and @kind = 'positions'"><xsl:attribute name="group"><xsl:value-of select="$group"/></xsl:attribute></xsl:if>
    <xsl:attribute name="better"><xsl:choose>
      <xsl:when test="@kind = 'positions'">lower</xsl:when>
      <xsl:when test="@what = 'detection-rate'">higher</xsl:when>
      <xsl:when test="$shown/@polarity = 'higher' and $shown/@polarity = 'lower'">none</xsl:when>
      <xsl:when test="$shown"><xsl:value-of select="$shown[1]/@polarity"/></xsl:when>
      <xsl:otherwise>none</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:if test="@kind = 'rates'"><xsl:attribute name="decimals">1</xsl:attribute></xsl:if>
    <series role="previous" name="{calc:period($before)}">
      <xsl:for-each select="$shown">
        <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
        <xsl:call-template name="figure-point">
          <xsl:with-param name="label"><xsl:apply-templates select="." mode="before-and-now-label">
            <xsl:with-param name="property" select="$property"/>
          </xsl:apply-templates></xsl:with-param>
          <xsl:with-param name="path" select="concat(@id, '.', $property, '.', $before)"/>
        </xsl:call-template>
      </xsl:for-each>
    </series>
    <series role="value" name="{calc:period('current')}">
      <xsl:for-each select="$shown">
        <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
        <xsl:variable name="met" select="concat(@id, '.', $prefix, 'contract-met')"/>
        <xsl:variable name="direction"><xsl:value-of select="@id"/>.<xsl:choose>
          <xsl:when test="$property = 'rate'">direction</xsl:when>
          <xsl:when test="$property = 'detection-rate'">detection-direction</xsl:when>
          <xsl:otherwise><xsl:value-of select="concat($property, '-direction')"/></xsl:otherwise>
        </xsl:choose></xsl:variable>
        <point value="{calc:plain(concat(@id, '.', $property, '.current'))}" line="{calc:line()}">
          <xsl:attribute name="label"><xsl:apply-templates select="." mode="before-and-now-label">
            <xsl:with-param name="property" select="$property"/>
          </xsl:apply-templates></xsl:attribute>
          <xsl:choose>
            <xsl:when test="contains($property, 'position') and calc:has($met)">
              <xsl:attribute name="mark"><xsl:value-of select="calc:word($met)"/></xsl:attribute>
            </xsl:when>
            <xsl:when test="calc:has($direction)">
              <xsl:attribute name="mark"><xsl:value-of select="calc:word($direction)"/></xsl:attribute>
            </xsl:when>
          </xsl:choose>
        </point>
      </xsl:for-each>
    </series>
    <xsl:if test="@kind = 'positions'">
      <xsl:call-template name="contract-series">
        <xsl:with-param name="shown" select="$shown"/>
        <xsl:with-param name="contracts" select="$shown/*[local-name() = concat($prefix, 'contract') and @require = 'below']"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- One line where all measures have the same contract, else a tick for each that has one. -->
  <xsl:template name="contract-series">
    <xsl:param name="shown"/>
    <xsl:param name="contracts"/>
    <xsl:choose>
      <xsl:when test="not($contracts)"/>
      <xsl:when test="count($contracts) = count($shown) and not($contracts/@value != $contracts[1]/@value)">
        <series role="target" name="{calc:say('chart-contract-below', 'n', string($contracts[1]/@value))}">
          <point month="{calc:record()/data/period[@id = 'current']/@to}" value="{$contracts[1]/@value}" line="{calc:line($contracts[1])}"/>
        </series>
      </xsl:when>
      <xsl:otherwise>
        <series role="target" name="{calc:say('chart-contract')}">
          <xsl:for-each select="$contracts">
            <point label="{normalize-space(../name)}" value="{@value}" line="{calc:line()}"/>
          </xsl:for-each>
        </series>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ===== Milestones: what was achieved against the target, with the verdict as a mark ===== -->

  <xsl:template match="chart[@kind = 'milestones']" mode="chart">
    <xsl:variable name="listed" select="concat(' ', normalize-space(@of), ' ')"/>
    <xsl:variable name="shown" select="calc:record()/data/milestone[not(current()/@of) or
        contains($listed, concat(' ', @id, ' '))]"/>
    <xsl:attribute name="kind">bullet</xsl:attribute>
    <xsl:attribute name="unit">percent</xsl:attribute>
    <xsl:attribute name="decimals">1</xsl:attribute>
    <xsl:attribute name="title"><xsl:value-of select="calc:say('chart-milestones-title')"/></xsl:attribute>
    <xsl:attribute name="period"><xsl:value-of select="calc:period(string($shown[1]/@period))"/></xsl:attribute>
    <series role="value" name="{calc:say('chart-achieved')}">
      <xsl:for-each select="$shown">
        <xsl:variable name="verdict" select="calc:word(concat(@id, '.verdict'))"/>
        <point label="{normalize-space()}" value="{calc:plain(concat(@id, '.actual'))}" line="{calc:line()}">
          <xsl:attribute name="mark"><xsl:choose>
            <xsl:when test="$verdict = 'exceeded' or $verdict = 'met'">met</xsl:when>
            <xsl:otherwise>not-met</xsl:otherwise>
          </xsl:choose></xsl:attribute>
        </point>
      </xsl:for-each>
    </series>
    <series role="target" name="{calc:say('chart-target')}">
      <xsl:for-each select="$shown">
        <point label="{normalize-space()}" value="{calc:plain(concat(@id, '.target'))}" line="{calc:line()}"/>
      </xsl:for-each>
    </series>
    <xsl:if test="$shown/@baseline">
      <series role="previous" name="{calc:say('chart-start')}">
        <xsl:for-each select="$shown[@baseline]">
          <point label="{normalize-space()}" value="{calc:plain(concat(@id, '.baseline'))}" line="{calc:line()}"/>
        </xsl:for-each>
      </series>
    </xsl:if>
  </xsl:template>

  <!-- ===== Grades of all forces, the own one marked ===== -->

  <xsl:template match="chart[@kind = 'distribution']" mode="chart">
    <xsl:variable name="listed" select="concat(' ', normalize-space(@of), ' ')"/>
    <xsl:variable name="shown" select="calc:record()/data/grade[distribution][not(current()/@of) or
        contains($listed, concat(' ', @id, ' '))]"/>
    <xsl:attribute name="kind">distribution</xsl:attribute>
    <xsl:attribute name="unit">number</xsl:attribute>
    <xsl:attribute name="title"><xsl:value-of select="calc:say('chart-distribution-title', 'forces', string($shown[1]/distribution/@forces))"/></xsl:attribute>
    <xsl:attribute name="period"><xsl:value-of select="$shown[1]/@year"/></xsl:attribute>
    <xsl:for-each select="$shown">
      <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
      <xsl:variable name="own" select="@value"/>
      <series role="value" name="{normalize-space(framework)}" line="{calc:line()}">
        <xsl:for-each select="distribution/@*[local-name() != 'forces']">
          <point label="{calc:say(concat('grade-', local-name()))}" value="{.}" line="{calc:line(..)}">
            <xsl:if test="local-name() = $own"><xsl:attribute name="own">yes</xsl:attribute></xsl:if>
          </point>
        </xsl:for-each>
      </series>
    </xsl:for-each>
  </xsl:template>

  <!-- ===== Surveys: the force's figure in the range of all forces ===== -->

  <xsl:template match="survey" mode="label">
    <xsl:choose>
      <xsl:when test="@short"><xsl:value-of select="@short"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="chart[@kind = 'survey']" mode="chart">
    <xsl:variable name="listed" select="concat(' ', normalize-space(@of), ' ')"/>
    <xsl:variable name="shown" select="calc:record()/data/survey[not(current()/@of) or
        contains($listed, concat(' ', @id, ' '))]"/>
    <xsl:attribute name="kind">interval</xsl:attribute>
    <xsl:attribute name="unit">percent</xsl:attribute>
    <xsl:attribute name="decimals">1</xsl:attribute>
    <xsl:attribute name="title"><xsl:value-of select="calc:say('chart-survey-title')"/></xsl:attribute>
    <xsl:if test="$shown/@period">
      <xsl:attribute name="period"><xsl:value-of select="calc:period(string($shown[@period][1]/@period))"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="$group and $shown/@average"><xsl:attribute name="group"><xsl:value-of select="$group"/></xsl:attribute></xsl:if>
    <series role="value" name="{$unit-short}">
      <xsl:for-each select="$shown">
        <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
        <point value="{calc:plain(concat(@id, '.value'))}" low="{calc:plain(concat(@id, '.low'))}"
            high="{calc:plain(concat(@id, '.high'))}" mark="range-{calc:word(concat(@id, '.position'))}" line="{calc:line()}">
          <xsl:attribute name="label"><xsl:apply-templates select="." mode="label"/></xsl:attribute>
          <xsl:if test="@sample"><xsl:attribute name="base"><xsl:value-of select="@sample"/></xsl:attribute></xsl:if>
        </point>
      </xsl:for-each>
    </series>
    <xsl:if test="$shown/@previous">
      <series role="previous" name="{calc:say('chart-previous-survey')}">
        <xsl:for-each select="$shown[@previous]">
          <xsl:call-template name="figure-point">
            <xsl:with-param name="label"><xsl:apply-templates select="." mode="label"/></xsl:with-param>
            <xsl:with-param name="path" select="concat(@id, '.previous')"/>
          </xsl:call-template>
        </xsl:for-each>
      </series>
    </xsl:if>
    <xsl:if test="$shown/@average">
      <series role="peer">
        <xsl:call-template name="peer-name"/>
        <xsl:for-each select="$shown[@average]">
          <xsl:call-template name="figure-point">
            <xsl:with-param name="label"><xsl:apply-templates select="." mode="label"/></xsl:with-param>
            <xsl:with-param name="path" select="concat(@id, '.average')"/>
          </xsl:call-template>
        </xsl:for-each>
      </series>
    </xsl:if>
  </xsl:template>

  <!-- ===== Indicators: the last reading with its margin, the first one, the peers ===== -->

  <xsl:template match="indicator" mode="label">
    <xsl:value-of select="concat(@code, ' ', normalize-space(name))"/>
  </xsl:template>

  <xsl:template match="chart[@kind = 'indicators']" mode="chart">
    <xsl:variable name="listed" select="concat(' ', normalize-space(@of), ' ')"/>
    <xsl:variable name="shown" select="calc:record()/data/indicator[not(current()/@of) or
        contains($listed, concat(' ', @id, ' '))]"/>
    <xsl:variable name="now" select="calc:period(string($shown[1]/reading[last()]/@period))"/>
    <xsl:attribute name="kind">interval</xsl:attribute>
    <xsl:attribute name="unit">percent</xsl:attribute>
    <xsl:attribute name="decimals">1</xsl:attribute>
    <xsl:attribute name="title"><xsl:value-of select="calc:say('chart-indicators-title')"/></xsl:attribute>
    <xsl:attribute name="period"><xsl:value-of select="$now"/></xsl:attribute>
    <xsl:attribute name="method"><xsl:choose>
      <xsl:when test="$shown/@design-effect">normal-design</xsl:when>
      <xsl:otherwise>normal</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:if test="$group and $shown/reading[last()]/@average"><xsl:attribute name="group"><xsl:value-of select="$group"/></xsl:attribute></xsl:if>
    <series role="value" name="{$now}">
      <xsl:for-each select="$shown">
        <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
        <point value="{calc:plain(concat(@id, '.value'))}" line="{calc:line(reading[last()])}">
          <xsl:attribute name="label"><xsl:apply-templates select="." mode="label"/></xsl:attribute>
          <xsl:if test="calc:has(concat(@id, '.low'))">
            <xsl:attribute name="low"><xsl:value-of select="calc:plain(concat(@id, '.low'))"/></xsl:attribute>
            <xsl:attribute name="high"><xsl:value-of select="calc:plain(concat(@id, '.high'))"/></xsl:attribute>
          </xsl:if>
          <xsl:if test="calc:has(concat(@id, '.sample'))">
            <xsl:attribute name="base"><xsl:value-of select="calc:plain(concat(@id, '.sample'))"/></xsl:attribute>
          </xsl:if>
          <xsl:if test="calc:has(concat(@id, '.significance'))">
            <xsl:attribute name="mark">significantly-<xsl:value-of select="calc:word(concat(@id, '.significance'))"/></xsl:attribute>
          </xsl:if>
        </point>
      </xsl:for-each>
    </series>
    <xsl:if test="$shown/reading[2]">
      <series role="previous" name="{calc:period(string($shown[reading[2]][1]/reading[1]/@period))}">
        <xsl:for-each select="$shown[reading[2]]">
          <xsl:call-template name="figure-point">
            <xsl:with-param name="label"><xsl:apply-templates select="." mode="label"/></xsl:with-param>
            <xsl:with-param name="path" select="concat(@id, '.value.', reading[1]/@period)"/>
          </xsl:call-template>
        </xsl:for-each>
      </series>
    </xsl:if>
    <xsl:if test="$shown/reading[last()]/@average">
      <series role="peer">
        <xsl:call-template name="peer-name"/>
        <xsl:for-each select="$shown">
          <xsl:call-template name="figure-point">
            <xsl:with-param name="label"><xsl:apply-templates select="." mode="label"/></xsl:with-param>
            <xsl:with-param name="path" select="concat(@id, '.average')"/>
          </xsl:call-template>
        </xsl:for-each>
      </series>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
