<?xml version="1.0" encoding="UTF-8"?>
<!-- The report of a force inspection against standards: evidence has bullets, the contents list the
     chapters only. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="../common/force.xsl"/>
  <xsl:variable name="points">bullets</xsl:variable>
  <xsl:variable name="contents-depth">1</xsl:variable>
</xsl:stylesheet>
