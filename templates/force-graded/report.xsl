<?xml version="1.0" encoding="UTF-8"?>
<!-- The report of a force inspection with grades: evidence stands in paragraphs. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="../common/force.xsl"/>
  <xsl:variable name="points">paragraphs</xsl:variable>
  <xsl:variable name="contents-depth">2</xsl:variable>
</xsl:stylesheet>
