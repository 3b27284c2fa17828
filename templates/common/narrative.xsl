<?xml version="1.0" encoding="UTF-8"?>
<!-- The computed account of a measure: what its count and its detection rate have done, where they
     stand among the peers, where they are going; each with a chart. Sentences are in the strings. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:variable name="windows">3 6 12</xsl:variable>

  <xsl:template match="measure-narrative">
    <xsl:variable name="measure" select="calc:record()/data/measure[@id = current()/@measure]"/>
    <section>
      <xsl:call-template name="place"/>
      <heading><xsl:value-of select="normalize-space($measure/name)"/></heading>
      <xsl:call-template name="half">
        <xsl:with-param name="measure" select="$measure"/>
        <xsl:with-param name="of">count</xsl:with-param>
        <xsl:with-param name="kind">count</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="half">
        <xsl:with-param name="measure" select="$measure"/>
        <xsl:with-param name="of">detection-rate</xsl:with-param>
        <xsl:with-param name="kind">rate</xsl:with-param>
        <xsl:with-param name="prefix">detection-</xsl:with-param>
      </xsl:call-template>
    </section>
  </xsl:template>

  <!-- Paragraph and chart on the count or on the rate. What was written by hand comes first. -->
  <xsl:template name="half">
    <xsl:param name="measure"/>
    <xsl:param name="of"/>
    <xsl:param name="kind"/>
    <xsl:param name="prefix"/>
    <xsl:variable name="override" select="override[@of = $of]"/>
    <xsl:variable name="series" select="calc:record()/data/series[@measure = $measure/@id and @of = $of]"/>
    <xsl:choose>
      <xsl:when test="$override">
        <para keep-next="yes" line="{calc:line($override)}"><xsl:apply-templates select="$override/node()"/></para>
      </xsl:when>
      <xsl:otherwise>
        <para keep-next="yes" line="{calc:line()}">
          <xsl:call-template name="change-sentence">
            <xsl:with-param name="measure" select="$measure"/>
            <xsl:with-param name="kind" select="$kind"/>
          </xsl:call-template>
          <xsl:call-template name="comparison-sentence">
            <xsl:with-param name="kind" select="$kind"/>
            <xsl:with-param name="path" select="concat($measure/@id, '.', $prefix, 'comparison')"/>
          </xsl:call-template>
          <xsl:call-template name="projection-sentence">
            <xsl:with-param name="measure" select="$measure"/>
            <xsl:with-param name="kind" select="$kind"/>
            <xsl:with-param name="path" select="concat($measure/@id, '.', $prefix, 'projection')"/>
          </xsl:call-template>
        </para>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$series and not(@charts = 'no')">
      <xsl:apply-templates select="$series" mode="figure"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="rise-or-fall">
    <xsl:param name="path"/>
    <xsl:variable name="sign" select="calc:sign($path, 2)"/>
    <xsl:choose>
      <xsl:when test="$sign &gt; 0">rise</xsl:when>
      <xsl:when test="$sign &lt; 0">fall</xsl:when>
      <xsl:otherwise>same</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="change-sentence">
    <xsl:param name="measure"/>
    <xsl:param name="kind"/>
    <xsl:variable name="path">
      <xsl:value-of select="concat($measure/@id, '.')"/>
      <xsl:if test="$kind = 'rate'">points-</xsl:if>
      <xsl:text>change</xsl:text>
    </xsl:variable>
    <xsl:variable name="way">
      <xsl:call-template name="rise-or-fall"><xsl:with-param name="path" select="$path"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="change" select="calc:print($path, '', '', 'none')"/>
    <xsl:variable name="rate">
      <xsl:if test="$kind = 'rate'">
        <xsl:value-of select="calc:print(concat($measure/@id, '.detection-rate'), 'percent')"/>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="marked">
      <xsl:with-param name="text" select="calc:say(concat('narrative-', $kind, '-', $way),
          'period', calc:period('current'), 'unit', $unit-short, 'article', calc:article($change),
          'change', $change, 'plural', normalize-space($measure/plural), 'rate', $rate)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="comparison-sentence">
    <xsl:param name="kind"/>
    <xsl:param name="path"/>
    <xsl:if test="calc:has($path)">
      <xsl:text> </xsl:text>
      <xsl:call-template name="marked">
        <xsl:with-param name="text" select="calc:say(concat('narrative-', $kind, '-comparison'),
            'unit', $unit-short, 'word', calc:print($path), 'group', $group)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Windows with the same result share a clause; when all have it, one sentence says so. -->
  <xsl:template name="projection-sentence">
    <xsl:param name="measure"/>
    <xsl:param name="kind"/>
    <xsl:param name="path"/>
    <xsl:if test="calc:has(concat($path, '.3')) and calc:has(concat($path, '.6')) and calc:has(concat($path, '.12'))">
      <xsl:variable name="noun">
        <xsl:value-of select="calc:print(concat($measure/@id, '.short'))"/>
      </xsl:variable>
      <xsl:variable name="same" select="calc:windows($path, $windows, calc:word(concat($path, '.3')))"/>
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="$same = $windows">
          <xsl:call-template name="marked">
            <xsl:with-param name="text" select="calc:say(concat('narrative-', $kind, '-projections-all'),
                'windows', calc:list($windows), 'noun', string($noun), 'word', calc:print(concat($path, '.3')))"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="projection-clauses">
            <xsl:with-param name="kind" select="$kind"/>
            <xsl:with-param name="path" select="$path"/>
            <xsl:with-param name="noun" select="string($noun)"/>
            <xsl:with-param name="left" select="concat($windows, ' ')"/>
          </xsl:call-template>
          <xsl:value-of select="calc:say('narrative-projections-end')"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- `left`: the windows still to be told, with a space after each. A window that shares its result
       with an earlier one has been told with it. -->
  <xsl:template name="projection-clauses">
    <xsl:param name="kind"/>
    <xsl:param name="path"/>
    <xsl:param name="noun"/>
    <xsl:param name="left"/>
    <xsl:param name="place">first</xsl:param>
    <xsl:variable name="window" select="substring-before($left, ' ')"/>
    <xsl:if test="$window">
      <xsl:variable name="figure" select="concat($path, '.', $window)"/>
      <xsl:variable name="same" select="calc:windows($path, $windows, calc:word($figure))"/>
      <xsl:if test="not(contains($same, ' ')) or substring-before($same, ' ') = $window">
        <xsl:call-template name="marked">
          <xsl:with-param name="text" select="calc:say(concat('narrative-', $kind, '-projection-', $place),
              'windows', calc:list($same), 'noun', $noun, 'word', calc:print($figure))"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="projection-clauses">
        <xsl:with-param name="kind" select="$kind"/>
        <xsl:with-param name="path" select="$path"/>
        <xsl:with-param name="noun" select="$noun"/>
        <xsl:with-param name="left" select="substring-after($left, ' ')"/>
        <xsl:with-param name="place">next</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
