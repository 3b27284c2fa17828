<?xml version="1.0" encoding="UTF-8"?>
<!-- The milestones that the unit was set, and what became of them, each by a shape
     in the place of a bullet. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:template match="milestones">
    <xsl:variable name="listed" select="concat(' ', normalize-space(@of), ' ')"/>
    <xsl:variable name="shown" select="calc:record()/data/milestone[not(current()/@of) or
        contains($listed, concat(' ', @id, ' '))]"/>
    <list>
      <xsl:call-template name="place"/>
      <xsl:apply-templates select="$shown" mode="target">
        <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
      </xsl:apply-templates>
    </list>
    <xsl:if test="@summary = 'yes'">
      <para line="{calc:line()}"><xsl:call-template name="milestones-summary"/></para>
      <list kind="plain">
        <xsl:for-each select="$shown">
          <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
          <item line="{calc:line()}">
            <xsl:variable name="verdict" select="calc:word(concat(@id, '.verdict'))"/>
            <para>
              <span>
                <xsl:attribute name="mark"><xsl:choose>
                  <xsl:when test="$verdict = 'exceeded' or $verdict = 'met'">met</xsl:when>
                  <xsl:when test="$verdict = 'just-missed'">partly</xsl:when>
                  <xsl:otherwise>not-met</xsl:otherwise>
                </xsl:choose></xsl:attribute>
                <xsl:call-template name="marked">
                  <xsl:with-param name="text" select="calc:say(concat('milestone-verdict-', $verdict),
                      'name', normalize-space(), 'actual', calc:print(concat(@id, '.actual'), 'percent', '1'),
                      'target', calc:print(concat(@id, '.target'), 'percent'))"/>
                </xsl:call-template>
              </span>
            </para>
          </item>
        </xsl:for-each>
      </list>
    </xsl:if>
  </xsl:template>

  <xsl:template match="milestone" mode="target">
    <xsl:variable name="period" select="calc:record()/data/period[@id = current()/@period]"/>
    <item line="{calc:line()}">
      <para>
        <xsl:call-template name="marked">
          <xsl:with-param name="text">
            <xsl:choose>
              <xsl:when test="@kind = 'reduction'">
                <xsl:value-of select="calc:say('milestone-reduction', 'name', normalize-space(),
                    'target', calc:print(concat(@id, '.target'), 'percent'), 'period', calc:period(@period),
                    'base', calc:period(string($period/@base)))"/>
              </xsl:when>
              <xsl:when test="@baseline">
                <xsl:value-of select="calc:say('milestone-rate-from', 'name', normalize-space(),
                    'target', calc:print(concat(@id, '.target'), 'percent'), 'period', calc:period(@period),
                    'baseline', calc:print(concat(@id, '.baseline'), 'percent'))"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:value-of select="calc:say('milestone-rate', 'name', normalize-space(),
                    'target', calc:print(concat(@id, '.target'), 'percent'), 'period', calc:period(@period))"/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </para>
    </item>
  </xsl:template>

  <xsl:template name="milestones-summary">
    <xsl:variable name="exceeded" select="calc:plain('milestones.exceeded')"/>
    <xsl:variable name="count" select="calc:plain('milestones.count')"/>
    <xsl:variable name="how"><xsl:choose>
      <xsl:when test="$count = 1 and $exceeded = 1">only</xsl:when>
      <xsl:when test="$count = 1">only-not</xsl:when>
      <xsl:when test="$exceeded = $count">all</xsl:when>
      <xsl:when test="$exceeded = 0">none</xsl:when>
      <xsl:when test="$exceeded = 1">one</xsl:when>
      <xsl:otherwise>some</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:variable name="words" select="calc:words($exceeded)"/>
    <xsl:value-of select="calc:say(concat('milestones-', $how, '-exceeded'), 'count', calc:words($count),
        'exceeded', concat(translate(substring($words, 1, 1), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($words, 2)))"/>
  </xsl:template>
</xsl:stylesheet>
