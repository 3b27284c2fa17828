<?xml version="1.0" encoding="UTF-8"?>
<!-- What the inspection of a force found: grades, evidence, standards, cases. The kind's stylesheet
     says with $points whether points are paragraphs or have bullets. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <!-- ===== Judgements ===== -->

  <xsl:template match="judgement">
    <xsl:variable name="grade" select="calc:record()/data/grade[@id = current()/@of]"/>
    <table style="judgement">
      <xsl:call-template name="place"/>
      <column share="1"/>
      <column share="1"/>
      <row together="yes" line="{calc:line($grade)}">
        <cell scope="row">
          <para><xsl:value-of select="calc:say('judgement-label', 'year', string($grade/@year),
              'framework', normalize-space($grade/framework))"/></para>
        </cell>
        <cell><figure><xsl:apply-templates select="$grade" mode="steps"/></figure></cell>
      </row>
    </table>
  </xsl:template>

  <!-- The grade among all that could be given. -->
  <xsl:template match="grade" mode="steps">
    <xsl:variable name="value" select="@value"/>
    <xsl:variable name="scale"><xsl:choose>
      <xsl:when test="contains(' exceeding meeting failing ', concat(' ', $value, ' '))">exceeding meeting failing </xsl:when>
      <xsl:otherwise>excellent good fair poor </xsl:otherwise>
    </xsl:choose></xsl:variable>
    <chart kind="steps" title="{calc:say('steps-grade', 'framework', normalize-space(framework))}" line="{calc:line()}">
      <series role="value" name="{calc:print(concat(@id, '.value'))}" line="{calc:line()}">
        <xsl:call-template name="steps">
          <xsl:with-param name="left" select="$scale"/>
        </xsl:call-template>
      </series>
    </chart>
  </xsl:template>

  <xsl:template name="steps">
    <xsl:param name="left"/>
    <xsl:param name="nth" select="1"/>
    <xsl:variable name="step" select="substring-before($left, ' ')"/>
    <xsl:if test="$step">
      <point label="{calc:say(concat('step-', $step))}" value="{$nth}" line="{calc:line()}">
        <xsl:if test="$step = @value"><xsl:attribute name="own">yes</xsl:attribute></xsl:if>
      </point>
      <xsl:call-template name="steps">
        <xsl:with-param name="left" select="substring-after($left, ' ')"/>
        <xsl:with-param name="nth" select="$nth + 1"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Attributes of a distribution are the grades in their order, after the number of forces. -->
  <xsl:template match="distribution" mode="heads">
    <xsl:for-each select="@*[local-name() != 'forces']">
      <cell scope="column" align="right"><para><xsl:value-of select="calc:say(concat('grade-', local-name()))"/></para></cell>
    </xsl:for-each>
  </xsl:template>

  <!-- The force's own grade is set off. -->
  <xsl:template match="distribution" mode="counts">
    <xsl:for-each select="@*[local-name() != 'forces']">
      <cell align="right">
        <para>
          <xsl:choose>
            <xsl:when test="local-name() = ../../@value"><span style="strong"><xsl:value-of select="."/></span></xsl:when>
            <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
          </xsl:choose>
        </para>
      </cell>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="distribution-table">
    <xsl:variable name="distribution" select="calc:record()/data/grade[@id = current()/@of]/distribution"/>
    <xsl:if test="$distribution">
      <table style="distribution">
        <xsl:call-template name="place"/>
        <caption><xsl:value-of select="calc:say('distribution-caption', 'forces', string($distribution/@forces))"/></caption>
        <xsl:for-each select="$distribution/@*[local-name() != 'forces']"><column share="1"/></xsl:for-each>
        <row part="head"><xsl:apply-templates select="$distribution" mode="heads"/></row>
        <row together="yes" line="{calc:line($distribution)}"><xsl:apply-templates select="$distribution" mode="counts"/></row>
      </table>
    </xsl:if>
  </xsl:template>

  <xsl:template match="judgement-summary[@show = 'national']">
    <xsl:variable name="grades" select="calc:record()/data/grade[distribution]"/>
    <table style="judgements">
      <xsl:call-template name="place"/>
      <column share="4"/>
      <xsl:for-each select="$grades[1]/distribution/@*[local-name() != 'forces']"><column share="1"/></xsl:for-each>
      <row part="head">
        <cell scope="column"><para><xsl:value-of select="calc:say('summary-framework')"/></para></cell>
        <xsl:apply-templates select="$grades[1]/distribution" mode="heads"/>
      </row>
      <xsl:for-each select="$grades">
        <xsl:call-template name="summary-group">
          <xsl:with-param name="grades" select="$grades"/>
          <xsl:with-param name="columns" select="count(distribution/@*)"/>
        </xsl:call-template>
        <row together="yes" line="{calc:line()}">
          <cell scope="row"><para><xsl:value-of select="normalize-space(framework)"/></para></cell>
          <xsl:apply-templates select="distribution" mode="counts"/>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <xsl:template match="judgement-summary[@show = 'force']">
    <xsl:variable name="grades" select="calc:record()/data/grade"/>
    <table style="judgements">
      <xsl:call-template name="place"/>
      <column share="4"/>
      <column share="2"/>
      <row part="head">
        <cell scope="column"><para><xsl:value-of select="calc:say('summary-framework')"/></para></cell>
        <cell scope="column"><para><xsl:value-of select="calc:say('summary-grade')"/></para></cell>
      </row>
      <xsl:for-each select="$grades">
        <xsl:call-template name="summary-group">
          <xsl:with-param name="grades" select="$grades"/>
          <xsl:with-param name="columns" select="2"/>
        </xsl:call-template>
        <row together="yes" line="{calc:line()}">
          <cell scope="row"><para><xsl:value-of select="normalize-space(framework)"/></para></cell>
          <cell><para><xsl:value-of select="calc:print(concat(@id, '.value'))"/></para></cell>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <!-- A row for the heading that the grade, but not the one before it, stands under. -->
  <xsl:template name="summary-group">
    <xsl:param name="grades"/>
    <xsl:param name="columns"/>
    <xsl:if test="@group and not(preceding-sibling::grade[1]/@group = @group)">
      <row group="yes" line="{calc:line()}">
        <cell scope="group" colspan="{$columns}"><para><xsl:value-of select="@group"/></para></cell>
      </row>
    </xsl:if>
  </xsl:template>

  <!-- ===== Surveys and indicators ===== -->

  <xsl:template match="survey-table">
    <xsl:variable name="positions" select="not(@positions = 'no')"/>
    <xsl:variable name="listed" select="concat(' ', normalize-space(@of), ' ')"/>
    <table style="survey">
      <xsl:call-template name="place"/>
      <xsl:apply-templates select="caption" mode="table"/>
      <column share="6"/>
      <column align="decimal"/>
      <column align="right"/>
      <xsl:if test="$positions"><column/></xsl:if>
      <row part="head">
        <cell scope="column"><para><xsl:value-of select="calc:say('survey-question')"/></para></cell>
        <cell scope="column"><para><xsl:value-of select="calc:say('survey-value')"/></para></cell>
        <cell scope="column"><para><xsl:value-of select="calc:say('survey-range')"/></para></cell>
        <xsl:if test="$positions">
          <cell scope="column"><para><xsl:value-of select="calc:say('survey-position')"/></para></cell>
        </xsl:if>
      </row>
      <xsl:for-each select="calc:record()/data/survey[not(current()/@of) or contains($listed, concat(' ', @id, ' '))]">
        <xsl:sort data-type="number" select="string-length(substring-before($listed, concat(' ', @id, ' ')))"/>
        <row together="yes" line="{calc:line()}">
          <cell scope="row"><para><xsl:value-of select="normalize-space()"/></para></cell>
          <cell><para><xsl:value-of select="calc:print(concat(@id, '.value'), 'number')"/></para></cell>
          <cell><para><xsl:value-of select="calc:say('range', 'low', calc:print(concat(@id, '.low'), 'number'),
              'high', calc:print(concat(@id, '.high'), 'number'))"/></para></cell>
          <xsl:if test="$positions">
            <cell><para><xsl:value-of select="calc:print(concat(@id, '.position'))"/></para></cell>
          </xsl:if>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <!-- Under each indicator the difference from the average, the change, the gap: those there are. -->
  <xsl:template match="indicator-table">
    <xsl:variable name="listed" select="concat(' ', normalize-space(@of), ' ')"/>
    <xsl:variable name="indicators" select="calc:record()/data/indicator[not(current()/@of) or
        contains($listed, concat(' ', @id, ' '))]"/>
    <table style="indicators">
      <xsl:call-template name="place"/>
      <xsl:apply-templates select="caption" mode="table"/>
      <xsl:for-each select="$indicators">
        <xsl:call-template name="indicator-columns">
          <xsl:with-param name="make">column</xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
      <row part="head">
        <xsl:for-each select="$indicators">
          <cell scope="column" line="{calc:line()}">
            <xsl:attribute name="colspan">
              <xsl:value-of select="calc:has(concat(@id, '.difference')) + (count(reading) &gt; 1) + calc:has(concat(@id, '.gap'))"/>
            </xsl:attribute>
            <para><span style="term"><xsl:value-of select="@code"/></span><xsl:text> </xsl:text><xsl:value-of select="normalize-space(name)"/></para>
          </cell>
        </xsl:for-each>
      </row>
      <row part="head">
        <xsl:for-each select="$indicators">
          <xsl:call-template name="indicator-columns">
            <xsl:with-param name="make">head</xsl:with-param>
          </xsl:call-template>
        </xsl:for-each>
      </row>
      <row together="yes">
        <xsl:for-each select="$indicators">
          <xsl:call-template name="indicator-columns">
            <xsl:with-param name="make">cell</xsl:with-param>
          </xsl:call-template>
        </xsl:for-each>
      </row>
    </table>
  </xsl:template>

  <xsl:template name="indicator-columns">
    <xsl:param name="make"/>
    <xsl:if test="calc:has(concat(@id, '.difference'))">
      <xsl:call-template name="indicator-column">
        <xsl:with-param name="make" select="$make"/>
        <xsl:with-param name="head" select="calc:say('indicator-difference', 'group', $group)"/>
        <xsl:with-param name="path" select="concat(@id, '.difference')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="count(reading) &gt; 1">
      <xsl:call-template name="indicator-column">
        <xsl:with-param name="make" select="$make"/>
        <xsl:with-param name="head" select="calc:say('indicator-change', 'first', calc:period(string(reading[1]/@period)),
            'last', calc:period(string(reading[last()]/@period)))"/>
        <xsl:with-param name="path" select="concat(@id, '.change')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="calc:has(concat(@id, '.gap'))">
      <xsl:call-template name="indicator-column">
        <xsl:with-param name="make" select="$make"/>
        <xsl:with-param name="head" select="calc:say('indicator-gap')"/>
        <xsl:with-param name="path" select="concat(@id, '.gap')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="indicator-column">
    <xsl:param name="make"/>
    <xsl:param name="head"/>
    <xsl:param name="path"/>
    <xsl:choose>
      <xsl:when test="$make = 'column'"><column share="1" align="decimal"/></xsl:when>
      <xsl:when test="$make = 'head'"><cell scope="column"><para><xsl:value-of select="$head"/></para></cell></xsl:when>
      <xsl:otherwise><cell><para><xsl:value-of select="calc:cell($path, 'points-short', '1')"/></para></cell></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="caption" mode="table">
    <caption line="{calc:line()}"><xsl:apply-templates/></caption>
  </xsl:template>

  <!-- ===== Evidence ===== -->

  <xsl:template match="evidence">
    <section>
      <xsl:call-template name="place"/>
      <heading contents="no">
        <xsl:choose>
          <xsl:when test="heading"><xsl:apply-templates select="heading/node()"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="calc:say(concat('evidence-', @kind))"/></xsl:otherwise>
        </xsl:choose>
      </heading>
      <xsl:if test="@none = 'yes'"><para><xsl:value-of select="calc:say('evidence-none')"/></para></xsl:if>
      <xsl:apply-templates select="*[not(self::heading)]"/>
    </section>
  </xsl:template>

  <xsl:template match="subheading"><para style="subheading" keep-next="yes" line="{calc:line()}"><xsl:apply-templates/></para></xsl:template>

  <!-- Points that follow each other are one list, made where the first of them stands. -->
  <xsl:template match="point">
    <xsl:choose>
      <xsl:when test="$points = 'paragraphs'"><xsl:call-template name="point-content"/></xsl:when>
      <xsl:when test="not(preceding-sibling::*[1]/self::point)">
        <xsl:variable name="end" select="count(following-sibling::*[not(self::point)][1]/preceding-sibling::*)"/>
        <xsl:variable name="here" select="count(preceding-sibling::*)"/>
        <list line="{calc:line()}">
          <xsl:for-each select=". | following-sibling::point[position() &lt; $end - $here or not($end)]">
            <item>
              <xsl:call-template name="place"/>
              <xsl:call-template name="text-or-blocks"/>
            </item>
          </xsl:for-each>
        </list>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- As a paragraph, which carries the id; a point of several blocks gives it to the first. -->
  <xsl:template name="point-content">
    <xsl:choose>
      <xsl:when test="para | table | figure | quote | panel or not(text()[normalize-space()] or *[not(self::list)])">
        <xsl:apply-templates select="*"/>
      </xsl:when>
      <xsl:otherwise>
        <para>
          <xsl:call-template name="place"/>
          <xsl:if test="list"><xsl:attribute name="keep-next">yes</xsl:attribute></xsl:if>
          <xsl:apply-templates select="text() | *[not(self::list)]"/>
        </para>
        <xsl:apply-templates select="list"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ===== Standards ===== -->

  <xsl:template match="standard">
    <section>
      <xsl:call-template name="place"/>
      <heading contents="no" line="{calc:line(statement)}"><xsl:apply-templates select="statement/node()"/></heading>
      <xsl:apply-templates select="*[not(self::statement)]"/>
    </section>
  </xsl:template>

  <!-- ===== Cases ===== -->

  <!-- A panel of blocks, each under its label. -->
  <xsl:template match="case">
    <section>
      <xsl:call-template name="place"/>
      <box style="case">
        <para style="case-label"><xsl:value-of select="calc:say('case-area')"/></para>
        <para line="{calc:line(area)}" keep-next="yes"><xsl:value-of select="normalize-space(area)"/></para>
        <xsl:if test="calc:say('case-title') != ''">
          <para style="case-label"><xsl:value-of select="calc:say('case-title')"/></para>
        </xsl:if>
        <heading line="{calc:line(heading)}"><xsl:apply-templates select="heading/node()"/></heading>
        <xsl:for-each select="problem | solution | outcome">
          <para style="case-label" line="{calc:line()}"><xsl:value-of select="calc:say(concat('case-', local-name()))"/></para>
          <xsl:apply-templates select="*"/>
        </xsl:for-each>
        <para style="case-label"><xsl:value-of select="calc:say('case-contact')"/></para>
        <xsl:apply-templates select="contact"/>
      </box>
    </section>
  </xsl:template>

  <xsl:template match="contact">
    <para line="{calc:line()}">
      <xsl:if test="@role"><span style="term"><xsl:value-of select="calc:say('contact-role', 'role', string(@role))"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:for-each select="name | post | tel | mail">
        <xsl:if test="position() &gt; 1"><xsl:value-of select="calc:say('contact-separator')"/><xsl:text> </xsl:text></xsl:if>
        <xsl:choose>
          <xsl:when test="self::mail"><link uri="mailto:{normalize-space()}"><xsl:value-of select="normalize-space()"/></link></xsl:when>
          <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </para>
  </xsl:template>

  <xsl:template match="contacts">
    <xsl:apply-templates select="contact"/>
  </xsl:template>
</xsl:stylesheet>
