/<unit /d
