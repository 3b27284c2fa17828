s|<denominator id="households"|&|;s|<peer-group|<period id="later" from="2007-09" to="2008-08"/>&|
