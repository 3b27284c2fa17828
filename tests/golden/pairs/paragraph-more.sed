s|<milestones id|<para number="auto">Mae hyn yn fwy.</para>&|
