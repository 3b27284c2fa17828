/<singular>/d
