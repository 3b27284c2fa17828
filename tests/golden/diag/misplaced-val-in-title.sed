s|<region>Eastern|<region><val ref="new-teams"/> Eastern|
