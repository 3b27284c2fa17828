/<impact><para>Advice/d;s|<action><para id="asked-for">It was asked, and the CPS has answered.</para></action>|<response><para>It was asked, and the CPS has answered.</para></response>|
