<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands inside a paragraph. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:calc="urn:revisit:calc" exclude-result-prefixes="calc">

  <xsl:template match="strong | emph | title | sup | sub">
    <span style="{local-name()}"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="foreign">
    <span xml:lang="{@xml:lang}"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="abbr"><xsl:apply-templates/></xsl:template>

  <xsl:template match="q">
    <xsl:value-of select="calc:say('quote-open')"/>
    <xsl:apply-templates/>
    <xsl:value-of select="calc:say('quote-close')"/>
  </xsl:template>

  <xsl:template match="br"><br/></xsl:template>

  <xsl:template match="link">
    <link uri="{@href}" line="{calc:line()}">
      <xsl:choose>
        <xsl:when test="node()"><xsl:apply-templates/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@href"/></xsl:otherwise>
      </xsl:choose>
    </link>
  </xsl:template>

  <!-- What authors remark on its words stands after it: a note has no margin. -->
  <xsl:template match="fn">
    <note line="{calc:line()}"><para><xsl:apply-templates/></para></note>
    <xsl:apply-templates select=".//comment" mode="remark"/>
  </xsl:template>

  <!-- Only drafts show what their authors remark; a file that is taken in is a draft with its record. -->
  <xsl:variable name="is-draft" select="$draft = 'yes' or /*/@status = 'draft'"/>

  <xsl:template match="comment"><xsl:apply-templates select="." mode="remark"/></xsl:template>
  <xsl:template match="fn//comment | column-note//comment"/>

  <xsl:template match="comment" mode="remark">
    <xsl:if test="$is-draft">
      <comment line="{calc:line()}">
        <para>
          <xsl:if test="@by"><span style="strong"><xsl:value-of select="calc:say('comment-by', 'by', string(@by))"/></span><xsl:text> </xsl:text></xsl:if>
          <xsl:value-of select="normalize-space()"/>
        </para>
      </comment>
    </xsl:if>
  </xsl:template>

  <!-- A figure of the data part. -->
  <xsl:template match="val[@zeros]" priority="1">
    <xsl:value-of select="calc:cell(@ref, @as, @digits, @sign)"/>
  </xsl:template>

  <xsl:template match="val">
    <xsl:value-of select="calc:print(@ref, @as, @digits, @sign)"/>
  </xsl:template>

  <xsl:template match="date[@value]">
    <xsl:value-of select="calc:date(@value, @to)"/>
  </xsl:template>

  <!-- A period of the data part, an element of the meta part, or one of a unit's record. -->
  <xsl:template match="date[@of]">
    <xsl:choose>
      <xsl:when test="contains(@of, '.')">
        <xsl:variable name="unit" select="calc:target(substring-before(@of, '.'))"/>
        <xsl:apply-templates select="calc:included($unit)/meta/*[local-name() = substring-after(current()/@of, '.')]" mode="date"/>
      </xsl:when>
      <xsl:when test="calc:record()/data/period[@id = current()/@of]">
        <xsl:value-of select="calc:period(@of)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="calc:record()/meta/*[local-name() = current()/@of]" mode="date"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- In boilerplate: the words that the record gives for a parameter. -->
  <xsl:template match="param">
    <xsl:variable name="name" select="@name"/>
    <xsl:apply-templates select="calc:includer()/with[@name = $name]/node()"/>
  </xsl:template>

  <!-- A date of the meta part: its own words, or the usual ones. -->
  <xsl:template match="*" mode="date">
    <xsl:choose>
      <xsl:when test="normalize-space()"><xsl:value-of select="normalize-space()"/></xsl:when>
      <xsl:when test="@date"><xsl:value-of select="calc:date(@date)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="calc:date(@from, @to)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ===== References ===== -->

  <xsl:variable name="numbered" select="/*/body/@captions = 'numbered'"/>

  <xsl:template match="xref">
    <xsl:variable name="target" select="calc:target(@to)"/>
    <xsl:choose>
      <xsl:when test="@show = 'page'"><link to="{calc:id($target)}" line="{calc:line()}"><page-ref to="{calc:id($target)}"/></link></xsl:when>
      <xsl:otherwise>
        <link to="{calc:id($target)}" line="{calc:line()}">
          <xsl:apply-templates select="$target" mode="reference">
            <xsl:with-param name="show" select="@show"/>
            <xsl:with-param name="from" select="generate-id(ancestor::section[last()])"/>
            <xsl:with-param name="begins" select="calc:begins()"/>
          </xsl:apply-templates>
        </link>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="capital">
    <xsl:param name="text"/>
    <xsl:param name="when" select="false()"/>
    <xsl:choose>
      <xsl:when test="$when">
        <xsl:value-of select="concat(translate(substring($text, 1, 1), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($text, 2))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What an element is called when it is referred to: its number with or without the word for
       its kind, or its title in quotation marks where it has no number or the title is asked for. The
       word has a capital where a sentence begins with it. -->
  <xsl:template match="*" mode="reference">
    <xsl:param name="show"/>
    <xsl:param name="from"/>
    <xsl:param name="begins" select="false()"/>
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <xsl:variable name="word"><xsl:choose>
      <xsl:when test="calc:knows(concat('xref-', local-name()))"><xsl:value-of select="concat('xref-', local-name())"/></xsl:when>
      <xsl:otherwise>xref-table</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:choose>
      <!-- numbered by its caption, once all captions are counted -->
      <xsl:when test="(caption or self::figure[chart]) and $numbered and not($show = 'title') and not(string($number))">
        <xsl:variable name="pattern" select="calc:say($word, 'n', '&#xE002;')"/>
        <xsl:if test="not($show = 'number')">
          <xsl:call-template name="capital">
            <xsl:with-param name="text" select="substring-before($pattern, '&#xE002;')"/>
            <xsl:with-param name="when" select="$begins"/>
          </xsl:call-template>
        </xsl:if>
        <number-ref to="{calc:id(.)}"/>
        <xsl:if test="not($show = 'number')"><xsl:value-of select="substring-after($pattern, '&#xE002;')"/></xsl:if>
      </xsl:when>
      <xsl:when test="$show = 'title' or not(string($number))">
        <xsl:variable name="title"><xsl:apply-templates select="." mode="title"/></xsl:variable>
        <xsl:variable name="chapter" select="ancestor::section[last()]"/>
        <xsl:choose>
          <!-- many chapters have a part of the same name -->
          <xsl:when test="self::evidence and generate-id($chapter) != $from">
            <xsl:variable name="in"><xsl:apply-templates select="$chapter" mode="title"/></xsl:variable>
            <xsl:value-of select="calc:say('xref-title-in', 'title', normalize-space($title), 'chapter', normalize-space($in))"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="calc:say('xref-title', 'title', normalize-space($title))"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="$show = 'number'"><xsl:value-of select="$number"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="capital">
          <xsl:with-param name="text" select="calc:say($word, 'n', $number)"/>
          <xsl:with-param name="when" select="$begins"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The heading that an element has in the report. -->
  <xsl:template match="*" mode="title">
    <xsl:apply-templates select="(heading | caption | statement | framework)[1]" mode="plain"/>
  </xsl:template>
  <xsl:template match="section[@short]" mode="title"><xsl:value-of select="@short"/></xsl:template>
  <xsl:template match="evidence[not(heading)]" mode="title">
    <xsl:value-of select="calc:say(concat('evidence-', @kind))"/>
  </xsl:template>
  <xsl:template match="recommendation" mode="title">
    <xsl:value-of select="calc:say('recommendation-heading', 'n', string(calc:nth(.)))"/>
  </xsl:template>
  <xsl:template match="glossary" mode="title"><xsl:value-of select="calc:say('glossary-heading')"/></xsl:template>

  <!-- Words without notes and links. -->
  <xsl:template match="fn | comment" mode="plain"/>
  <xsl:template match="val | date" mode="plain"><xsl:apply-templates select="."/></xsl:template>

  <!-- Text of a strings file with its values set off: they stand between two private characters. -->
  <xsl:template name="marked">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, '&#xE000;')">
        <xsl:variable name="rest" select="substring-after($text, '&#xE000;')"/>
        <xsl:value-of select="substring-before($text, '&#xE000;')"/>
        <span style="value"><xsl:value-of select="substring-before($rest, '&#xE001;')"/></span>
        <xsl:call-template name="marked">
          <xsl:with-param name="text" select="substring-after($rest, '&#xE001;')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
