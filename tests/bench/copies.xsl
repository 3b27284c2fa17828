<!-- A record with its recommendations chapter COPIES times, the ids made unique. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:param name="copies" select="100"/>
  <xsl:template match="node() | @*">
    <xsl:param name="suffix"/>
    <xsl:copy>
      <xsl:apply-templates select="@* | node()">
        <xsl:with-param name="suffix" select="$suffix"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>
  <!-- The first copy keeps its ids, so that what refers to it from outside still does. -->
  <xsl:template match="section[recommendation]">
    <xsl:call-template name="copy">
      <xsl:with-param name="count" select="$copies"/>
    </xsl:call-template>
  </xsl:template>
  <!-- Halving: one template a copy would be deeper than templates may be. -->
  <xsl:template name="copy">
    <xsl:param name="first" select="0"/>
    <xsl:param name="count"/>
    <xsl:variable name="half" select="floor($count div 2)"/>
    <xsl:choose>
      <xsl:when test="$count &gt; 1">
        <xsl:call-template name="copy">
          <xsl:with-param name="first" select="$first"/>
          <xsl:with-param name="count" select="$half"/>
        </xsl:call-template>
        <xsl:call-template name="copy">
          <xsl:with-param name="first" select="$first + $half"/>
          <xsl:with-param name="count" select="$count - $half"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy>
          <xsl:apply-templates select="@* | node()">
            <xsl:with-param name="suffix">
              <xsl:if test="$first &gt; 0">
                <xsl:value-of select="concat('-', $first)"/>
              </xsl:if>
            </xsl:with-param>
          </xsl:apply-templates>
        </xsl:copy>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="section[recommendation]/@id | section[recommendation]//@id">
    <xsl:param name="suffix"/>
    <xsl:attribute name="{name()}">
      <xsl:value-of select="concat(., $suffix)"/>
    </xsl:attribute>
  </xsl:template>
</xsl:stylesheet>
