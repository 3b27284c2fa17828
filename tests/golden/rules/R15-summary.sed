s|<survey id="asked"|<grade id="response" year="2007" value="fair"><framework>Response</framework></grade>&|
s|<judgement of="neighbourhoods"/>|&<judgement-summary show="force"/>|
