s|<measure-narrative measure="robbery"/>|&<action><para>Done.</para></action>|
