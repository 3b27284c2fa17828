s|<measure id="robbery"|<measure|
