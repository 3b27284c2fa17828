/<section/,/<\/section>/d
