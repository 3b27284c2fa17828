1a\
<!DOCTYPE inspection-record SYSTEM "record.dtd">
