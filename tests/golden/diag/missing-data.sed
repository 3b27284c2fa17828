/<data>/,/<\/data>/d;s|<val [^>]*>|x|;/<particulars/d;/<performance-table/,/<\/performance-table>/d;/<measure-narrative/d;/<milestones/d
