s|</inspection-record>|<wording of="cover-visit" reason="house style">Seen again on {day}</wording>&|
