s|</inspection-record>|<wording of="question-acepted" reason="house style">All done?</wording>&|
