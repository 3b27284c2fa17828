s|<action>|Done: <action>|
