/<para number="auto">Cynyddodd/d
