s|the CPS has answered|the <abbr>DPP</abbr> and the CPS have answered|
