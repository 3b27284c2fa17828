0,/<\/section>/{/<\/section>/d}
