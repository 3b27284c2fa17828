/<judgement/d
