<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of all measures before and now. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:variable name="base" select="string(/*/data/period[@id = 'current']/@base)"/>

  <xsl:template match="performance-table">
    <xsl:variable name="listed" select="concat(' ', normalize-space(@measures), ' ')"/>
    <xsl:variable name="measures" select="calc:record()/data/measure[not(current()/@measures) or
        contains($listed, concat(' ', @id, ' '))]"/>
    <xsl:if test="@number">
      <para keep-next="yes" line="{calc:line()}">
        <xsl:call-template name="label"/>
        <xsl:value-of select="calc:say('performance-lead', 'previous', calc:period($base),
            'current', calc:period('current'))"/>
      </para>
    </xsl:if>
    <table style="performance">
      <xsl:call-template name="place"/>
      <xsl:if test="caption">
        <caption line="{calc:line(caption)}"><xsl:apply-templates select="caption/node()"/></caption>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="@groups = 'no' and @show = 'positions'">
          <!-- labels that name the measure, too, need their room -->
          <column share="7"/>
          <column share="4" align="decimal"/>
          <column share="4" align="decimal"/>
          <column share="3" align="decimal"/>
          <column share="3"/><column share="3"/>
        </xsl:when>
        <xsl:otherwise>
          <column share="4"/>
          <column align="decimal"/>
          <column align="decimal"/>
          <column align="decimal"/>
          <xsl:if test="@show = 'positions'"><column/><column/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="." mode="head"/>
      <xsl:choose>
        <xsl:when test="@show = 'counts'">
          <xsl:apply-templates select="$measures" mode="counts">
            <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
            <xsl:with-param name="groups" select="not(@groups = 'no')"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$measures" mode="positions">
            <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
            <xsl:with-param name="groups" select="not(@groups = 'no')"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </table>
  </xsl:template>

  <xsl:template match="performance-table" mode="head">
    <row part="head">
      <xsl:call-template name="column-head">
        <xsl:with-param name="column">indicator</xsl:with-param>
        <xsl:with-param name="text">
          <xsl:choose>
            <xsl:when test="@show = 'counts'"><xsl:value-of select="calc:say('performance-measure')"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="calc:say('performance-indicator')"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="column-head">
        <xsl:with-param name="column">previous</xsl:with-param>
        <xsl:with-param name="text" select="calc:say('performance-previous', 'period', calc:period($base))"/>
      </xsl:call-template>
      <xsl:call-template name="column-head">
        <xsl:with-param name="column">current</xsl:with-param>
        <xsl:with-param name="text" select="calc:say('performance-current', 'period', calc:period('current'))"/>
      </xsl:call-template>
      <xsl:call-template name="column-head">
        <xsl:with-param name="column">change</xsl:with-param>
        <xsl:with-param name="text" select="calc:say('performance-change')"/>
      </xsl:call-template>
      <xsl:if test="@show = 'positions'">
        <xsl:call-template name="column-head">
          <xsl:with-param name="column">contract</xsl:with-param>
          <xsl:with-param name="text" select="calc:say('performance-contract')"/>
        </xsl:call-template>
        <xsl:call-template name="column-head">
          <xsl:with-param name="column">direction</xsl:with-param>
          <xsl:with-param name="text" select="calc:say('performance-direction')"/>
        </xsl:call-template>
      </xsl:if>
    </row>
  </xsl:template>

  <xsl:template name="column-head">
    <xsl:param name="column"/>
    <xsl:param name="text"/>
    <cell scope="column">
      <para>
        <xsl:value-of select="$text"/>
        <xsl:for-each select="column-note[@column = $column]">
          <note line="{calc:line()}"><para><xsl:apply-templates/></para></note>
          <xsl:apply-templates select=".//comment" mode="remark"/>
        </xsl:for-each>
      </para>
    </cell>
  </xsl:template>

  <!-- ===== Counts: the total, its detections, their rate, the rate against the denominator ===== -->

  <xsl:template match="measure" mode="counts">
    <xsl:param name="groups"/>
    <xsl:variable name="per" select="calc:record()/data/denominator[@id = current()/@per]"/>
    <xsl:if test="$groups"><xsl:call-template name="group-head"><xsl:with-param name="columns" select="4"/></xsl:call-template></xsl:if>
    <xsl:call-template name="figures-row">
      <xsl:with-param name="label" select="calc:say('row-count', 'singular', string(singular))"/>
      <xsl:with-param name="property">count</xsl:with-param>
      <xsl:with-param name="digits">0</xsl:with-param>
      <xsl:with-param name="change">change</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="figures-row">
      <xsl:with-param name="label" select="calc:say('row-detections', 'plural', string(plural))"/>
      <xsl:with-param name="property">detections</xsl:with-param>
      <xsl:with-param name="digits">0</xsl:with-param>
      <xsl:with-param name="change">detections-change</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="figures-row">
      <xsl:with-param name="label" select="calc:say('row-detection-rate', 'plural', string(plural))"/>
      <xsl:with-param name="property">detection-rate</xsl:with-param>
      <xsl:with-param name="as">percent</xsl:with-param>
      <xsl:with-param name="change">points-change</xsl:with-param>
      <xsl:with-param name="change-as">points-short</xsl:with-param>
    </xsl:call-template>
    <xsl:if test="$per">
      <xsl:call-template name="figures-row">
        <xsl:with-param name="label" select="calc:say('row-rate', 'singular', string(singular),
            'scale', calc:print(concat(@per, '.scale')), 'denominator', normalize-space($per))"/>
        <xsl:with-param name="property">rate</xsl:with-param>
        <xsl:with-param name="change">change</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ===== Positions: rates, places in the group of peers, contract, direction ===== -->

  <xsl:template match="measure" mode="positions">
    <xsl:param name="groups"/>
    <xsl:variable name="per" select="calc:record()/data/denominator[@id = current()/@per]"/>
    <xsl:if test="$groups"><xsl:call-template name="group-head"><xsl:with-param name="columns" select="6"/></xsl:call-template></xsl:if>
    <xsl:call-template name="figures-row">
      <xsl:with-param name="label" select="calc:say('row-rate-short', 'scale',
          calc:print(concat(@per, '.scale')), 'denominator', normalize-space($per))"/>
      <xsl:with-param name="property">rate</xsl:with-param>
      <xsl:with-param name="change">change</xsl:with-param>
      <xsl:with-param name="direction">direction</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="figures-row">
      <xsl:with-param name="label" select="calc:say('row-position', 'group', $group)"/>
      <xsl:with-param name="property">position</xsl:with-param>
      <xsl:with-param name="digits">0</xsl:with-param>
      <xsl:with-param name="change">position-change</xsl:with-param>
      <xsl:with-param name="change-as">places</xsl:with-param>
      <xsl:with-param name="contract">contract</xsl:with-param>
      <xsl:with-param name="direction">position-direction</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="figures-row">
      <xsl:with-param name="label" select="calc:say('row-sanction-rate')"/>
      <xsl:with-param name="property">detection-rate</xsl:with-param>
      <xsl:with-param name="as">percent</xsl:with-param>
      <xsl:with-param name="digits">1</xsl:with-param>
      <xsl:with-param name="change">points-change</xsl:with-param>
      <xsl:with-param name="change-as">points-short</xsl:with-param>
      <xsl:with-param name="direction">detection-direction</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="figures-row">
      <xsl:with-param name="label" select="calc:say('row-detection-position', 'group', $group)"/>
      <xsl:with-param name="property">detection-position</xsl:with-param>
      <xsl:with-param name="digits">0</xsl:with-param>
      <xsl:with-param name="change">detection-position-change</xsl:with-param>
      <xsl:with-param name="change-as">places</xsl:with-param>
      <xsl:with-param name="contract">detection-contract</xsl:with-param>
      <xsl:with-param name="direction">detection-position-direction</xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ===== Rows ===== -->

  <xsl:template name="group-head">
    <xsl:param name="columns"/>
    <row group="yes" together="yes" line="{calc:line()}">
      <cell scope="group" colspan="{$columns}"><para><xsl:value-of select="normalize-space(name)"/></para></cell>
    </row>
  </xsl:template>

  <!-- One figure before and now, and its change. With `direction` the table has two columns more. -->
  <xsl:template name="figures-row">
    <xsl:param name="label"/>
    <xsl:param name="property"/>
    <xsl:param name="as">number</xsl:param>
    <xsl:param name="digits">2</xsl:param>
    <xsl:param name="change"/>
    <xsl:param name="change-as">percent</xsl:param>
    <xsl:param name="contract"/>
    <xsl:param name="direction"/>
    <xsl:variable name="path" select="concat(@id, '.', $property, '.')"/>
    <row together="yes" line="{calc:line()}">
      <cell scope="row"><para><xsl:choose>
        <xsl:when test="row-label[@of = $property]"><xsl:value-of select="normalize-space(row-label[@of = $property])"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$label"/></xsl:otherwise>
      </xsl:choose></para></cell>
      <cell><xsl:call-template name="figure-cell">
        <xsl:with-param name="path" select="concat($path, $base)"/>
        <xsl:with-param name="as" select="$as"/>
        <xsl:with-param name="digits" select="$digits"/>
      </xsl:call-template></cell>
      <cell><xsl:call-template name="figure-cell">
        <xsl:with-param name="path" select="concat($path, 'current')"/>
        <xsl:with-param name="as" select="$as"/>
        <xsl:with-param name="digits" select="$digits"/>
      </xsl:call-template></cell>
      <cell><xsl:call-template name="figure-cell">
        <xsl:with-param name="path" select="concat(@id, '.', $change)"/>
        <xsl:with-param name="as" select="$change-as"/>
        <xsl:with-param name="digits"><xsl:choose>
          <xsl:when test="$change-as = 'places'">0</xsl:when>
          <xsl:otherwise>2</xsl:otherwise>
        </xsl:choose></xsl:with-param>
        <xsl:with-param name="sign"><xsl:if test="$change-as = 'places'">always</xsl:if></xsl:with-param>
      </xsl:call-template></cell>
      <xsl:if test="$direction">
        <xsl:call-template name="contract-cell">
          <xsl:with-param name="path" select="concat(@id, '.', $contract)"/>
          <xsl:with-param name="asked" select="$contract"/>
        </xsl:call-template>
        <xsl:call-template name="direction-cell">
          <xsl:with-param name="path" select="concat(@id, '.', $direction)"/>
        </xsl:call-template>
      </xsl:if>
    </row>
  </xsl:template>

  <!-- A figure that the record does not have leaves its cell empty. -->
  <xsl:template name="figure-cell">
    <xsl:param name="path"/>
    <xsl:param name="as"/>
    <xsl:param name="digits"/>
    <xsl:param name="sign"/>
    <xsl:if test="calc:has($path)">
      <para><xsl:value-of select="calc:cell($path, $as, $digits, $sign)"/></para>
    </xsl:if>
  </xsl:template>

  <!-- What the contract asks for, and whether it is met: in words and by a shape, for colour alone is no sign. -->
  <xsl:template name="contract-cell">
    <xsl:param name="path"/>
    <xsl:param name="asked"/>
    <cell>
      <xsl:if test="$asked and calc:has($path)">
        <xsl:variable name="met" select="calc:word(concat($path, '-met'))"/>
        <para>
          <span mark="{$met}">
            <xsl:attribute name="style"><xsl:choose>
              <xsl:when test="$met = 'met'">better</xsl:when>
              <xsl:otherwise>worse</xsl:otherwise>
            </xsl:choose></xsl:attribute>
            <xsl:value-of select="calc:say('contract-cell', 'terms', calc:print($path),
                'verdict', calc:print(concat($path, '-met')))"/>
          </span>
        </para>
      </xsl:if>
    </cell>
  </xsl:template>

  <xsl:template name="direction-cell">
    <xsl:param name="path"/>
    <cell>
      <xsl:if test="calc:has($path)">
        <xsl:variable name="word" select="calc:word($path)"/>
        <para>
          <span>
            <!-- a record's own word that is a sign, as √, needs no other beside it -->
            <xsl:if test="calc:length(calc:print($path)) &gt; 1">
              <xsl:attribute name="mark"><xsl:value-of select="$word"/></xsl:attribute>
            </xsl:if>
            <xsl:if test="$word != 'same'"><xsl:attribute name="style"><xsl:value-of select="$word"/></xsl:attribute></xsl:if>
            <xsl:value-of select="calc:print($path)"/>
          </span>
        </para>
      </xsl:if>
    </cell>
  </xsl:template>
</xsl:stylesheet>
