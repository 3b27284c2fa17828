/<impact>/d
