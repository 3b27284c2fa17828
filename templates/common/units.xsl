<?xml version="1.0" encoding="UTF-8"?>
<!-- What a committee's report says of a unit, from the unit's own record: dates,
     recommendations with the unit's answers, good practice, conclusion; and what else its sections say. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:template match="unit-record">
    <xsl:variable name="element" select="."/>
    <xsl:for-each select="calc:included(.)">
      <section line="{calc:line()}" file="{calc:file()}">
        <xsl:if test="$element/@id"><xsl:attribute name="id"><xsl:value-of select="$element/@id"/></xsl:attribute></xsl:if>
        <heading><xsl:value-of select="normalize-space(meta/unit)"/></heading>
        <xsl:if test="meta/inspection | meta/report-published | meta/revisit-due"><list>
          <xsl:for-each select="meta/inspection | meta/report-published | meta/revisit-due">
            <xsl:sort data-type="number" select="string-length(substring-before($particulars-order, concat(' ', local-name(), ' ')))"/>
            <xsl:variable name="date"><xsl:apply-templates select="." mode="date"/></xsl:variable>
            <item line="{calc:line()}">
              <para>
                <span style="term"><xsl:value-of select="calc:say('label', 'label', calc:say(concat('unit-', local-name())))"/></span>
                <xsl:value-of select="concat(' ', $date)"/>
              </para>
            </item>
          </xsl:for-each>
        </list></xsl:if>
        <xsl:apply-templates select="body//section/*[not(self::heading | self::section | self::recommendation | self::good-practice)]"/>
        <xsl:if test="body//recommendation">
          <para keep-next="yes"><xsl:value-of select="calc:say('unit-recommendations')"/></para>
          <list kind="decimal">
            <xsl:for-each select="body//recommendation">
              <item>
                <xsl:call-template name="place"/>
                <xsl:apply-templates select="text/*"/>
                <xsl:if test="response">
                  <list><xsl:for-each select="response">
                    <item line="{calc:line()}"><xsl:apply-templates select="*"/></item>
                  </xsl:for-each></list>
                </xsl:if>
              </item>
            </xsl:for-each>
          </list>
        </xsl:if>
        <xsl:if test="body//good-practice">
          <para keep-next="yes"><xsl:value-of select="calc:say('unit-good-practice')"/></para>
          <xsl:apply-templates select="body//good-practice"/>
        </xsl:if>
        <xsl:call-template name="conclusion"/>
      </section>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="good-practice">
    <list kind="decimal" line="{calc:line()}"><xsl:apply-templates select="item"/></list>
  </xsl:template>

  <!-- Computed from the dates: said once for each unit, in the same words. -->
  <xsl:template name="conclusion">
    <xsl:if test="meta/action-plan and meta/revisit-due">
      <xsl:variable name="plan"><xsl:apply-templates select="meta/action-plan" mode="date"/></xsl:variable>
      <xsl:variable name="visit"><xsl:apply-templates select="meta/revisit-due" mode="date"/></xsl:variable>
      <para line="{calc:line(meta/action-plan)}">
        <span style="term"><xsl:value-of select="calc:say('label', 'label', calc:say('unit-conclusion-label'))"/></span>
        <xsl:text> </xsl:text>
        <xsl:value-of select="calc:say('unit-conclusion', 'plan', $plan, 'visit', $visit,
            'unit', calc:say(concat('unit-', meta/unit/@kind)))"/>
      </para>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
